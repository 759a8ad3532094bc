using System.Xml.Linq;
using Ics2.Reporting;
using Ics2.Reporting.Components;
using Ics2.Tests.Support;

namespace Ics2.Tests.Reporting;

public sealed class SequenceDiagramTests
{
    [Fact]
    public async Task Arrows_lead_from_lifeline_to_lifeline_and_answers_are_dashed()
    {
        var svg = await SvgAsync(
            new SequenceArrow("BE1", "customs", "IE3F10")
            {
                At = "12:00:00.000",
                Link = "#x-1",
                Mood = Mood.Good,
            },
            new SequenceArrow("customs", "BE1", "receipt") { IsAnswer = true },
            new SequenceArrow("DE2", "customs", "IE3F12")
        );

        Texts(svg, "actor").ShouldBe(["BE1", "DE2", "customs"]); // customs at the right, as everyone talks to it
        Texts(svg, "label").ShouldBe(["IE3F10", "receipt", "IE3F12"]);
        svg.Descendants("path").Count(path => (string?)path.Attribute("class") == "arrow answer").ShouldBe(1);
        svg.Descendants("a").ShouldHaveSingleItem().Attribute("href")!.Value.ShouldBe("#x-1");
        svg.Descendants("svg").Single().Attribute("aria-label")!.Value.ShouldBe("what went over the wire");
    }

    [Fact]
    public async Task Whatever_a_message_is_called_it_is_text_and_fits()
    {
        var svg = await SvgAsync(new SequenceArrow("<b>", "customs", "<script>" + new string('x', 100_000)));

        Texts(svg, "actor").ShouldContain("<b>", StringComparer.Ordinal);
        Texts(svg, "label").Single().Length.ShouldBeLessThan(120);
    }

    [Fact]
    public async Task Whom_somebody_sends_to_may_be_itself() =>
        (await SvgAsync(new SequenceArrow("customs", "customs", "timer"))).Descendants("path").Count().ShouldBe(3);

    [Fact]
    public async Task Nothing_is_drawn_of_nothing() =>
        (await Rendered.HtmlAsync<SequenceDiagram>((nameof(SequenceDiagram.Of), new Sequence("t", [])))).ShouldBe("");

    private static async Task<XElement> SvgAsync(params SequenceArrow[] arrows) =>
        XElement.Parse(
            await Rendered.HtmlAsync<SequenceDiagram>(
                (nameof(SequenceDiagram.Of), new Sequence("what went over the wire", arrows) { Last = "customs" })
            )
        );

    private static string[] Texts(XElement svg, string kind) =>
        [.. svg.Descendants("text").Where(text => (string?)text.Attribute("class") == kind).Select(text => text.Value)];
}
