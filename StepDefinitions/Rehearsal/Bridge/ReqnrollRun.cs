using System.Collections.Concurrent;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.Infrastructure;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Reqnroll's runtime for one run, in a container of its own: what generated code and an adapter of a test framework would do with it.
/// </summary>
internal sealed class ReqnrollRun
{
    private readonly RunOptions _options;
    private readonly ITestRunnerManager _runners;
    private readonly Workers _workers;
    private readonly string? _fault;
    private readonly ConcurrentDictionary<Feature, FeatureInfo> _features = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private int _closed;

    private ReqnrollRun(RunOptions options, ITestRunnerManager runners, Exception? fault)
    {
        (_options, _runners) = (options, runners);
        _workers = new Workers(runners, Note);
        _fault = fault is null ? null : Bounded.Describe(fault);
    }

    /// <summary>What went wrong outside any scenario.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>Sets Reqnroll up and runs the hooks before the run; what they throw becomes the reason of every scenario.</summary>
    public static async Task<ReqnrollRun> OpenAsync(StepClasses stepClasses, RunOptions options, IReadOnlyList<object> services)
    {
        var assembly = typeof(ReqnrollRun).Assembly;
        var builder = new ContainerBuilder(new ReqnrollParts(stepClasses, options, services)) { SkipLoadingProvider = true };
        var runners = builder.CreateGlobalContainer(assembly).Resolve<ITestRunnerManager>();
        runners.Initialize(assembly);
        return new ReqnrollRun(options, runners, await FaultOf(runners.FireTestRunStartAsync));
    }

    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        if (_fault is not null)
        {
            return LeftOut(scenario, _fault);
        }

        // Before the time of the scenario begins: hooks before the feature have their own.
        var worker = await _workers.TakeAsync(_features.GetOrAdd(scenario.Feature, GeneratedCode.Info));
        if (worker.FeatureContext.BeforeFeatureHookError is { } fault)
        {
            _workers.GiveBack(worker);
            return LeftOut(scenario, Bounded.Describe(fault));
        }

        using var time = new ScenarioTime(_options, cancellationToken);
        var course = new ScenarioCourse(scenario, RehearsedScenario.From(scenario, _options, time.LimitOrStop), _options, time);
        if (await new ScenarioExecution(scenario, worker, course, _options).RunAsync())
        {
            _workers.GiveBack(worker);
        }

        return course.Result();
    }

    /// <summary>Runs the hooks after a feature.</summary>
    public Task LeaveAsync(Feature feature) => _features.TryRemove(feature, out var info) ? _workers.LeaveAsync(info) : Task.CompletedTask;

    /// <summary>Runs the hooks after features and run, and ends every object made.</summary>
    public async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        foreach (var feature in _features.Keys)
        {
            await LeaveAsync(feature);
        }

        if (await FaultOf(_runners.FireTestRunEndAsync) is { } thrown)
        {
            Note("the run", thrown);
        }

        _workers.Release();
        if (await Bounded.RunAsync(_runners.DisposeAsync, _options, _options.SetUpTimeLimit) is { } notEnded)
        {
            Note("the run", notEnded);
        }

        foreach (var file in _options.Formatters.Values.Where(file => !File.Exists(file)))
        {
            _problems.Enqueue($"After the run: {file} could not be written.");
        }
    }

    private void Note(string after, Exception fault) => _problems.Enqueue($"After {after}: {Bounded.Describe(fault)}");

    private ScenarioResult LeftOut(Scenario scenario, string fault)
    {
        using var time = new ScenarioTime(_options, CancellationToken.None);
        var course = new ScenarioCourse(scenario, RehearsedScenario.From(scenario, _options, time.LimitOrStop), _options, time);
        course.LeaveOut(fault);
        return course.Result();
    }

    private static async Task<Exception?> FaultOf(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception fault)
        {
            return fault;
        }
    }
}
