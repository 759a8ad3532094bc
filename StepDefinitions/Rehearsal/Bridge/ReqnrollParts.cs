using Ics2.Rehearsal.Running;
using Reqnroll;
using Reqnroll.Analytics;
using Reqnroll.Bindings;
using Reqnroll.Bindings.Discovery;
using Reqnroll.BoDi;
using Reqnroll.Configuration;
using Reqnroll.Formatters.Configuration;
using Reqnroll.Formatters.PayloadProcessing.Cucumber;
using Reqnroll.Infrastructure;
using Reqnroll.Plugins;
using Reqnroll.Time;
using Reqnroll.Tracing;
using Reqnroll.UnitTestProvider;

namespace Ics2.Rehearsal.Bridge;

/// <summary>Reqnroll's parts, and which of them a rehearsal puts its own in place of.</summary>
internal sealed class ReqnrollParts(StepClasses stepClasses, RunOptions options, IEnumerable<object> services) : DefaultDependencyProvider
{
    public override void RegisterGlobalContainerDefaults(ObjectContainer container)
    {
        base.RegisterGlobalContainerDefaults(container);
        container.RegisterInstanceAs(options);
        container.RegisterInstanceAs(stepClasses);
        container.RegisterTypeAs<ChosenBindings, IRuntimeBindingRegistryBuilder>();
        container.RegisterTypeAs<BoundedPatterns, IBindingRegistry>();
        container.RegisterTypeAs<RunnersOfRun, ITestRunnerManager>();
        container.RegisterTypeAs<BoundedInvoker, IAsyncBindingInvoker>();
        container.RegisterTypeAs<ReqnrollStatus, IUnitTestRuntimeProvider>();

        container.RegisterTypeAs<NothingFromOutside, IAnalyticsRuntimeTelemetryService>();
        container.RegisterTypeAs<NothingFromOutside, IRuntimePluginLocator>();
        container.RegisterTypeAs<NothingFromOutside, IRuntimeConfigurationProvider>();
        container.RegisterTypeAs<NullListener, ITraceListener>();
        container.RegisterTypeAs<SilentTracer, ITestTracer>();

        container.RegisterTypeAs<FormatterFiles, IFormattersConfigurationProvider>();
        container.RegisterTypeAs<LinkedEvidence, ICucumberMessageFactory>();
        container.RegisterTypeAs<RunClock, IClock>();

        ForScenariosOnly<RehearsedScenario>(container);
        ForScenariosOnly<Verdicts>(container);
        ForScenariosOnly<Evidence>(container);
        foreach (var service in services)
        {
            Register(container, service);
        }
    }

    public override void RegisterTestThreadContainerDefaults(ObjectContainer testThreadContainer)
    {
        base.RegisterTestThreadContainerDefaults(testThreadContainer);
        testThreadContainer.RegisterTypeAs<RehearsalEngine, ITestExecutionEngine>();
        testThreadContainer.RegisterTypeAs<ReqnrollAttachmentHandler, IReqnrollAttachmentHandler>();
        testThreadContainer.RegisterTypeAs<NullListener, ITraceListener>();
        testThreadContainer.RegisterTypeAs<SilentTracer, ITestTracer>();
    }

    // Each scenario registers its own; made on demand around a run or a feature they would be nobody's, and what is said to them would be
    // lost.
    private static void ForScenariosOnly<T>(ObjectContainer container)
        where T : class =>
        container.RegisterFactoryAs<T>(() =>
            throw new BindingException($"{typeof(T).Name} belongs to a scenario, and there is none around hooks of a run or a feature.")
        );

    private static void Register(ObjectContainer container, object service)
    {
        foreach (var type in service.GetType().GetInterfaces().Append(service.GetType()))
        {
            container.RegisterInstanceAs(service, type);
        }
    }
}
