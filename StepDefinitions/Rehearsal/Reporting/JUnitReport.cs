using System.Globalization;
using System.Xml.Linq;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// JUnit XML, as CI servers read it: one suite per feature; a failure for "fail", an error for "inconclusive", a warning in the output.
/// </summary>
internal static class JUnitReport
{
    /// <summary>Makes the document.</summary>
    /// <param name="run">The result.</param>
    public static XDocument From(RunResult run)
    {
        var suites = run
            .Scenarios.GroupBy(scenario => scenario.Scenario.Feature)
            .Select(group =>
                Suite(
                    $"{group.Key.Area}: {group.Key.Name}",
                    [.. group.Select(result => Case(result, run.Strict))],
                    Red([.. group], run.Strict),
                    TimeSpan.FromTicks(group.Sum(scenario => scenario.Duration.Ticks)),
                    run
                )
            )
            .ToList();
        XElement[] problems =
        [
            .. run.Problems.Select(problem => OfRun("The run itself", Outcome("error", Verdict.Inconclusive, problem, problem))),
        ];
        XElement[] passes =
        [
            .. run.UnexpectedPasses.Select(failure =>
                OfRun($"Expected failure {failure.Id}", Outcome("failure", Verdict.Fail, Wording.UnexpectedPass(failure), failure.Reason))
            ),
        ];
        if (problems.Length + passes.Length > 0)
        {
            suites.Add(
                Suite(
                    "run",
                    [.. problems, .. passes],
                    new RunSummary(problems.Length + passes.Length, 0, 0, passes.Length, problems.Length, 0),
                    TimeSpan.Zero,
                    run
                )
            );
        }

        var red = Red(run.Scenarios, run.Strict);
        return new XDocument(
            new XElement(
                "testsuites",
                new XAttribute("name", "ics2 rehearse"),
                Counts(
                    red with
                    {
                        Total = red.Total + problems.Length + passes.Length,
                        Failed = red.Failed + passes.Length,
                        Inconclusive = red.Inconclusive + problems.Length,
                    }
                ),
                new XAttribute("time", Wording.Seconds(run.Duration)),
                suites
            )
        );
    }

    private static XElement Suite(string name, XElement[] cases, RunSummary summary, TimeSpan duration, RunResult run) =>
        new(
            "testsuite",
            new XAttribute("name", Printable.Line(name)),
            Counts(summary),
            new XAttribute("time", Wording.Seconds(duration)),
            new XAttribute("timestamp", Wording.Instant(run.Started)),
            new XElement(
                "properties",
                Property("seed", run.Seed.ToString(CultureInfo.InvariantCulture)),
                Property("client", run.Client),
                Property("specPack", run.SpecPack)
            ),
            cases
        );

    private static XElement Case(ScenarioResult result, bool strict) =>
        new(
            "testcase",
            new XAttribute(
                "classname",
                Printable.Line($"{result.Scenario.Area}.{Path.GetFileNameWithoutExtension(result.Scenario.Feature.Uri)}")
            ),
            new XAttribute("name", Printable.Line(result.Scenario.ToString())),
            new XAttribute("time", Wording.Seconds(result.Duration)),
            new XAttribute("file", result.Scenario.Feature.Uri),
            new XAttribute("line", result.Scenario.Line),
            result.Verdict switch
            {
                _ when result.FailedAsExpected => new XElement(
                    "skipped",
                    new XAttribute("message", Printable.Line(Wording.Reason(result)))
                ),
                Verdict.Fail => Outcome("failure", result.Verdict, result.Reason, Steps(result), Links(result)),
                Verdict.Warning when strict => Outcome("failure", result.Verdict, result.Reason, Steps(result), Links(result)),
                Verdict.Inconclusive => Outcome("error", result.Verdict, result.Reason, Steps(result), Links(result)),
                Verdict.Skipped => new XElement("skipped", new XAttribute("message", Printable.Line(result.Reason))),
                Verdict.Warning => new XElement("system-out", Printable.Of($"warning: {result.Reason}\n{Steps(result)}") + Links(result)),
                _ => null,
            }
        );

    private static XElement OfRun(string name, XElement outcome) =>
        new(
            "testcase",
            new XAttribute("classname", "run"),
            new XAttribute("name", Printable.Line(name)),
            new XAttribute("time", "0"),
            outcome
        );

    // JUnit has no word for a failure that is expected; as skipped it turns no build red and still shows.
    private static RunSummary Red(IReadOnlyList<ScenarioResult> results, bool strict) =>
        RunSummary.Of([
            .. results.Select(result =>
                result.FailedAsExpected ? result with { Verdict = Verdict.Skipped }
                : strict && result.Verdict == Verdict.Warning ? result with { Verdict = Verdict.Fail }
                : result
            ),
        ]);

    private static XElement Outcome(string kind, Verdict verdict, string? reason, string text, string links = "") =>
        new(
            kind,
            new XAttribute("message", Printable.Line(reason)),
            new XAttribute("type", Wording.Word(verdict)),
            Printable.Of(text) + links
        );

    // From the file itself, so that the folder of the report can be moved as a whole.
    private static string Links(ScenarioResult result) =>
        $"\nreport: {ReportFolder.Html}#{ReportWords.Anchor(result.Scenario.Id)}"
        + (
            result.Evidence.Count == 0
                ? ""
                : $"\nevidence: {Path.GetFileName(ReportFolder.EvidenceIn(""))}/{Evidence.FileName(result.Scenario.Id)}/"
        );

    private static string Steps(ScenarioResult result) =>
        string.Join(
            '\n',
            result.Steps.Select(step =>
            {
                var checks = step
                    .Checks.Where(check => check.Verdict != Verdict.Pass)
                    .Select(check => $"\n    {Wording.Word(check.Verdict)}: {check.Describe()}");
                var reason = step.Reason is null || step.Checks.Count > 0 ? "" : $"\n    {step.Reason}";
                var suggestion = step.Suggestion is null ? "" : $"\n{step.Suggestion}";
                return $"{Wording.Word(step.Status)}: {step.Keyword} {step.Text}{reason}{string.Concat(checks)}{suggestion}";
            })
        );

    private static XElement? Property(string name, string? value) =>
        value is null ? null : new("property", new XAttribute("name", name), new XAttribute("value", Printable.Line(value)));

    private static XAttribute[] Counts(RunSummary summary) =>
        [
            new("tests", summary.Total),
            new("failures", summary.Failed),
            new("errors", summary.Inconclusive),
            new("skipped", summary.Skipped),
        ];
}
