using Ics2.Load.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Load;

/// <summary>A scenario made of a function of the exchange and the clock.</summary>
internal sealed class ScriptedScenario(Func<Exchange, CancellationToken, Task<ExchangeOutcome>> script) : ILoadScenario
{
    public static readonly ExchangeOutcome Fine = new("scripted");

    public string Name => "scripted";

    public PrivateOperations Operations { get; set; } = new(0, 0);

    public AnswerCounts? Answers { get; set; }

    public Task<ExchangeOutcome> RunAsync(Exchange exchange, CancellationToken cancellationToken) => script(exchange, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Runs the engine on a clock that only this test moves, everything on one thread: the same figures every time.</summary>
internal static class VirtualRun
{
    public static Measurement Of(
        LoadPlan plan,
        Func<Exchange, TimeProvider, CancellationToken, Task<ExchangeOutcome>> script,
        EngineOptions? options = null,
        Action<TimeSpan>? watch = null,
        TimeSpan? stopAfter = null
    )
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var engine = new LoadEngine(
            new ScriptedScenario((exchange, cancellationToken) => script(exchange, clock, cancellationToken)),
            plan,
            (options ?? new EngineOptions()) with
            {
                Launch = work => work(),
            },
            clock
        );
        using var stop = new CancellationTokenSource();
        var run = engine.RunAsync(stop.Token);
        for (var passed = TimeSpan.Zero; !run.IsCompleted; passed += TimeSpan.FromMilliseconds(1))
        {
            passed.ShouldBeLessThan(TimeSpan.FromHours(1), "the run does not end");
            watch?.Invoke(passed);
            if (passed == stopAfter)
            {
                stop.Cancel();
            }

            if (engine.Progress().Ended || stop.IsCancellationRequested)
            {
                // the last steps are taken by the thread pool
                SpinWait.SpinUntil(() => run.IsCompleted, TimeSpan.FromSeconds(30)).ShouldBeTrue();
            }

            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        return run.GetAwaiter().GetResult();
    }

    /// <summary>A plan of a constant load.</summary>
    public static LoadPlan Hold(LoadShape shape, double value, int seconds, int warmUp = 0) =>
        new(shape, [new LoadStage(value, value, TimeSpan.FromSeconds(seconds + warmUp))], TimeSpan.FromSeconds(warmUp));

    /// <summary>An exchange that takes so long.</summary>
    public static async Task<ExchangeOutcome> TakeAsync(TimeSpan time, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.Delay(time, clock, cancellationToken);
        return ScriptedScenario.Fine;
    }
}
