using Ics2.Dashboard.Watching;
using Ics2.Reporting;

namespace Ics2.Tests.Dashboard;

public sealed class LiveFilterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Pulls_of_one_party_that_found_nothing_are_folded_where_they_follow_each_other()
    {
        LiveRow[] rows = [Empty("A"), Empty("A"), Empty("B"), Row("A", "IE3F10", Mood.Good), Empty("A"), Empty("A"), Empty("A")];

        var (shown, more) = new LiveFilter().Of(rows, limit: 10);

        shown.Select(row => (row.Party, row.Times)).ShouldBe([("A", 2), ("B", 1), ("A", 1), ("A", 3)]);
        more.ShouldBeFalse();
    }

    [Theory]
    [InlineData("A", "", "", "", new[] { "IE3F10", "IE3F12" })]
    [InlineData("", "IE3F12", "", "", new[] { "IE3F12" })]
    [InlineData("", "", "trouble", "", new[] { "IE3F12" })]
    [InlineData("", "", "good", "", new[] { "IE3F10", "IE3F15" })]
    [InlineData("", "", "", "MEND", new[] { "IE3F12" })]
    [InlineData("B", "IE3F12", "", "", new string[0])]
    public void A_filter_shows_what_fits_in_all_respects(string party, string type, string verdict, string text, string[] expected)
    {
        LiveRow[] rows =
        [
            Row("A", "IE3F10", Mood.Good),
            Row("A", "IE3F12", Mood.Bad) with
            {
                Remedy = "mend it",
            },
            Row("B", "IE3F15", Mood.Quiet),
        ];

        new LiveFilter(party, type, verdict, text).Of(rows, limit: 10).Rows.Select(row => row.Type).ShouldBe(expected);
    }

    [Fact]
    public void Ten_thousand_rows_are_cut_to_what_is_shown_and_it_is_said_that_there_are_more()
    {
        var rows = Enumerable.Range(0, 10_000).Select(number => Row("A", $"T{number}", Mood.Good)).ToList();

        var (shown, more) = new LiveFilter().Of(rows, limit: 200);

        shown.Count.ShouldBe(200);
        more.ShouldBeTrue();
    }

    private static LiveRow Row(string party, string type, Mood mood) => new(Noon, party, type, "word", mood) { Type = type };

    private static LiveRow Empty(string party) => Row(party, "pullRequest", Mood.Quiet) with { IsEmptyPull = true };
}
