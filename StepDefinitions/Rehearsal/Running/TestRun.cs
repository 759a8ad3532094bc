using System.Collections.Concurrent;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// One run, for callers that decide themselves when which scenario runs, such as a test framework; <see cref="ScenarioRunner"/> is the easy
/// way.
/// Scenarios may run at the same time. Close it to run the hooks after the run and to end what it made.
/// </summary>
public sealed class TestRun : IAsyncDisposable
{
    private readonly BindingRegistry bindings;
    private readonly RunOptions options;
    private readonly HookedScope run;
    private readonly ConcurrentDictionary<Feature, HookedScope> features = [];
    private readonly ConcurrentDictionary<Feature, int> waiting = [];
    private readonly ConcurrentDictionary<Scenario, ScenarioResult> results = [];
    private readonly ConcurrentQueue<string> problems = [];
    private readonly IReadOnlyList<Scenario> planned;
    private readonly DateTimeOffset started;
    private readonly long startedAt;

    /// <summary>Prepares a run; the hooks before it run with its first scenario.</summary>
    /// <param name="bindings">The steps and hooks.</param>
    /// <param name="options">How it goes.</param>
    /// <param name="planned">The scenarios that may come; a feature ends with the last of its own, or with the run.</param>
    /// <param name="services">Objects that step classes may ask for, by class or interface; they are not disposed here.</param>
    public TestRun(BindingRegistry bindings, RunOptions options, IReadOnlyList<Scenario> planned, params IEnumerable<object> services)
    {
        this.bindings = bindings;
        this.options = options;
        this.planned = planned;
        started = options.Time.GetUtcNow();
        startedAt = options.Time.GetTimestamp();
        run = new HookedScope(parent: null, options, Hooks(HookKind.BeforeTestRun, []), Hooks(HookKind.AfterTestRun, []));
        run.Scope.Register(options);
        foreach (var service in services)
        {
            run.Scope.Register(service);
        }

        foreach (var group in planned.GroupBy(scenario => scenario.Feature))
        {
            waiting[group.Key] = group.Count();
        }
    }

    /// <summary>Runs one of the planned scenarios.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="cancellationToken">Stops it: a scenario under way becomes inconclusive, one not begun is skipped.</param>
    /// <returns>What became of it; nothing that a step does is thrown.</returns>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        ScenarioResult result;
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
        results[scenario] = result;
        if (waiting.AddOrUpdate(scenario.Feature, 0, (_, left) => left - 1) == 0)
        {
            await CloseAsync(scenario.Feature);
        }

        return result;
    }

    /// <summary>Ends the run: hooks after features and run, then every object made.</summary>
    /// <returns>The result of all planned scenarios; those never started are skipped.</returns>
    public async Task<RunResult> CloseAsync()
    {
        foreach (var feature in features.Keys)
        {
            await CloseAsync(feature);
        }

        await CloseAsync(run, "the run");
        return new RunResult
        {
            Scenarios =
            [
                .. planned.Select(scenario => results.GetValueOrDefault(scenario) ?? WithExpectation(LeftOut(scenario, "It was not run."))),
            ],
            Seed = options.Seed,
            SpecPack = options.SpecPack,
            Client = options.Client,
            Plan = options.Plan,
            Requirements = options.Requirements,
            ExpectedFailures = options.ExpectedFailures,
            Started = started,
            Duration = options.Time.GetElapsedTime(startedAt),
            EvidenceFolder = options.EvidenceFolder,
            Problems = [.. problems],
            Bindings = bindings,
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await CloseAsync();

    private async Task<ScenarioResult> RunUnlessLeftOutAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return LeftOut(scenario, "The run was stopped before its turn.");
        }

        if (scenario.Tags.Contains("ignore", StringComparer.OrdinalIgnoreCase))
        {
            return LeftOut(scenario, "It is tagged @ignore.");
        }

        var feature = features.GetOrAdd(
            scenario.Feature,
            key => new HookedScope(run.Scope, options, Hooks(HookKind.BeforeFeature, key.Tags), Hooks(HookKind.AfterFeature, key.Tags))
        );
        var fault = await run.OpenAsync() ?? await feature.OpenAsync();
        using var execution = new ScenarioExecution(scenario, bindings, options, feature.Scope, cancellationToken);
        return await execution.RunAsync(fault);
    }

    private ScenarioResult WithExpectation(ScenarioResult result) =>
        result with
        {
            ExpectedFailure = options.ExpectedFailures.For(result.Scenario)?.Reason,
        };

    private ScenarioResult LeftOut(Scenario scenario, string reason) =>
        new()
        {
            Scenario = scenario,
            Verdict = Verdict.Skipped,
            Reason = reason,
            Seed = options.SeedOf(scenario.Id),
            Started = options.Time.GetUtcNow(),
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

    private HookBinding[] Hooks(HookKind kind, IReadOnlyList<string> tags) => [.. bindings.HooksFor(kind, tags)];

    private async Task CloseAsync(Feature feature)
    {
        if (features.TryRemove(feature, out var scope))
        {
            await CloseAsync(scope, feature.Name);
        }
    }

    private async Task CloseAsync(HookedScope scope, string name)
    {
        if (await scope.CloseAsync() is { } fault)
        {
            problems.Enqueue($"After {name}: {fault}");
        }
    }
}
