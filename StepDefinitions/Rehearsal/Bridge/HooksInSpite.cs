using System.Runtime.ExceptionServices;
using Reqnroll.Bindings;
using Reqnroll.BoDi;
using Reqnroll.Plugins;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Remembers what a hook after a step, scenario, feature or run threw until all hooks of its kind have run. Reqnroll would leave out the
/// rest of them, and what they were to clean up would stay.
/// </summary>
internal sealed class HooksInSpite : IRuntimePluginTestExecutionLifecycleEventEmitter
{
    private Exception? _first;

    public static bool AppliesTo(HookType kind) =>
        kind
            is HookType.AfterStep
                or HookType.AfterScenarioBlock
                or HookType.AfterScenario
                or HookType.AfterFeature
                or HookType.AfterTestRun;

    public void Remember(Exception fault) => _first ??= fault;

    // Reqnroll asks its plugins here, after the last hook of a kind; what they throw counts as thrown by a hook.
    public Task RaiseExecutionLifecycleEventAsync(HookType hookType, IObjectContainer container)
    {
        var fault = Interlocked.Exchange(ref _first, null);
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return Task.CompletedTask;
    }
}
