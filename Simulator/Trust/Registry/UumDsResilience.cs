using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Ics2.Trust.Registry;

/// <summary>
/// Retry within circuit breaker for questions to UUM&amp;DS: a short hiccup stays unseen, a long outage is answered at once.
/// </summary>
internal static class UumDsResilience
{
    public static ResiliencePipeline<Authorisation> Pipeline(UumDsOptions options, TimeProvider network)
    {
        var builder = new ResiliencePipelineBuilder<Authorisation> { TimeProvider = network };
        if (options.Retries > 0)
        {
            builder.AddRetry(
                new RetryStrategyOptions<Authorisation>
                {
                    ShouldHandle = args => ValueTask.FromResult(IsOutage(args.Outcome)),
                    MaxRetryAttempts = options.Retries,
                    Delay = options.RetryDelay,
                    BackoffType = DelayBackoffType.Exponential,
                }
            );
        }

        return builder
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<Authorisation>
                {
                    ShouldHandle = args => ValueTask.FromResult(IsOutage(args.Outcome)),
                    FailureRatio = 0.9,
                    MinimumThroughput = options.BreakAfter,
                    SamplingDuration = TimeSpan.FromSeconds(30),
                    BreakDuration = options.BreakFor,
                }
            )
            .Build();
    }

    // A001 and A002 are answers; only an absent or failed registry is an outage.
    private static bool IsOutage(Outcome<Authorisation> outcome) => outcome.Result?.SubCode is "A003" or "A004";
}
