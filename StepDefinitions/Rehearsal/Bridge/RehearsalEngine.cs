using Ics2.Rehearsal.Running;
using Reqnroll;
using Reqnroll.Analytics;
using Reqnroll.Bindings;
using Reqnroll.Configuration;
using Reqnroll.EnvironmentAccess;
using Reqnroll.ErrorHandling;
using Reqnroll.Events;
using Reqnroll.Infrastructure;
using Reqnroll.Tracing;
using Reqnroll.UnitTestProvider;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Reqnroll's engine of one worker, which also tells the scenario's course what became of steps and hooks that never came to be called.
/// </summary>
internal sealed class RehearsalEngine : TestExecutionEngine
{
    private readonly HooksInSpite _hooks;

    public RehearsalEngine(
        HooksInSpite hooks,
        IStepFormatter stepFormatter,
        ITestTracer testTracer,
        IErrorProvider errorProvider,
        IStepArgumentTypeConverter argumentConverter,
        ReqnrollConfiguration configuration,
        IEnvironmentOptions environment,
        IBindingRegistry bindings,
        IUnitTestRuntimeProvider runtimeProvider,
        IContextManager contexts,
        IStepDefinitionMatchService matches,
        IAsyncBindingInvoker invoker,
        IObsoleteStepHandler obsoleteSteps,
        IAnalyticsRuntimeTelemetryService telemetry,
        ITestThreadExecutionEventPublisher events,
        ITestPendingMessageFactory pendingMessages,
        ITestUndefinedMessageFactory undefinedMessages,
        ITestObjectResolver objects,
        ITestRunContext run
    )
        : base(
            stepFormatter,
            testTracer,
            errorProvider,
            argumentConverter,
            configuration,
            environment,
            bindings,
            runtimeProvider,
            contexts,
            matches,
            invoker,
            obsoleteSteps,
            telemetry,
            hooks,
            events,
            pendingMessages,
            undefinedMessages,
            objects,
            run
        )
    {
        _hooks = hooks;
        events.AddHandler<ScenarioFinishedEvent>(_ => Course?.Time.BeginEnding());
        events.AddHandler<StepFinishedEvent>(finished =>
            Course?.Finish(finished.StepContext, step => undefinedMessages.BuildStepMessageFromContext(step, FeatureContext))
        );
    }

    private ScenarioCourse? Course => ScenarioContext?.ScenarioContainer.Resolve<ScenarioCourse>();

    public override async Task InvokeHookAsync(IAsyncBindingInvoker invoker, IHookBinding hookBinding, HookType hookType)
    {
        try
        {
            await base.InvokeHookAsync(invoker, hookBinding, hookType);
        }
        catch (Exception thrown)
        {
            var fault = HookFaultException.Of(hookBinding, thrown);
            Course?.HookFailed(fault);
            if (!HooksInSpite.AppliesTo(hookType))
            {
                throw fault;
            }

            _hooks.Remember(fault);
        }
    }
}
