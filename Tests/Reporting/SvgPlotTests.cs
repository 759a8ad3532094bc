using System.Xml.Linq;
using Ics2.Reporting;
using Ics2.Reporting.Components;
using Ics2.Tests.Support;

namespace Ics2.Tests.Reporting;

public sealed class SvgPlotTests
{
    [Fact]
    public async Task A_plot_is_well_formed_escapes_its_texts_and_leaves_gaps()
    {
        var svg = await SvgAsync(
            new SvgPlot(
                "Latency <b>",
                "ms",
                Axis.Time(60),
                [new Series("p99 & more", "c1", SeriesStyle.Line, [(0, 1), (10, 2), (20, null), (30, 4), (40, 3)])]
            )
        );

        svg.Descendants("path").Count(path => (string?)path.Attribute("class") == "line c1").ShouldBe(2);
        svg.Descendants("i").ShouldHaveSingleItem().Value.ShouldBe("p99 & more");
    }

    [Fact]
    public async Task A_series_without_a_value_is_not_spoken_of() =>
        (await SvgAsync(new SvgPlot("Memory", "MB", Axis.Time(1), [new Series("gone", "c2", SeriesStyle.Area, [(0, null)])])))
            .Descendants("i")
            .ShouldBeEmpty();

    [Theory]
    [InlineData(0.8, "0", "1")]
    [InlineData(47, "0", "50")]
    [InlineData(123_456, "0", "150k")]
    public void An_axis_from_zero_ends_at_a_round_number(double most, string first, string last)
    {
        var axis = Axis.FromZero([most]);

        axis.Ticks[0].Label.ShouldBe(first);
        axis.Ticks[^1].Label.ShouldBe(last);
        axis.Place(axis.Ticks[^1].Value).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void Shared_styles_know_no_page() =>
        (StyleSheet.Page + StyleSheet.Plots).ShouldSatisfyAllConditions(
            css => css.ShouldContain("svg"),
            css => css.ShouldContain("box-sizing"),
            css => css.ShouldNotContain("url("),
            css => css.ShouldNotContain("@import")
        );

    private static async Task<XElement> SvgAsync(SvgPlot plot) => XElement.Parse(await Rendered.HtmlAsync<Plot>((nameof(Plot.Of), plot)));
}
