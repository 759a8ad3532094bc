using System.Globalization;
using System.Xml.Linq;
using Ics2.StepDefinitions.Running.Results;

namespace Ics2.StepDefinitions.Reporting;

/// <summary>JUnit XML, as CI servers read it: one suite per feature; a failure for "fail", an error for "inconclusive", a warning in the output.</summary>
public static class JUnitReport
{
    /// <summary>Makes the document.</summary>
    /// <param name="run">The result.</param>
    public static XDocument From(RunResult run)
    {
        var suites = run.Scenarios.GroupBy(scenario => scenario.Scenario.Feature).Select(group => Suite(
            $"{group.Key.Area}: {group.Key.Name}", [.. group.Select(Case)], RunSummary.Of([.. group]), TimeSpan.FromTicks(group.Sum(scenario => scenario.Duration.Ticks)), run)).ToList();
        if (run.Problems.Count > 0)
        {
            var problems = run.Problems.Select(problem => new XElement(
                "testcase", new XAttribute("classname", "run"), new XAttribute("name", "The run itself"), new XAttribute("time", "0"), Outcome("error", Verdict.Inconclusive, problem, problem))).ToArray();
            suites.Add(Suite("run", problems, new RunSummary(problems.Length, 0, 0, 0, problems.Length, 0), TimeSpan.Zero, run));
        }

        return new XDocument(new XElement(
            "testsuites",
            new XAttribute("name", "ics2 rehearse"),
            Counts(run.Summary with { Total = run.Summary.Total + run.Problems.Count, Inconclusive = run.Summary.Inconclusive + run.Problems.Count }),
            new XAttribute("time", Printable.Seconds(run.Duration)),
            suites));
    }

    private static XElement Suite(string name, XElement[] cases, RunSummary summary, TimeSpan duration, RunResult run) => new(
        "testsuite",
        new XAttribute("name", Printable.Line(name)),
        Counts(summary),
        new XAttribute("time", Printable.Seconds(duration)),
        new XAttribute("timestamp", Printable.Instant(run.Started)),
        new XElement("properties", Property("seed", run.Seed.ToString(CultureInfo.InvariantCulture)), Property("client", run.Client), Property("specPack", run.SpecPack)),
        cases);

    private static XElement Case(ScenarioResult result) => new(
        "testcase",
        new XAttribute("classname", Printable.Line($"{result.Scenario.Area}.{Path.GetFileNameWithoutExtension(result.Scenario.Feature.Uri)}")),
        new XAttribute("name", Printable.Line(result.Scenario.ToString())),
        new XAttribute("time", Printable.Seconds(result.Duration)),
        new XAttribute("file", result.Scenario.Feature.Uri),
        new XAttribute("line", result.Scenario.Line),
        result.Verdict switch
        {
            Verdict.Fail => Outcome("failure", result.Verdict, result.Reason, Steps(result)),
            Verdict.Inconclusive => Outcome("error", result.Verdict, result.Reason, Steps(result)),
            Verdict.Skipped => new XElement("skipped", new XAttribute("message", Printable.Line(result.Reason))),
            Verdict.Warning => new XElement("system-out", Printable.Of($"warning: {result.Reason}\n{Steps(result)}")),
            _ => null,
        });

    private static XElement Outcome(string kind, Verdict verdict, string? reason, string text) =>
        new(kind, new XAttribute("message", Printable.Line(reason)), new XAttribute("type", Printable.Word(verdict)), Printable.Of(text));

    private static string Steps(ScenarioResult result) => string.Join('\n', result.Steps.Select(step =>
    {
        var checks = step.Checks.Where(check => check.Verdict != Verdict.Pass).Select(check => $"\n    {Printable.Word(check.Verdict)}: {check.Describe()}");
        var reason = step.Reason is null || step.Checks.Count > 0 ? "" : $"\n    {step.Reason}";
        var suggestion = step.Suggestion is null ? "" : $"\n{step.Suggestion}";
        return $"{Printable.Word(step.Status)}: {step.Keyword} {step.Text}{reason}{string.Concat(checks)}{suggestion}";
    }));

    private static XElement? Property(string name, string? value) =>
        value is null ? null : new("property", new XAttribute("name", name), new XAttribute("value", Printable.Line(value)));

    private static XAttribute[] Counts(RunSummary summary) =>
    [
        new("tests", summary.Total), new("failures", summary.Failed), new("errors", summary.Inconclusive), new("skipped", summary.Skipped),
    ];
}
