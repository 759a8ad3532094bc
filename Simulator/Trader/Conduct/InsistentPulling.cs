using Ics2.Trader.Pulling;

namespace Ics2.Trader.Conduct;

/// <summary>Takes an empty channel for a failure.</summary>
internal sealed class InsistentPulling(IPulling pulling) : IPulling
{
    private const int MaxRepeats = 2;

    public async Task<PullResult> PullAsync(CancellationToken cancellationToken)
    {
        var result = await pulling.PullAsync(cancellationToken);
        for (var again = 0; result.Outcome == PullOutcome.Empty && again < MaxRepeats; again++)
        {
            result = await pulling.PullAsync(cancellationToken);
        }

        return result.Outcome == PullOutcome.Empty ? result with { Outcome = PullOutcome.Failed } : result;
    }
}
