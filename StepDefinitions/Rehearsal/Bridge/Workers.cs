using Ics2.Rehearsal.Running;
using Reqnroll;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// The workers of a run, each with a test runner of Reqnroll's. One stays in a feature as long as scenarios of it come; hooks around
/// features run once in each worker that was in it.
/// </summary>
internal sealed class Workers(ITestRunnerManager runners, Action<string, Exception> problem)
{
    private readonly Lock _gate = new();
    private readonly List<ITestRunner> _idle = [];

    /// <summary>A worker in the feature. What the hooks before it threw stands in its context.</summary>
    public async Task<ITestRunner> TakeAsync(FeatureInfo feature)
    {
        var worker = TakeIdle(feature);
        if (worker?.FeatureContext is { } other && other.FeatureInfo != feature && !await LeaveAsync(worker))
        {
            worker = null;
        }

        worker ??= runners.GetTestRunner(feature);
        if (worker.FeatureContext is null)
        {
            try
            {
                await worker.OnFeatureStartAsync(feature);
            }
            catch (HookFaultException)
            {
                // Each scenario of the feature says so.
            }
        }

        return worker;
    }

    public void GiveBack(ITestRunner worker)
    {
        lock (_gate)
        {
            _idle.Add(worker);
        }
    }

    /// <summary>Runs the hooks after a feature.</summary>
    public async Task LeaveAsync(FeatureInfo feature)
    {
        foreach (var worker in TakeIdle(worker => worker.FeatureContext?.FeatureInfo == feature))
        {
            if (await LeaveAsync(worker))
            {
                GiveBack(worker);
            }
        }
    }

    /// <summary>Hands all of them to Reqnroll, which ends them with the run.</summary>
    public void Release()
    {
        foreach (var worker in TakeIdle(_ => true))
        {
            runners.ReleaseTestRunnerToPool(worker);
        }
    }

    private async Task<bool> LeaveAsync(ITestRunner worker)
    {
        var feature = worker.FeatureContext.FeatureInfo.Title;
        try
        {
            await worker.OnFeatureEndAsync();
        }
        catch (Exception fault)
        {
            problem(feature, fault);
        }

        // Where an object of the feature could not be ended Reqnroll stays in the feature: such a worker is of no use any more.
        return worker.FeatureContext is null;
    }

    private ITestRunner? TakeIdle(FeatureInfo feature)
    {
        lock (_gate)
        {
            var found =
                _idle.Find(worker => worker.FeatureContext?.FeatureInfo == feature)
                ?? _idle.Find(worker => worker.FeatureContext is null)
                ?? _idle.FirstOrDefault();
            if (found is not null)
            {
                _idle.Remove(found);
            }

            return found;
        }
    }

    private List<ITestRunner> TakeIdle(Predicate<ITestRunner> which)
    {
        lock (_gate)
        {
            var taken = _idle.FindAll(which);
            _idle.RemoveAll(which);
            return taken;
        }
    }
}
