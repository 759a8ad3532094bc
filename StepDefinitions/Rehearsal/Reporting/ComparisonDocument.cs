using System.Globalization;
using System.Text;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>The <c>compare</c> document: several runs, of versions or of clients, side by side.</summary>
/// <param name="Runs">The runs, in the order given.</param>
/// <param name="Scenarios">Every scenario of any of them.</param>
/// <param name="Worse">Ids of scenarios that failed or stayed open in the last run and not in the first.</param>
public sealed record ComparisonDocument(
    IReadOnlyList<ComparedRun> Runs,
    IReadOnlyList<ComparedScenario> Scenarios,
    IReadOnlyList<string> Worse
)
{
    /// <summary>Puts runs side by side.</summary>
    /// <param name="runs">Each with the name of its file.</param>
    public static ComparisonDocument Of(IReadOnlyList<(string File, RehearsalDocument Run)> runs)
    {
        var names = runs.Select(run => NameOf(run.Run)).ToArray();
        var all = runs.SelectMany(run => run.Run.Scenarios).DistinctBy(scenario => scenario.Id, StringComparer.Ordinal);
        var found = runs.Select(run => run.Run.Scenarios.ToLookup(scenario => scenario.Id, StringComparer.Ordinal)).ToArray();
        var scenarios = all.Select(scenario =>
            {
                var cells = found.Select(run => run[scenario.Id].FirstOrDefault()).ToArray();
                return new ComparedScenario(
                    scenario.Id,
                    scenario.Title,
                    scenario.Area,
                    [.. cells.Select(cell => new ComparedCell(cell?.Verdict, cell?.Seconds, cell?.Reason))],
                    cells.OfType<ScenarioDocument>().Select(cell => cell.Verdict).Distinct().Count() > 1
                );
            })
            .ToArray();
        return new ComparisonDocument(
            [
                .. runs.Select(
                    (run, index) =>
                        new ComparedRun(
                            // Two runs of the same product are told apart by their time.
                            names.Count(name => name == names[index]) == 1
                                ? names[index]
                                : $"{names[index]}, {Wording.Instant(run.Run.Started)}",
                            run.File,
                            run.Run.Client,
                            run.Run.Started,
                            run.Run.Succeeded,
                            run.Run.Summary
                        )
                ),
            ],
            scenarios,
            [
                .. scenarios
                    .Where(scenario => RunComparison.IsBad(scenario.Runs[^1].Verdict) && !RunComparison.IsBad(scenario.Runs[0].Verdict))
                    .Select(scenario => scenario.Id),
            ]
        );
    }

    /// <summary>The matrix in Markdown, scenarios that went alike in all runs counted only.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder("# ICS2 rehearsals compared\n\n");
        Row(["", .. Runs.Select(run => run.Name)]);
        Row(["---", .. Runs.Select(_ => "---")]);
        foreach (var (verdict, title) in ReportWords.Verdicts)
        {
            Row([title, .. Runs.Select((_, index) => Count(index, verdict).ToString(CultureInfo.InvariantCulture))]);
        }

        var differing = Scenarios.Where(scenario => scenario.Differs).ToArray();
        text.Append(CultureInfo.InvariantCulture, $"\n{differing.Length} of {Scenarios.Count} scenarios went differently.\n");
        if (differing.Length > 0)
        {
            text.Append('\n');
            Row(["Scenario", .. Runs.Select(run => run.Name)]);
            Row(["---", .. Runs.Select(_ => "---")]);
            foreach (var scenario in differing)
            {
                Row([$"{scenario.Id} {scenario.Title}", .. scenario.Runs.Select(cell => cell.Word)]);
            }
        }

        return text.ToString();

        void Row(IEnumerable<string> cells) =>
            text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell == "---" ? cell : MarkdownReport.Cell(cell))).Append(" |\n");
    }

    internal int Count(int run, Verdict verdict) => Scenarios.Count(scenario => scenario.Runs[run].Verdict == verdict);

    private static string NameOf(RehearsalDocument run) =>
        string.Join(' ', new[] { run.Facts?.Product, run.Facts?.ProductVersion }.OfType<string>()) is { Length: > 0 } product
            ? product
            : run.Client ?? "unknown client";
}

/// <summary>One run of the comparison.</summary>
/// <param name="Name">Product and version, or the client; with the time where that is not enough.</param>
/// <param name="File">Where it was read from.</param>
/// <param name="Client">Who was judged.</param>
/// <param name="Started">When it began.</param>
/// <param name="Succeeded">Whether it passed.</param>
/// <param name="Summary">Its counts.</param>
public sealed record ComparedRun(string Name, string File, string? Client, DateTimeOffset Started, bool Succeeded, RunSummary Summary);

/// <summary>One scenario of the comparison.</summary>
/// <param name="Id">For example <c>CON-01</c>.</param>
/// <param name="Runs">What became of it, in the order of the runs.</param>
/// <param name="Differs">Whether it went differently in those runs that had it.</param>
public sealed record ComparedScenario(string Id, string Title, string Area, IReadOnlyList<ComparedCell> Runs, bool Differs);

/// <summary>What became of a scenario in one run.</summary>
/// <param name="Verdict">The verdict; absent when the run did not have it.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Reason">Why, unless it passed.</param>
public sealed record ComparedCell(Verdict? Verdict, double? Seconds, string? Reason)
{
    internal string Word => Verdict is { } verdict ? Wording.Word(verdict) : "–";
}
