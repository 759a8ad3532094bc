using System.Text;
using Ics2.As4.Mime;

namespace Ics2.Tests.As4;

public sealed class PartHeaderTests
{
    [Theory]
    [InlineData("Content-Type: a/b; c=d\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <x@y>")]
    [InlineData("content-type:a/b; c=d\r\nCONTENT-TRANSFER-ENCODING :binary\r\nX-Other: 1\r\ncontent-id: x@y\r\n")]
    [InlineData("Content-Type: a/b;\r\n c=d\nContent-Transfer-Encoding:\n\tbinary\nContent-ID: <x@y>")]
    [InlineData("\r\nContent-Type: a/b; c=d\u0085Content-Transfer-Encoding: binary\fContent-ID: <x@y>")]
    public void Fields_are_found_whatever_their_case_order_and_line_ends(string text)
    {
        PartHeader.TryRead(Encoding.Latin1.GetBytes(text), out var header, out _).ShouldBeTrue();

        header.ShouldBe(new PartHeader("x@y", "a/b; c=d", "binary"));
    }

    [Fact]
    public void Fields_of_other_names_of_the_same_length_are_passed_over()
    {
        var text = "X-Other-10: a\r\nX-Other---12: b\r\nX-Other----------------25: c";

        PartHeader.TryRead(Encoding.Latin1.GetBytes(text), out var header, out _).ShouldBeTrue();

        header.ShouldBe(new PartHeader(null, null, null));
    }

    [Fact]
    public void Fields_that_are_not_there_are_null()
    {
        PartHeader.TryRead([], out var header, out _).ShouldBeTrue();

        header.ShouldBe(new PartHeader(null, null, null));
    }

    [Theory]
    [InlineData("Content-ID: a\r\ncontent-id: b", "content-id: b")]
    [InlineData("X: a\r\nContent-ID: b\r\n X: c\r\nx : d", "x : d")]
    [InlineData("Content-ID: a\r\nno field", "no field")]
    [InlineData(": a", ": a")]
    public void The_line_that_is_odd_is_named(string text, string odd)
    {
        PartHeader.TryRead(Encoding.Latin1.GetBytes(text), out var header, out var line).ShouldBeFalse();

        header.ShouldBeNull();
        line.ShouldBe(odd);
    }

    [Fact]
    public void One_field_too_many_is_odd()
    {
        var fields = string.Join("\r\n", Enumerable.Range(1, PartHeader.MaxFields).Select(number => $"X-{number}: {number}"));

        PartHeader.TryRead(Encoding.Latin1.GetBytes(fields), out _, out _).ShouldBeTrue();
        PartHeader.TryRead(Encoding.Latin1.GetBytes(fields + "\r\nX-0: 0"), out _, out var line).ShouldBeFalse();
        line.ShouldBe("X-0: 0");
    }
}
