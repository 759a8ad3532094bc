using Bunit;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Dashboard.Parts;
using Ics2.Dashboard.Watching;
using Ics2.Reporting;

namespace Ics2.Tests.Dashboard;

public sealed class RehearsalPartsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_matrix_has_a_row_for_each_scenario_and_a_column_for_each_run_and_says_verdicts_in_words()
    {
        using var context = new BunitContext();
        RehearsalView[] runs =
        [
            Run(
                "2",
                RehearsalState.NotPassed,
                new RehearsedView("CON-01", "Ping", "fail", "No receipt"),
                new RehearsedView("CON-05", "Pull")
            ),
            Run("1", RehearsalState.Passed, new RehearsedView("CON-01", "Ping", "pass")),
        ];

        var matrix = context.Render<RehearsalMatrix>(with => with.Add(one => one.Runs, runs));

        matrix
            .FindAll("thead a[data-row]")
            .Select(link => link.GetAttribute("href"))
            .ShouldBe(["/watch/rehearsal/2", "/watch/rehearsal/1"]);
        var first = matrix.FindAll("tbody tr")[0];
        first.QuerySelectorAll(".cell").Select(cell => cell.TextContent).ShouldBe(["✗ fail", "✓ pass"]);
        first.QuerySelector(".cell.bad")!.GetAttribute("title").ShouldBe("No receipt");
        matrix.FindAll("tbody tr")[1].QuerySelectorAll(".cell").Length.ShouldBe(1); // the earlier run had no such scenario

        matrix.Find("input[type=checkbox]").Change(true);
        matrix.FindAll("tbody tr").Count.ShouldBe(2);
        matrix.Find("#search").Input("ping");
        matrix.FindAll("tbody tr").Count.ShouldBe(1);
    }

    [Fact]
    public void A_check_that_fails_says_what_was_expected_and_what_was_found_as_text()
    {
        using var context = new BunitContext();
        GuideLine[] lines =
        [
            new(GuideKind.Scenario, "CON-01", "Ping"),
            new(GuideKind.Step, "CON-01", "When the trader tests the connection"),
            new(GuideKind.Check, "CON-01", "a receipt came")
            {
                Verdict = "fail",
                Expected = "a receipt",
                Actual = "<script>alert(1)</script>\u202e",
                Source = "ICD 4.5.1",
            },
            new(GuideKind.Verdict, "CON-01", "") { Verdict = "fail" },
        ];

        var told = context.Render<ScenarioLines>(with => with.Add(one => one.Lines, lines));

        told.Find(".step").TextContent.ShouldBe("When the trader tests the connection");
        told.FindAll(".check")[0].TextContent.ShouldContain("✗");
        told.FindAll(".check")[0].TextContent.ShouldContain("expected a receipt");
        told.FindAll("script").ShouldBeEmpty();
        told.Markup.ShouldNotContain('\u202e');
    }

    [Fact]
    public void A_playbook_that_is_refused_shows_each_fault_below_its_line()
    {
        using var context = new BunitContext();
        var text = string.Join('\n', Enumerable.Range(1, 40).Select(line => $"line {line}"));

        var shown = context.Render<FaultyText>(with =>
            with.Add(one => one.Text, text)
                .Add(one => one.Faults, [new LineFault(3, "expected one of name, when, then"), new LineFault(41, "expected rules")])
        );

        shown.FindAll(".hit").Select(line => line.TextContent).ShouldBe(["line 3", ""]);
        shown.FindAll(".margin").Select(fault => fault.TextContent).ShouldBe(["expected one of name, when, then", "expected rules"]);
        shown.FindAll(".n").Select(number => number.TextContent).ShouldBe(["1", "2", "3", "4", "5", "39", "40", "41"]);
    }

    [Fact]
    public void Rows_are_counted_by_party_type_and_trouble_in_one_pass()
    {
        LiveRow[] rows =
        [
            new(Noon, "B", "IE3F10", "receipt", Mood.Good) { Type = "IE3F10" },
            new(Noon, "A", "pull", "no answer", Mood.Caution) { Type = "pull" },
            new(Noon, "B", "IE3F10", "EBMS:0101", Mood.Bad) { Type = "IE3F10" },
            new(Noon, null, "TLS handshake", "refused", Mood.Bad) { Type = "TLS" },
        ];

        var counts = LiveCounts.Of(rows);

        counts.Parties.ShouldBe([("A", 1), ("B", 2)]);
        counts.Types.ShouldBe([("IE3F10", 2), ("TLS", 1), ("pull", 1)]);
        (counts.Trouble, counts.Refused).ShouldBe((3, 2));
        (counts.LaneOf("A"), counts.LaneOf("B"), counts.LaneOf(null)).ShouldBe((1, 2, 0));
    }

    private static RehearsalView Run(string id, RehearsalState state, params RehearsedView[] scenarios) =>
        new(id, state, "all", "builtin", Here: false, Noon, scenarios);
}
