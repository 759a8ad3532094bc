using System.Collections.Concurrent;
using Ics2.StepDefinitions.Running.Gherkin;
using Ics2.StepDefinitions.Running.Results;
using Reqnroll;
using Reqnroll.Infrastructure;

namespace Ics2.StepDefinitions.Running;

/// <summary>Reqnroll's runtime for one run, in a container of its own: what generated code and an adapter of a test framework would do with it.</summary>
internal sealed class ReqnrollRun
{
    private readonly RunOptions _options;
    private readonly ITestRunnerManager _workers;
    private readonly ConcurrentDictionary<Feature, FeatureInfo> _features = [];
    private readonly ConcurrentQueue<string> _problems = [];
    private readonly string? _fault;
    private int _closed;

    private ReqnrollRun(RunOptions options, ITestRunnerManager workers, Exception? fault)
    {
        (_options, _workers) = (options, workers);
        _fault = fault is null ? null : Bounded.Describe(fault);
    }

    /// <summary>What went wrong outside any scenario.</summary>
    public IReadOnlyList<string> Problems => [.. _problems];

    /// <summary>Sets Reqnroll up and runs the hooks before the run; what they throw becomes the reason of every scenario.</summary>
    public static async Task<ReqnrollRun> OpenAsync(StepClasses stepClasses, RunOptions options, IReadOnlyList<object> services)
    {
        var assembly = typeof(ReqnrollRun).Assembly;
        var builder = new ContainerBuilder(new ReqnrollParts(stepClasses, options, services)) { SkipLoadingProvider = true };
        var container = builder.CreateGlobalContainer(assembly);
        var workers = container.Resolve<ITestRunnerManager>();
        workers.Initialize(assembly);
        return new ReqnrollRun(options, workers, await FaultOf(workers.FireTestRunStartAsync));
    }

    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken stop)
    {
        using var time = new ScenarioTime(_options, stop);
        var course = new ScenarioCourse(scenario, RehearsedScenario.From(scenario, _options, time.LimitOrStop), _options, time);
        var feature = _features.GetOrAdd(scenario.Feature, GeneratedCode.Info);
        var worker = _workers.GetTestRunner(feature);
        if ((_fault ?? await EnterAsync(worker, feature)) is { } fault)
        {
            course.LeaveOut(fault);
            _workers.ReleaseTestRunnerToPool(worker);
            return course.Result();
        }

        var execution = new ScenarioExecution(scenario, worker, course, _options);
        if (await execution.RunAsync())
        {
            _workers.ReleaseTestRunnerToPool(worker);
        }

        return course.Result();
    }

    /// <summary>Runs the hooks after a feature in every worker that was in it.</summary>
    public async Task LeaveAsync(Feature feature)
    {
        if (_features.TryRemove(feature, out var info))
        {
            Note(feature.Name, await FaultOf(() => _workers.EndFeatureForAvailableTestRunnersAsync(info)));
        }
    }

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

        Note("the run", await FaultOf(_workers.FireTestRunEndAsync));
        Note("the run", await Bounded.RunAsync(_workers.DisposeAsync, _options, _options.SetUpTimeLimit));
        foreach (var file in _options.Formatters.Values.Where(file => !File.Exists(file)))
        {
            _problems.Enqueue($"After the run: {file} could not be written.");
        }
    }

    // A worker comes from the scenarios of another feature now and then; hooks around features run once in each worker.
    private async Task<string?> EnterAsync(ITestRunner worker, FeatureInfo feature)
    {
        if (worker.FeatureContext is { } before && before.FeatureInfo != feature)
        {
            Note(before.FeatureInfo.Title, await FaultOf(worker.OnFeatureEndAsync));
        }

        if (worker.FeatureContext is null)
        {
            await FaultOf(() => worker.OnFeatureStartAsync(feature));
        }

        return worker.FeatureContext?.BeforeFeatureHookError is { } fault ? Bounded.Describe(fault) : null;
    }

    private void Note(string what, Exception? fault)
    {
        if (fault is not null)
        {
            _problems.Enqueue($"After {what}: {Bounded.Describe(fault)}");
        }
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
