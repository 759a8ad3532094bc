using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>Scenarios that did not pass for the same cause: the same check, or the same words once ids and numbers are left out.</summary>
/// <param name="Verdict">What became of them.</param>
/// <param name="Cause">The cause, as the first of them has it.</param>
/// <param name="Scenarios">The scenarios, in the order of the catalogue.</param>
internal sealed partial record FindingGroup(Verdict Verdict, string Cause, IReadOnlyList<ScenarioDocument> Scenarios)
{
    /// <summary>All findings of a run, the worst first and the most frequent first among them; skipped ones at the end.</summary>
    public static IReadOnlyList<FindingGroup> Of(IEnumerable<ScenarioDocument> scenarios) =>
        [
            .. scenarios
                .Where(scenario => scenario.Verdict != Verdict.Pass)
                .Select(scenario => (Scenario: scenario, Cause: CauseOf(scenario)))
                .GroupBy(finding => (finding.Scenario.Verdict, Key: WithoutVarying(finding.Cause)))
                .Select(group => new FindingGroup(
                    group.Key.Verdict,
                    group.Select(finding => finding.Cause).Distinct(StringComparer.Ordinal).Count() == 1
                        ? group.First().Cause
                        : group.Key.Key,
                    [.. group.Select(finding => finding.Scenario)]
                ))
                .OrderBy(group => group.Verdict == Verdict.Skipped)
                .ThenByDescending(group => group.Verdict)
                .ThenByDescending(group => group.Scenarios.Count),
        ];

    private static string CauseOf(ScenarioDocument scenario)
    {
        var check = scenario
            .Steps.SelectMany(step => step.Checks)
            .FirstOrDefault(check => check.Verdict == scenario.Verdict && check.Verdict is Verdict.Fail or Verdict.Warning);
        if (check is not null)
        {
            return check.Source is null ? check.Text : $"{check.Text} ({check.Source})";
        }

        var step = scenario.Steps.FirstOrDefault(step =>
            step.Status is not (StepStatus.Passed or StepStatus.NotReached) && step.Reason is not null
        );
        var reason = step?.Reason ?? scenario.Reason ?? "no reason is given";

        // What the client said last explains one scenario, and is another text in the next.
        return reason.Split("; the client's last call")[0];
    }

    private static string WithoutVarying(string cause) =>
        Varying().Replace(cause, match => match.Value.StartsWith("IE3", StringComparison.Ordinal) ? match.Value : "…");

    // Message types stay; party ids, message ids, quoted texts, what stands in brackets in one word, and numbers vary.
    [GeneratedRegex(
        @"\bIE3\w\d\d\b|\b[A-Z]{2}\d{6,}\w*|[0-9a-f-]{20,}(@\S+)?|'[^']*'|""[^""]*""|\([\w-]+\)|(?<![\w.])\d+([.,]\d+)*(?![\w.])",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Varying();
}
