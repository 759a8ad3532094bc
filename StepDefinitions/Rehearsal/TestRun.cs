using System.Collections.Concurrent;
using Ics2.Rehearsal.Bridge;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal;

/// <summary>
/// One run, for callers that decide themselves when which scenario runs, such as a test framework; <see cref="ScenarioRunner"/> is the easy
/// way.
/// Scenarios may run at the same time. Close it to run the hooks after the run and to end what it made.
/// </summary>
public sealed class TestRun : IAsyncDisposable
{
    private readonly RunOptions _options;
    private readonly Lazy<Task<ReqnrollRun>> _reqnroll;
    private readonly ConcurrentDictionary<Feature, int> _waiting = [];
    private readonly ConcurrentDictionary<Scenario, ScenarioResult> _results = [];
    private readonly IReadOnlyList<Scenario> _planned;
    private readonly DateTimeOffset _started;
    private readonly long _startedAt;
    private volatile bool _stopped;

    /// <summary>Prepares a run; the hooks before it run with its first scenario.</summary>
    /// <param name="stepClasses">Where steps and hooks are looked for.</param>
    /// <param name="options">How it goes.</param>
    /// <param name="planned">The scenarios that may come; a feature ends with the last of its own, or with the run.</param>
    /// <param name="services">Objects that step classes may ask for, by class or interface; they are not disposed here.</param>
    public TestRun(StepClasses stepClasses, RunOptions options, IReadOnlyList<Scenario> planned, params IEnumerable<object> services)
    {
        _options = options;
        _planned = planned;
        _started = _options.Time.GetUtcNow();
        _startedAt = _options.Time.GetTimestamp();
        object[] given = [.. services];
        _reqnroll = new(() => Task.Run(() => ReqnrollRun.OpenAsync(stepClasses, _options, given)));
        foreach (var group in _planned.GroupBy(scenario => scenario.Feature))
        {
            _waiting[group.Key] = group.Count();
        }
    }

    /// <summary>Runs one of the planned scenarios.</summary>
    /// <param name="cancellationToken">Stops it: a scenario under way becomes inconclusive, one not begun is skipped.</param>
    /// <returns>What became of it; nothing that a step does is thrown.</returns>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        ScenarioResult result;
        var guided = new GuidedScenario(scenario, _options);
        guided.Begin();
        try
        {
            result = await RunUnlessLeftOutAsync(scenario, cancellationToken);
        }
        catch (Exception fault)
        {
            // A full disk, or a pattern that backtracks for ever: this scenario is lost, the others are not.
            result = LeftOut(scenario, $"The runner failed: {Bounded.Describe(fault)}") with
            {
                Verdict = Verdict.Inconclusive,
            };
        }

        result = WithExpectation(result);
        guided.End(result);
        _results[scenario] = result;
        if (_waiting.AddOrUpdate(scenario.Feature, 0, (_, left) => left - 1) == 0)
        {
            await (await OpenedAsync() is { } reqnroll ? reqnroll.LeaveAsync(scenario.Feature) : Task.CompletedTask);
        }

        return result;
    }

    /// <summary>Ends the run: hooks after features and run, then every object made.</summary>
    /// <returns>The result of all planned scenarios; those never started are skipped.</returns>
    public async Task<RunResult> CloseAsync()
    {
        var reqnroll = await OpenedAsync();
        if (reqnroll is not null)
        {
            await reqnroll.CloseAsync();
        }

        return new RunResult
        {
            Scenarios =
            [
                .. _planned.Select(scenario =>
                    _results.GetValueOrDefault(scenario) ?? WithExpectation(LeftOut(scenario, "It was not run."))
                ),
            ],
            Seed = _options.Seed,
            SpecPack = _options.SpecPack,
            Client = _options.Client,
            Plan = _options.Plan,
            Facts = _options.Facts,
            Strict = _options.Strict,
            Requirements = _options.Requirements,
            ExpectedFailures = _options.ExpectedFailures,
            Started = _started,
            Duration = _options.Time.GetElapsedTime(_startedAt),
            EvidenceFolder = _options.EvidenceFolder,
            Interrupted = _stopped,
            Problems = [.. reqnroll?.Problems ?? [], .. _stopped ? ["The run was interrupted before its end."] : Array.Empty<string>()],
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<ScenarioResult> RunUnlessLeftOutAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            _stopped = true;
            return LeftOut(scenario, "Not run: the run was interrupted before its turn.");
        }

        if (scenario.Tags.Contains("ignore", StringComparer.OrdinalIgnoreCase))
        {
            return LeftOut(scenario, "It is tagged @ignore.");
        }

        var reqnroll = await _reqnroll.Value;
        var result = await reqnroll.RunAsync(scenario, cancellationToken);
        _stopped |= result.Verdict == Verdict.Inconclusive && cancellationToken.IsCancellationRequested;
        return result;
    }

    private ScenarioResult WithExpectation(ScenarioResult result) =>
        result with
        {
            ExpectedFailure = _options.ExpectedFailures.For(result.Scenario)?.Reason,
        };

    private ScenarioResult LeftOut(Scenario scenario, string reason) =>
        new()
        {
            Scenario = scenario,
            Verdict = Verdict.Skipped,
            Reason = reason,
            Seed = _options.SeedOf(scenario.Id),
            Started = _options.Time.GetUtcNow(),
            Steps =
            [
                .. scenario.Steps.Select(step => new StepResult
                {
                    Step = step,
                    Keyword = step.Keyword,
                    Text = step.Text,
                    Status = StepStatus.NotReached,
                }),
            ],
        };

    // Null where nothing was run, or Reqnroll could not even be set up; each scenario says why.
    private async Task<ReqnrollRun?> OpenedAsync()
    {
        if (_reqnroll.IsValueCreated)
        {
            await ((Task)_reqnroll.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return _reqnroll is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? await _reqnroll.Value : null;
    }
}
