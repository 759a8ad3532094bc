using System.Runtime.ExceptionServices;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll.Bindings;
using Reqnroll.Configuration;
using Reqnroll.EnvironmentAccess;
using Reqnroll.ErrorHandling;
using Reqnroll.Events;
using Reqnroll.Infrastructure;
using Reqnroll.Tracing;

namespace Ics2.Rehearsal.Bridge;

/// <summary>Calls the methods of step classes as Reqnroll does, never hangs on one, and judges each by the checks it made.</summary>
internal sealed class BoundedInvoker(
    RunOptions options,
    ReqnrollConfiguration configuration,
    IErrorProvider errors,
    IBindingDelegateInvoker invoker,
    IEnvironmentOptions environment
) : BindingInvoker(configuration, errors, invoker, environment)
{
    public override async Task<object?> InvokeBindingAsync(
        IBinding binding,
        IContextManager contextManager,
        object[] arguments,
        ITestTracer testTracer,
        DurationHolder durationHolder
    )
    {
        object? returned = null;
        var hook = binding as IHookBinding;
        var course = contextManager.ScenarioContext?.ScenarioContainer.Resolve<ScenarioCourse>();
        var startedAt = options.Time.GetTimestamp();
        var thrown = course is null
            ? await Bounded.RunAsync(InvokeAsync, options, options.SetUpTimeLimit)
            : await Bounded.RunAsync(InvokeAsync, options, course.Time.Until(hook?.HookType));
        var duration = options.Time.GetElapsedTime(startedAt);
        var result = (binding, course) switch
        {
            (IStepDefinitionBinding, not null) => course.JudgeStep(thrown, duration),
            (IHookBinding, not null) => course.JudgeHook(hook!, thrown, duration),
            _ => null,
        };
        if (result is not null)
        {
            await TellFormattersAsync(result, course!, contextManager);
        }

        if (thrown is not null)
        {
            ExceptionDispatchInfo.Throw(thrown);
        }

        // To Reqnroll only what throws has failed: a check that did not hold, or time that was over, has not thrown yet.
        return result is null or { Status: StepStatus.Passed or StepStatus.Warned }
            ? returned
            : throw new ScenarioEndedException(result.Status, result.Reason!);

        async Task InvokeAsync() =>
            returned = await base.InvokeBindingAsync(binding, contextManager, arguments, testTracer, durationHolder);
    }

    // Reqnroll's formatters take text and files only while a step or hook is under way.
    private async Task TellFormattersAsync(StepResult result, ScenarioCourse course, IContextManager contexts)
    {
        if (options.Formatters.Count == 0)
        {
            return;
        }

        var publisher = contexts.TestThreadContext.TestThreadContainer.Resolve<ITestThreadExecutionEventPublisher>();
        var (feature, scenario) = (contexts.FeatureContext.FeatureInfo, contexts.ScenarioContext.ScenarioInfo);
        if (result.Checks.Count > 0)
        {
            var checks = string.Join('\n', result.Checks.Select(check => $"{check.Verdict}: {check.Describe()}"));
            await publisher.PublishEventAsync(new OutputAddedEvent(checks, feature, scenario));
        }

        foreach (var file in course.NewEvidence())
        {
            await publisher.PublishEventAsync(new AttachmentAddedEvent(Path.Combine(options.EvidenceFolder, file.Path), feature, scenario));
        }
    }
}
