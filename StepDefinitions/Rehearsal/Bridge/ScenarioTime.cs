using System.Globalization;
using Ics2.Rehearsal.Running;
using Reqnroll.Bindings;

namespace Ics2.Rehearsal.Bridge;

/// <summary>The time that one scenario has: for its steps and the hooks before them, and then for what comes after and cleans up.</summary>
internal sealed class ScenarioTime : IDisposable
{
    private readonly RunOptions _options;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _limitOrStop;
    private readonly CancellationTokenSource _closing;
    private readonly CancellationTokenSource _lastResort;
    private bool _closes;

    public ScenarioTime(RunOptions options, CancellationToken cancellationToken)
    {
        (_options, _stop) = (options, cancellationToken);
        _limit = new CancellationTokenSource(options.ScenarioTimeLimit, options.Time);
        _limitOrStop = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, cancellationToken);
        _closing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        _lastResort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Time);
        _limitOrStop.Token.Register(() => _lastResort.CancelAfter(options.SetUpTimeLimit));
    }

    /// <summary>Cancelled when the time is over or the run is stopped.</summary>
    public CancellationToken LimitOrStop => _limitOrStop.Token;

    /// <summary>
    /// Cancelled when the scenario hangs where its own time does not reach, such as in the constructor of a hook's argument or when its
    /// objects are ended: a while after its time is over, or after its last hook.
    /// </summary>
    public CancellationToken LastResort => _lastResort.Token;

    /// <summary>Why the step or hook under way had to end; null while there is time, and for what comes after.</summary>
    public string? Over =>
        (_closes, _stop.IsCancellationRequested, _limit.IsCancellationRequested) switch
        {
            (true, _, _) => null,
            (_, true, _) => RunOptions.Interrupted,
            (_, _, true) => string.Create(
                CultureInfo.InvariantCulture,
                $"The scenario's time limit of {_options.ScenarioTimeLimit.TotalSeconds:0.###} s passed here."
            ),
            _ => null,
        };

    /// <summary>That the run was interrupted during the steps; null while it was not.</summary>
    public string? Interrupted => !_closes && _stop.IsCancellationRequested ? RunOptions.Interrupted : null;

    /// <summary>What comes after begins: it cleans up, and has its time however much of the scenario's was used.</summary>
    public void BeginClosing()
    {
        _closes = true;
        _closing.CancelAfter(_options.Grace);
        _lastResort.CancelAfter(_options.SetUpTimeLimit);
    }

    /// <summary>The last hook has run; the objects of the scenario are ended now.</summary>
    public void BeginEnding() => _lastResort.CancelAfter(_options.Grace);

    /// <summary>Until when a hook may run; a step when it is null.</summary>
    public CancellationToken Until(HookType? hook) => hook == HookType.AfterScenario ? _closing.Token : LimitOrStop;

    public void Dispose()
    {
        _limit.Dispose();
        _limitOrStop.Dispose();
        _closing.Dispose();
        _lastResort.Dispose();
    }
}
