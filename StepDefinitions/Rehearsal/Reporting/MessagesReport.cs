using System.Globalization;
using System.Runtime.InteropServices;
using Cucumber.Messages;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Reporting;

/// <summary>A run as Cucumber messages, for the HTML formatters and dashboards of the Cucumber family.</summary>
public sealed class MessagesReport
{
    private const string RunId = "run";

    private readonly RunResult run;
    private readonly Dictionary<StepBinding, string> steps;
    private readonly Dictionary<(string Keyword, string Text), string> hooks;

    private MessagesReport(RunResult run)
    {
        this.run = run;
        steps = new(run.Bindings.Steps.Select((binding, index) => KeyValuePair.Create(binding, Id("step-definition", index))));
        hooks = new(
            run.Scenarios.SelectMany(scenario => scenario.Steps)
                .Where(step => step.Step is null)
                .Select(step => (step.Keyword, step.Text))
                .Distinct()
                .Select((hook, index) => KeyValuePair.Create(hook, Id("hook", index)))
        );
    }

    /// <summary>Writes the messages of a run.</summary>
    /// <param name="run">The result.</param>
    /// <param name="stream">Where to.</param>
    public static void Write(RunResult run, Stream stream) => CucumberMessages.Write(new MessagesReport(run).Messages(), stream);

    private IEnumerable<Envelope> Messages()
    {
        var version = typeof(MessagesReport).Assembly.GetName().Version?.ToString(3);
        yield return Envelope.Create(
            new Meta(
                ProtocolVersion.Version,
                new Product("ics2", version),
                new Product(".NET", Environment.Version.ToString()),
                new Product(RuntimeInformation.OSDescription, null),
                new Product(RuntimeInformation.ProcessArchitecture.ToString(), null),
                ci: null
            )
        );
        foreach (var feature in run.Features)
        {
            yield return Envelope.Create(new Source(feature.Uri, feature.Source, SourceMediaType.TEXT_X_CUCUMBER_GHERKIN_PLAIN));
            yield return Envelope.Create(feature.Document);
            foreach (var scenario in feature.Scenarios)
            {
                yield return Envelope.Create(scenario.Pickle);
            }
        }

        foreach (var (binding, id) in steps)
        {
            yield return Envelope.Create(
                new StepDefinition(
                    id,
                    new StepDefinitionPattern(binding.Expression, StepDefinitionPatternType.REGULAR_EXPRESSION),
                    SourceOf(binding)
                )
            );
        }

        foreach (var (hook, id) in hooks)
        {
            yield return Envelope.Create(
                new Hook(
                    id,
                    $"{hook.Keyword} {hook.Text}",
                    SourceReference.Create(hook.Text),
                    tagExpression: null,
                    HookTypeOf(hook.Keyword)
                )
            );
        }

        yield return Envelope.Create(new TestRunStarted(Time(run.Started), RunId));
        var scenarios = run
            .Scenarios.Select(
                (scenario, index) => new MessagesOfScenario(scenario, Id("test-case", index), steps, hooks, run.EvidenceFolder)
            )
            .ToArray();
        foreach (var scenario in scenarios)
        {
            yield return Envelope.Create(scenario.TestCase(RunId));
        }

        foreach (var message in scenarios.SelectMany(scenario => scenario.Messages()))
        {
            yield return message;
        }

        var problems = run.Problems.Count == 0 ? null : string.Join('\n', run.Problems);
        yield return Envelope.Create(
            new TestRunFinished(problems, run.Succeeded, Time(run.Started + run.Duration), exception: null, RunId)
        );
    }

    internal static Timestamp Time(DateTimeOffset instant) => Converters.ToTimestamp(instant.UtcDateTime);

    private static string Id(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{index + 1}");

    private static SourceReference SourceOf(BoundMethod bound) =>
        SourceReference.Create(
            new JavaMethod(
                bound.Method.DeclaringType?.FullName ?? "",
                bound.Method.Name,
                [.. bound.Method.GetParameters().Select(parameter => parameter.ParameterType.Name)]
            )
        );

    private static HookType HookTypeOf(string keyword) =>
        keyword.Trim('[', ']') switch
        {
            nameof(HookKind.BeforeScenario) => HookType.BEFORE_TEST_CASE,
            nameof(HookKind.BeforeStep) => HookType.BEFORE_TEST_STEP,
            nameof(HookKind.AfterStep) => HookType.AFTER_TEST_STEP,
            _ => HookType.AFTER_TEST_CASE,
        };
}
