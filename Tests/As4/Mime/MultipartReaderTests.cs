using System.Text;
using Ics2.As4;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.Tests.As4.Mime;

/// <summary>A package that is read, and one thing about it spoiled at a time: the check is named. Limits are asked on both sides.</summary>
public sealed class MultipartReaderTests
{
    private const string Type = "multipart/related; type=\"application/soap+xml\"; start=\"<root@x>\"; boundary=\"B\"";
    private const string Root = "Content-Type: application/soap+xml\r\nContent-ID: <root@x>\r\n\r\n<e/>";
    private const string Part = "Content-Type: application/gzip\r\nContent-ID: <part@x>\r\n\r\nabc";

    [Fact]
    public void As_it_is_the_package_is_read_without_a_remark()
    {
        var package = Read(Type, Pack(Root, Part)).Value.ShouldNotBeNull();

        package.IsMultipart.ShouldBeTrue();
        package.BareLineFeeds.ShouldBeFalse();
        package.Remarks.ShouldBeEmpty();
        Text(package.Root).ShouldBe("<e/>");
        var part = package.Attachments.ShouldHaveSingleItem();
        (part.ContentId, part.ContentType, Text(part)).ShouldBe(("part@x", "application/gzip", "abc"));
        package.Find("part@x").ShouldBe(part);
        package.Find("other@x").ShouldBeNull();
    }

    [Fact]
    public void The_root_is_the_part_that_start_names_and_else_the_first()
    {
        Text(Read(Type, Pack(Part, Root)).Value.ShouldNotBeNull().Root).ShouldBe("<e/>");
        Text(Read(Type.Replace("start=\"<root@x>\"; ", "", StringComparison.Ordinal), Pack(Part, Root)).Value.ShouldNotBeNull().Root)
            .ShouldBe("abc");
        Fault(Type.Replace("root@x", "other@x", StringComparison.Ordinal), Pack(Root, Part)).ShouldBe("mime.start");
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    public void As_many_parts_as_the_limit_are_read_and_one_more_is_refused(int limit, bool read)
    {
        var found = Read(Type, Pack(Root, Part), new ReadLimits { Parts = limit });

        found.Error?.CheckId.ShouldBe(read ? null : "mime.parts");
        found.TryGet(out _, out _).ShouldBe(read);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void A_part_header_of_the_limit_is_read_and_one_byte_more_is_refused(int more, bool read)
    {
        var length = Root.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var found = Read(Type, Pack(Root), new ReadLimits { PartHeaderBytes = length + more });

        found.Error?.CheckId.ShouldBe(read ? null : "mime.part-header");
        found.TryGet(out _, out _).ShouldBe(read);
    }

    [Theory]
    [InlineData("boundary that does not occur", "mime.boundary")]
    [InlineData("boundary that goes on", "mime.boundary")]
    [InlineData("no closing delimiter", "mime.closing-boundary")]
    [InlineData("no part", "mime.parts")]
    [InlineData("one id twice", "mime.content-id")]
    [InlineData("a header that does not end", "mime.part-header")]
    [InlineData("a field twice", "mime.part-header")]
    [InlineData("base64 that is none", "mime.transfer-encoding")]
    public void What_is_damaged_is_refused_by_the_check_of_it(string how, string check)
    {
        var body = how switch
        {
            "boundary that does not occur" => Pack(Root).Replace("--B", "--C", StringComparison.Ordinal),
            "boundary that goes on" => Pack(Root).Replace("--B", "--Bx", StringComparison.Ordinal),
            "no closing delimiter" => Pack(Root, Part).Replace("--B--\r\n", "", StringComparison.Ordinal),
            "no part" => "--B--\r\n",
            "one id twice" => Pack(Root, Part, Part),
            "a header that does not end" => Pack(Root, "Content-Type: application/gzip"),
            "a field twice" => Pack(Root, "Content-ID: <a@x>\r\n" + Part),
            _ => Pack(Root, "Content-Transfer-Encoding: base64\r\n" + Part + "!"),
        };

        Fault(Type, body).ShouldBe(check);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("multipart/mixed; boundary=\"B\"")]
    [InlineData("multipart/related; type=\"application/soap+xml\"")]
    public void Another_content_type_is_refused(string? type) => Fault(type, Pack(Root)).ShouldBe("mime.content-type");

    [Theory]
    [InlineData("gzip", "mime.content-encoding")]
    [InlineData("br", "mime.content-encoding")]
    [InlineData("identity", null)]
    [InlineData("IDENTITY", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_encoding_of_the_whole_body_is_refused(string? encoding, string? check) =>
        new MultipartReader(new ReadLimits()).ReadAsFarAsPossible(Type, Bytes(Pack(Root)), encoding).Strict.Error?.CheckId.ShouldBe(check);

    [Theory]
    [InlineData("application/soap+xml; charset=UTF-8")]
    [InlineData("text/xml")]
    public void A_bare_envelope_is_read_as_one(string type)
    {
        var package = Read(type, "<e/>").Value.ShouldNotBeNull();

        package.IsMultipart.ShouldBeFalse();
        package.Attachments.ShouldBeEmpty();
        Text(package.Root).ShouldBe("<e/>");
    }

    [Fact]
    public void Bare_line_feeds_are_seen_wherever_they_stand()
    {
        Bare(Pack(Root, Part)).ShouldBeFalse();
        Bare(Pack(Root, Part).Replace("\r\n--B\r\n", "\n--B\r\n", StringComparison.Ordinal)).ShouldBeTrue();
        Bare(Pack(Root, Part).Replace("\r\n--B\r\n", "\r\n--B\n", StringComparison.Ordinal)).ShouldBeTrue();
        Bare(Pack(Root, Part).Replace("\r\n--B--", "\n--B--", StringComparison.Ordinal)).ShouldBeTrue();
        Text(Read(Type, Pack(Root, Part).Replace("\r\n--B--", "\n--B--", StringComparison.Ordinal)).Value!.Attachments[0]).ShouldBe("abc");
    }

    [Fact]
    public void What_stands_before_the_first_boundary_is_remarked_on_and_what_is_behind_a_boundary_counts_as_content()
    {
        Remark("preamble\r\n" + Pack(Root)).ShouldBe("mime.preamble");
        Remark("\uFEFF" + Pack(Root)).ShouldBe("mime.byte-order-mark");
        Read(Type, "\r\n" + Pack(Root)).Value.ShouldNotBeNull().Remarks.ShouldBeEmpty();
        Text(Read(Type, Pack(Root, Part + "\r\n--Bx\r\nx--B")).Value!.Attachments[0]).ShouldBe("abc\r\n--Bx\r\nx--B");
        Text(Read(Type, Pack(Root, Part).Replace("--B\r\n", "--B \t\r\n", StringComparison.Ordinal)).Value!.Root).ShouldBe("<e/>");
        Read(Type, Pack(Root, Part) + "an epilogue").Value!.Attachments.Count.ShouldBe(1);
        Read(Type, Pack(Root, Part).TrimEnd()).Value!.Attachments.Count.ShouldBe(1);
    }

    [Fact]
    public void A_part_without_a_header_is_text_and_one_without_content_is_empty()
    {
        var package = Read(Type, Pack(Root, "\r\nabc", "Content-ID: <empty@x>\r\n\r\n")).Value.ShouldNotBeNull();

        (package.Attachments[0].ContentId, package.Attachments[0].ContentType, Text(package.Attachments[0])).ShouldBe(
            (null, "text/plain", "abc")
        );
        Text(package.Attachments[1]).ShouldBe("");
    }

    private static string? Remark(string body) => Read(Type, body).Value.ShouldNotBeNull().Remarks.ShouldHaveSingleItem().Id;

    private static bool Bare(string body) => Read(Type, body).Value.ShouldNotBeNull().BareLineFeeds;

    private static string? Fault(string? type, string body) => Read(type, body).Error.ShouldNotBeNull().CheckId;

    private static Outcome<MimePackage> Read(string? type, string body, ReadLimits? limits = null) =>
        new MultipartReader(limits ?? new ReadLimits()).Read(type, Bytes(body));

    private static string Pack(params string[] parts) => string.Concat(parts.Select(part => $"--B\r\n{part}\r\n")) + "--B--\r\n";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(MimePart part) => Encoding.UTF8.GetString(part.Content.Span);
}
