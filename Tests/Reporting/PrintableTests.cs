using Ics2.Reporting;

namespace Ics2.Tests.Reporting;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain – and accénted", "plain – and accénted")]
    [InlineData("two\r\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("zero\0", "zero\uFFFD")]
    [InlineData("\u202eturned", "\uFFFDturned")]
    [InlineData("not XML \uFFFE\uFFFF", "not XML \uFFFD\uFFFD")]
    [InlineData("a pair 😀", "a pair 😀")]
    [InlineData(null, "")]
    public void What_cannot_be_shown_is_replaced(string? text, string shown) => Printable.Of(text).ShouldBe(shown);

    [Fact]
    public void Half_a_pair_is_no_character() => Printable.Of("half " + '\uD83D' + " a pair").ShouldBe("half \uFFFD a pair");

    [Fact]
    public void What_is_very_long_is_cut_with_its_length() =>
        Printable.Of(new string('x', 1_000_000)).ShouldBe(new string('x', 4000) + "… (1000000 characters)");

    [Fact]
    public void A_line_is_one_line_and_no_pair_is_cut_in_two()
    {
        Printable.Line("one\ntwo\tthree").ShouldBe("one two three");
        Printable.Line("one\ntwo", 5).ShouldBe("one t…");
        Printable.Line("short", 5).ShouldBe("short");
        Printable.Line("😀😀", 1).ShouldBe("😀…");
    }
}
