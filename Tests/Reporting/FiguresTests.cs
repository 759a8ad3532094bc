using Ics2.Reporting;

namespace Ics2.Tests.Reporting;

public sealed class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0012345, "0.00123")]
    [InlineData(0.12345, "0.123")]
    [InlineData(4.5678, "4.57")]
    [InlineData(12.345, "12.3")]
    [InlineData(99.96, "100")]
    [InlineData(123.4, "123")]
    [InlineData(1234.5, "1\u202f230")]
    [InlineData(1234567, "1\u202f230\u202f000")]
    [InlineData(-4.5678, "-4.57")]
    [InlineData(double.NaN, "–")]
    [InlineData(double.PositiveInfinity, "–")]
    public void A_figure_has_three_digits(double value, string shown) => Figures.Of(value).ShouldBe(shown);

    [Fact]
    public void A_count_is_exact() => Figures.Count(1_234_567).ShouldBe("1\u202f234\u202f567");

    [Theory]
    [InlineData(0.0004, "0 s")]
    [InlineData(0.014, "0.014 s")]
    [InlineData(2.4834, "2.48 s")]
    [InlineData(60.71, "60.7 s")]
    public void Seconds_go_to_the_millisecond(double seconds, string shown) => Figures.Seconds(seconds).ShouldBe(shown);
}
