using System.Globalization;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// Tells a run on the console while it goes: a live table on a terminal, plain lines in the order of the catalogue where the output is
/// redirected.
/// </summary>
/// <param name="console">The console; it knows about terminals, redirection and NO_COLOR.</param>
/// <param name="slowest">Whether to name the slowest scenarios at the end.</param>
public sealed class ConsoleReport(IAnsiConsole console, bool slowest = false)
{
    private readonly List<Scenario> _running = [];
    private readonly Dictionary<Scenario, ScenarioResult> _results = [];
    private IReadOnlyList<Scenario> _planned = [];
    private int _told;

    /// <summary>Follows a run to its end.</summary>
    /// <param name="events">What happens.</param>
    /// <returns>The result.</returns>
    public async Task<RunResult> FollowAsync(IAsyncEnumerable<RunEvent> events)
    {
        var result = console.Profile.Capabilities is { Interactive: true, Ansi: true }
            ? await console.Live(Text.Empty).StartAsync(live => FollowAsync(events, () => live.UpdateTarget(Table())))
            : await FollowAsync(events, TellInOrder);
        if (console.Profile.Capabilities is { Interactive: true, Ansi: true })
        {
            foreach (var scenario in result.Scenarios.Where(scenario => scenario.Verdict != Verdict.Pass))
            {
                Tell(scenario);
            }
        }

        if (slowest)
        {
            TellSlowest(result);
        }

        foreach (var failure in result.UnexpectedPasses)
        {
            Line("Unexpected pass:", Color.Red, Wording.UnexpectedPass(failure));
        }

        foreach (var problem in result.Problems)
        {
            Line("Problem of the harness:", Color.Purple, problem);
        }

        Line(
            result.Succeeded ? "Passed:" : "Not passed:",
            result.Succeeded ? Color.Green : Color.Red,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Wording.Counts(result)} in {Wording.Seconds(result.Duration)} s (seed {result.Seed})"
            )
        );
        return result;
    }

    private async Task<RunResult> FollowAsync(IAsyncEnumerable<RunEvent> events, Action show)
    {
        RunResult? result = null;
        await foreach (var happened in events)
        {
            switch (happened)
            {
                case RunStarted started:
                    _planned = started.Scenarios;
                    break;
                case ScenarioStarted started:
                    _running.Add(started.Scenario);
                    break;
                case ScenarioFinished finished:
                    _running.Remove(finished.Result.Scenario);
                    _results[finished.Result.Scenario] = finished.Result;
                    break;
                case RunFinished finished:
                    result = finished.Result;
                    break;
            }

            show();
        }

        return result ?? throw new InvalidOperationException("The run ended without a result.");
    }

    // Scenarios end in any order; a scenario is told when all before it are, so that two runs read the same.
    private void TellInOrder()
    {
        for (; _told < _planned.Count && _results.TryGetValue(_planned[_told], out var result); _told++)
        {
            Tell(result);
        }
    }

    private void TellSlowest(RunResult result)
    {
        Line("Slowest:", Color.Default, null);
        foreach (var scenario in result.Slowest)
        {
            Line($"{Wording.Seconds(scenario.Duration), 10} s", Color.Default, scenario.Scenario.ToString());
        }
    }

    private void Tell(ScenarioResult result)
    {
        Line(
            $"{Wording.Word(result.Verdict).ToUpperInvariant(), -12}",
            ColorOf(result.Verdict),
            $"{result.Scenario.Id, -10} {result.Scenario.Title} ({Wording.Seconds(result.Duration)} s)"
        );
        if (result.Verdict == Verdict.Pass)
        {
            return;
        }

        Line("            ", Color.Default, Wording.Reason(result));
        foreach (var suggestion in result.Steps.Select(step => step.Suggestion).OfType<string>())
        {
            foreach (var line in suggestion.Split('\n'))
            {
                Line("              ", Color.Default, line);
            }
        }
    }

    // Only the first word goes through the renderer, which would break a line at the width of a window that a file does not have.
    private void Line(string head, Color color, string? rest)
    {
        console.Write(new Text(head, new Style(color)));
        console.Profile.Out.Writer.Write($" {Printable.Line(rest)}\n");
    }

    private Rows Table()
    {
        var table = new Table { Border = TableBorder.Simple }.AddColumns(
            "Area",
            "Done",
            "Passed",
            "Warnings",
            "Failed",
            "Inconclusive",
            "Skipped"
        );
        foreach (var area in _planned.GroupBy(scenario => scenario.Area, StringComparer.Ordinal))
        {
            var done = area.Select(scenario => _results.GetValueOrDefault(scenario)).OfType<ScenarioResult>().ToArray();
            var count = RunSummary.Of(done);
            table.AddRow(
                new Text(Printable.Line(area.Key)),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{done.Length}/{area.Count()}")),
                Cell(count.Passed, Verdict.Pass),
                Cell(count.Warnings, Verdict.Warning),
                Cell(count.Failed, Verdict.Fail),
                Cell(count.Inconclusive, Verdict.Inconclusive),
                Cell(count.Skipped, Verdict.Skipped)
            );
        }

        return new Rows(
            _running
                .Select(scenario => (IRenderable)new Text($"  … {Printable.Line(scenario.ToString())}", new Style(Color.Grey)))
                .Prepend(table)
        );
    }

    private static Text Cell(int count, Verdict verdict) =>
        new(count.ToString(CultureInfo.InvariantCulture), new Style(count == 0 ? Color.Grey : ColorOf(verdict)));

    private static Color ColorOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => Color.Green,
            Verdict.Warning => Color.Yellow,
            Verdict.Fail => Color.Red,
            Verdict.Inconclusive => Color.Purple,
            _ => Color.Grey,
        };
}
