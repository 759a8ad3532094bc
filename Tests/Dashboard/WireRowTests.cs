using Bunit;
using Ics2.Contract.Management;
using Ics2.Dashboard.Parts;
using Ics2.Dashboard.Watching;

namespace Ics2.Tests.Dashboard;

public sealed class WireRowTests
{
    private static readonly ExchangeView Refused = new(
        "7",
        new DateTimeOffset(2026, 3, 2, 12, 0, 5, TimeSpan.Zero),
        "BE0123456789",
        "in",
        "userMessage",
        "IE3F10",
        "f1@example.eu",
        null,
        "refused",
        new ExchangeAnswer("error", Code: "EBMS:0101", Text: "The digest does not fit.")
    )
    {
        Checks = [new CheckView("seal.digest", "failed", "stated A", "computed B", "The digest does not fit.", "ICD 4.6", "seal last")],
    };

    [Fact]
    public void A_refusal_says_in_its_row_what_came_of_it_why_and_how_to_mend_it()
    {
        using var context = new BunitContext();

        var row = context.Render<WireRow>(with => with.Add(one => one.Row, LiveRow.Of(Refused)).Add(one => one.Lane, 2));

        row.Find("time").TextContent.ShouldBe("12:00:05");
        row.Find("a").GetAttribute("href").ShouldBe("/watch/exchange/7");
        row.Find(".word").TextContent.ShouldContain("✗ EBMS:0101"); // icon and word, not colour alone
        row.Find(".cause").TextContent.ShouldBe("The digest does not fit. Found: computed B");
        row.Find(".remedy").TextContent.ShouldBe("Mend: seal last");
        row.Find("li").ClassName.ShouldBe("row lane2 bad");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\u202eb")]
    [InlineData("a\u001b[31mb\u0000")]
    public void Hostile_values_are_text(string hostile)
    {
        using var context = new BunitContext();
        var exchange = Refused with { Party = hostile, Action = hostile, Answer = Refused.Answer with { Code = hostile } };

        var row = context.Render<WireRow>(with => with.Add(one => one.Row, LiveRow.Of(exchange)));

        row.FindAll("script").ShouldBeEmpty();
        row.Markup.ShouldNotContain('\u202e');
        row.Markup.ShouldNotContain('\u001b');
        row.Markup.ShouldNotContain('\0');
    }

    [Fact]
    public void A_megabyte_in_a_field_does_not_make_a_megabyte_of_page()
    {
        using var context = new BunitContext();
        var endless = new string('x', 1_000_000);
        var exchange = Refused with
        {
            Party = endless,
            Action = endless,
            Checks = [Refused.Checks[0] with { Actual = endless, Remedy = endless }],
        };

        context.Render<WireRow>(with => with.Add(one => one.Row, LiveRow.Of(exchange))).Markup.Length.ShouldBeLessThan(10_000);
    }
}
