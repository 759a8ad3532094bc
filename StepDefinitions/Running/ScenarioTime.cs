using System.Globalization;
using Reqnroll.Bindings;

namespace Ics2.StepDefinitions.Running;

/// <summary>The time that one scenario has: for its steps and the hooks before them, and then for what comes after and cleans up.</summary>
internal sealed class ScenarioTime : IDisposable
{
    private readonly RunOptions _options;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _limitOrStop;
    private readonly CancellationTokenSource _closing;
    private readonly CancellationTokenSource _leftBehind;

    public ScenarioTime(RunOptions options, CancellationToken stop)
    {
        (_options, _stop) = (options, stop);
        _limit = new CancellationTokenSource(options.ScenarioTimeLimit, options.Time);
        _limitOrStop = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, stop);
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        _leftBehind = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        _limitOrStop.Token.Register(() => _leftBehind.CancelAfter(options.Grace));
    }

    /// <summary>Cancelled when the time is over or the run is stopped.</summary>
    public CancellationToken LimitOrStop => _limitOrStop.Token;

    /// <summary>Cancelled when also the time to come to an end after that has passed.</summary>
    public CancellationToken LeftBehind => _leftBehind.Token;

    /// <summary>Why nothing more may be begun; null while there is time.</summary>
    public string? Over => (_stop.IsCancellationRequested, _limit.IsCancellationRequested) switch
    {
        (true, _) => "The run was stopped.",
        (_, true) => string.Create(CultureInfo.InvariantCulture, $"The scenario's time limit of {_options.ScenarioTimeLimit.TotalSeconds:0.###} s passed here."),
        _ => null,
    };

    /// <summary>What cleans up begins, and has its time however much of the scenario's was used.</summary>
    public CancellationToken BeginClosing()
    {
        _closing.CancelAfter(_options.Grace);
        return _closing.Token;
    }

    /// <summary>Until when a hook may run; a step when it is null.</summary>
    public CancellationToken Until(HookType? hook) => hook == HookType.AfterScenario ? _closing.Token : LimitOrStop;

    public void Dispose()
    {
        _limit.Dispose();
        _limitOrStop.Dispose();
        _closing.Dispose();
        _leftBehind.Dispose();
    }
}
