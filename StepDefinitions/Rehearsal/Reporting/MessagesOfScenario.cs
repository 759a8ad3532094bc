using System.Globalization;
using Cucumber.Messages;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Reporting;

/// <summary>One scenario as Cucumber messages.</summary>
internal sealed class MessagesOfScenario(
    ScenarioResult result,
    string id,
    IReadOnlyDictionary<StepBinding, string> stepIds,
    IReadOnlyDictionary<(string Keyword, string Text), string> hookIds,
    string evidenceFolder
)
{
    private readonly string startedId = $"{id}-started";

    public TestCase TestCase(string runId) => new(id, result.Scenario.Pickle.Id, [.. result.Steps.Select(TestStep)], runId);

    public IEnumerable<Envelope> Messages()
    {
        yield return Envelope.Create(new TestCaseStarted(attempt: 0, startedId, id, workerId: null, MessagesReport.Time(result.Started)));
        foreach (var message in result.Steps.SelectMany(Step))
        {
            yield return message;
        }

        // Evidence stays in its files and is pointed to: reports with everything inside are too big to open.
        foreach (var file in result.Evidence)
        {
            yield return Envelope.Create(
                new ExternalAttachment(
                    new Uri(Path.GetFullPath(Path.Combine(evidenceFolder, file.Path))).AbsoluteUri,
                    "application/octet-stream",
                    startedId,
                    testStepId: null,
                    testRunHookStartedId: null,
                    timestamp: null
                )
            );
        }

        yield return Envelope.Create(
            new TestCaseFinished(startedId, MessagesReport.Time(result.Started + result.Duration), willBeRetried: false)
        );
    }

    private TestStep TestStep(StepResult step, int index) =>
        step.Step is null
            ? new TestStep(
                hookIds[(step.Keyword, step.Text)],
                StepId(index),
                pickleStepId: null,
                stepDefinitionIds: null,
                stepMatchArgumentsLists: null
            )
            : new TestStep(
                hookId: null,
                StepId(index),
                step.Step.Pickle.Id,
                [.. step.Bindings.Select(binding => stepIds[binding])],
                [.. step.Bindings.Select(binding => new StepMatchArgumentsList([.. Arguments(binding, step.Step.Pickle)]))]
            );

    private static IEnumerable<StepMatchArgument> Arguments(StepBinding binding, PickleStep step)
    {
        binding.Fits(step, out var groups);
        return groups.Select(group => new StepMatchArgument(new Group([], group.Index, group.Value), parameterTypeName: null));
    }

    private IEnumerable<Envelope> Step(StepResult step, int index)
    {
        var started = step.Started == default ? result.Started : step.Started;
        yield return Envelope.Create(new TestStepStarted(startedId, StepId(index), MessagesReport.Time(started)));
        if (step.Checks.Count > 0)
        {
            var checks = string.Join(
                '\n',
                step.Checks.Select(check => $"{Printable.Word(check.Verdict)}: {Printable.Line(check.Describe())}")
            );
            yield return Envelope.Create(
                new Attachment(
                    checks,
                    AttachmentContentEncoding.IDENTITY,
                    fileName: null,
                    "text/plain",
                    source: null,
                    startedId,
                    StepId(index),
                    url: null,
                    testRunStartedId: null,
                    testRunHookStartedId: null,
                    MessagesReport.Time(started)
                )
            );
        }

        if (step is { Status: StepStatus.Undefined, Step: not null, Suggestion: not null })
        {
            yield return Envelope.Create(
                new Suggestion($"{StepId(index)}-suggestion", step.Step.Pickle.Id, [new Snippet("csharp", step.Suggestion)])
            );
        }

        var outcome = new TestStepResult(Converters.ToDuration(step.Duration), Message(step), StatusOf(step.Status), exception: null);
        yield return Envelope.Create(new TestStepFinished(startedId, StepId(index), outcome, MessagesReport.Time(started + step.Duration)));
    }

    private static string? Message(StepResult step) =>
        (step.Status, step.Reason) switch
        {
            (_, null) => null,
            (StepStatus.Inconclusive, _) => $"Inconclusive: {Printable.Of(step.Reason)}",
            _ => Printable.Of(step.Suggestion is null ? step.Reason : $"{step.Reason}\n{step.Suggestion}"),
        };

    private string StepId(int index) => string.Create(CultureInfo.InvariantCulture, $"{id}-step-{index + 1}");

    // Cucumber knows neither warnings nor open verdicts: what is no success here must be none there.
    private static TestStepResultStatus StatusOf(StepStatus status) =>
        status switch
        {
            StepStatus.Passed or StepStatus.Warned => TestStepResultStatus.PASSED,
            StepStatus.Skipped or StepStatus.NotReached => TestStepResultStatus.SKIPPED,
            StepStatus.Undefined => TestStepResultStatus.UNDEFINED,
            StepStatus.Ambiguous => TestStepResultStatus.AMBIGUOUS,
            StepStatus.Pending => TestStepResultStatus.PENDING,
            _ => TestStepResultStatus.FAILED,
        };
}
