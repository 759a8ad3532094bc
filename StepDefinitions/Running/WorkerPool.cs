using Reqnroll;
using Reqnroll.Bindings.Discovery;
using Reqnroll.BoDi;
using Reqnroll.Configuration;
using Reqnroll.Infrastructure;
using Reqnroll.Tracing;

namespace Ics2.StepDefinitions.Running;

/// <summary>Reqnroll's pool of test runners, one per worker. Unlike Reqnroll's own it lives as long as its run, not as long as the process.</summary>
internal sealed class WorkerPool(
    IObjectContainer container, IContainerBuilder builder, ReqnrollConfiguration configuration, ChosenBindings bindings, ITestTracer tracer)
    : TestRunnerManager(container, builder, configuration, bindings, tracer)
{
    protected override void InitializeBindingRegistry(ITestRunner testRunner) => BuildBindingRegistry(bindings.Assemblies);
}
