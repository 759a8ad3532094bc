using Ics2.Contract.Management;
using Ics2.Dashboard.Watching;
using Ics2.Reporting;

namespace Ics2.Tests.Dashboard;

public sealed class StoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ExchangeView[] All =
    [
        Exchange(1, "userMessage", "IE3F10", "f1", null, new ExchangeAnswer("none")),
        Exchange(2, "userMessage", "IE3F10", "f1", null, new ExchangeAnswer("receipt")),
        Exchange(3, "userMessage", "IE3F10", "other", null, new ExchangeAnswer("receipt")),
        Exchange(4, "pullRequest", null, "p1", null, new ExchangeAnswer("message", MessageId: "r1", Action: "IE3R01")) with
        {
            RefToMessageId = null,
        },
        Exchange(5, "receipt", null, "a1", "r1", new ExchangeAnswer("none")),
        Exchange(6, "pullRequest", null, "p2", null, new ExchangeAnswer("error", Code: "EBMS:0006")),
        Exchange(7, "userMessage", "IE3N99", "n1", "other", new ExchangeAnswer("receipt")) with
        {
            Direction = "out",
        },
    ];

    [Theory]
    [InlineData("1", new[] { "1", "2" })] // a message and its repetition
    [InlineData("4", new[] { "4", "5" })] // what a pull brought, and its receipt
    [InlineData("5", new[] { "4", "5" })]
    [InlineData("3", new[] { "3", "7" })] // a message and what customs pushed about it
    [InlineData("6", new[] { "6" })]
    public void What_refers_to_each_other_belongs_together(string about, string[] expected) =>
        Story.Of(All.Reverse(), All.Single(one => one.Id == about)).Select(one => one.Id).ShouldBe(expected);

    [Fact]
    public void A_story_is_drawn_with_customs_at_the_right_and_every_answer_on_its_way_back()
    {
        var drawn = Story.Drawn(Story.Of(All, All[6]));

        drawn.Actors.ShouldBe(["BE0123456789", "customs"]);
        drawn
            .Arrows.Select(arrow => (arrow.From, arrow.To, arrow.Label, arrow.IsAnswer))
            .ShouldBe([
                ("BE0123456789", "customs", "IE3F10", false),
                ("customs", "BE0123456789", "receipt", true),
                ("customs", "BE0123456789", "IE3N99", false),
                ("BE0123456789", "customs", "receipt", true),
            ]);
        drawn.Arrows[0].Link.ShouldBe("/watch/exchange/3");
        drawn.Arrows[1].Mood.ShouldBe(Mood.Good);
    }

    private static ExchangeView Exchange(int id, string kind, string? action, string messageId, string? refersTo, ExchangeAnswer answer) =>
        new($"{id}", Noon.AddSeconds(id), "BE0123456789", "in", kind, action, messageId, refersTo, "accepted", answer);
}
