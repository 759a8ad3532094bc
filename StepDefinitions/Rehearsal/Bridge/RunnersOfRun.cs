using Reqnroll;
using Reqnroll.BoDi;
using Reqnroll.Configuration;
using Reqnroll.Infrastructure;
using Reqnroll.Tracing;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Makes the test runners of a run. Unlike what Reqnroll does for a test assembly, it lives as long as its run, not as long as the process.
/// </summary>
internal sealed class RunnersOfRun(
    IObjectContainer container,
    IContainerBuilder builder,
    ReqnrollConfiguration configuration,
    ChosenBindings bindings,
    ITestTracer tracer
) : TestRunnerManager(container, builder, configuration, bindings, tracer)
{
    protected override void InitializeBindingRegistry(ITestRunner testRunner) => BuildBindingRegistry(bindings.Assemblies);
}
