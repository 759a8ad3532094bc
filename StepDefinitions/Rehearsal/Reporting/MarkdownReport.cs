using System.Globalization;
using System.Text;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>A short summary for the job page of a CI server.</summary>
internal static class MarkdownReport
{
    /// <summary>Writes the summary.</summary>
    /// <param name="run">The result.</param>
    /// <param name="comparison">What changed since an earlier run; null where none was given.</param>
    public static string From(RunResult run, RunComparison? comparison = null)
    {
        var text = new StringBuilder();
        Line($"# ICS2 rehearsal: {(run.Succeeded ? "passed" : "not passed")}");
        Line();
        Line($"{Wording.Counts(run)} in {Wording.Seconds(run.Duration)} s.");
        Line();
        Line(
            string.Join(
                ", ",
                new[]
                {
                    run.Client is null ? null : $"client {Cell(run.Client)}",
                    run.Plan is null ? null : $"plan {Cell(run.Plan)}",
                    run.SpecPack is null ? null : $"messages {Cell(run.SpecPack)}",
                    string.Create(CultureInfo.InvariantCulture, $"seed {run.Seed}"),
                    $"started {Wording.Instant(run.Started)}",
                }.OfType<string>()
            )
        );
        Line();
        Line("| Area | Scenarios | Passed | Warnings | Failed | Inconclusive | Skipped |");
        Line("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var area in run.Scenarios.GroupBy(scenario => scenario.Scenario.Area, StringComparer.Ordinal))
        {
            var count = RunSummary.Of([.. area]);
            Line(
                $"| {Cell(area.Key)} | {count.Total} | {count.Passed} | {count.Warnings} | {count.Failed} | {count.Inconclusive} | {count.Skipped} |"
            );
        }

        if (comparison is not null)
        {
            Line();
            Line($"Compared, {comparison.Describe()}.");
            foreach (var change in comparison.NewFailures)
            {
                Line($"- newly failed: {Cell($"{change.Id} {change.Title}: {change.Describe()}")}");
            }

            foreach (var change in comparison.Mended)
            {
                Line($"- mended: {Cell($"{change.Id} {change.Title}")}");
            }
        }

        if (run.Findings is { Count: > 0 } findings)
        {
            Line();
            Line("| Verdict | Scenario | Reason |");
            Line("| --- | --- | --- |");
            foreach (var scenario in findings)
            {
                Line(
                    $"| {Wording.Word(scenario.Verdict)} | {Link(scenario)} {Cell(scenario.Scenario.Title)} | {Cell(Wording.Reason(scenario))} |"
                );
            }
        }

        foreach (var failure in run.UnexpectedPasses)
        {
            Line();
            Line($"**Unexpected pass:** {Cell(Wording.UnexpectedPass(failure))}");
        }

        if (run.Requirements.Where(covered => covered.NotRun is not null).ToList() is { Count: > 0 } missing)
        {
            Line();
            Line($"Not rehearsed: {missing.Count} of {run.Requirements.Count} requirements.");
            Line();
            Line("| Requirement | Why not |");
            Line("| --- | --- |");
            foreach (var covered in missing)
            {
                Line($"| {Cell($"{covered.Requirement.Id} {covered.Requirement.Title}")} | {Cell(covered.NotRun)} |");
            }
        }

        foreach (var problem in run.Problems)
        {
            Line();
            Line($"**Problem of the harness:** {Cell(problem)}");
        }

        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');
    }

    // From the summary itself; on the page of a job, where there is no report beside it, the id is what remains.
    private static string Link(ScenarioResult result) =>
        $"[{Cell(result.Scenario.Id)}]({ReportFolder.Html}#{ReportWords.Anchor(result.Scenario.Id)})";

    // Everything that Markdown or the HTML in it could take for its own is written as itself.
    internal static string Cell(string? value)
    {
        var cell = new StringBuilder();
        foreach (var letter in Printable.Line(value))
        {
            _ = letter switch
            {
                '<' => cell.Append("&lt;"),
                '>' => cell.Append("&gt;"),
                '&' => cell.Append("&amp;"),
                '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '!' or '#' or '~' or '$' => cell.Append('\\').Append(letter),
                '@' => cell.Append("&#64;"),
                _ => cell.Append(letter),
            };
        }

        return cell.ToString();
    }
}
