using System.Text;
using Ics2.As4.Compression;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;
using Ics2.Transport;

namespace Ics2.Tests.As4;

/// <summary>What expanding costs, and where it ends (MIM-12, MIM-13).</summary>
public sealed class PayloadReaderTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private const int Mebi = 1024 * 1024;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void A_hundred_megabytes_pass_through_less_than_one__MIM_12()
    {
        var (header, package) = Message(parts: 24, each: 4 * Mebi);
        var reader = new PayloadReader(Profile.Ics2HtiV2);
        using var digest = new ContentDigest(header);
        reader.Pass(header, package, digest).Error.ShouldBeNull(); // so that code is compiled

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sizes = reader.Pass(header, package, digest).Value.ShouldNotBeNull();

        sizes.Lengths.Sum().ShouldBe(96 * Mebi);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(Mebi);
    }

    [Fact]
    public void Whoever_reads_the_document_pays_for_no_attachment()
    {
        var (header, package) = Message(parts: 24, each: 4 * Mebi);
        var reader = new PayloadReader(Profile.Ics2HtiV2);
        reader.ReadDocument(header, package).Error.ShouldBeNull();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = reader.ReadDocument(header, package).Value.ShouldNotBeNull();

        read.BusinessDocument.ShouldNotBeNull().Content.Length.ShouldBe(4 * Mebi);
        read.Items.ShouldHaveSingleItem();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(6 * Mebi);
    }

    [Fact]
    public void What_comes_by_piece_by_piece_has_the_digest_of_the_whole()
    {
        var (header, package) = Message(parts: 3, each: 200_000);
        var reader = new PayloadReader(Profile.Ics2HtiV2);
        using var digest = new ContentDigest(header);
        reader.Pass(header, package, digest).Error.ShouldBeNull();

        digest.Take().ShouldBe(ContentDigest.Of(header, reader.Read(header, package).Value!));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void All_parts_together_have_a_limit_as_each_has__MIM_12(int parts, bool fits)
    {
        var (header, package) = Message(parts, each: Mebi);
        var reader = new PayloadReader(Profile.Ics2HtiV2 with { MaxExpandedBytes = 3 * Mebi });

        foreach (var error in (EbmsError?[])[reader.Pass(header, package, sink: null).Error, reader.Read(header, package).Error])
        {
            (error is null).ShouldBe(fits);
            if (error is not null)
            {
                error.Code.ShouldBe(EbmsErrorCode.DecompressionFailure);
                error.Expected.ShouldNotBeNull().ShouldContain($"{3 * Mebi}");
            }
        }
    }

    [Fact]
    public void Parts_that_are_not_compressed_count_as_well()
    {
        var header = Header(["plain-0", "plain-1"], isCompressed: false);
        var package = new MimePackage(
            new MimePart("root", "application/soap+xml", default),
            [new MimePart("plain-0", "application/xml", new byte[Mebi]), new MimePart("plain-1", "application/pdf", new byte[Mebi])]
        );

        var error = new PayloadReader(Profile.Ics2HtiV2 with { MaxExpandedBytes = Mebi + 1 }).Pass(header, package, sink: null).Error;

        error.ShouldNotBeNull().CheckId.ShouldBe("payload.sum");
    }

    public static TheoryData<string, byte[], string> NotOneMember
    {
        get
        {
            var member = Gzip.Compress("<a>content</a>"u8);
            return new()
            {
                { "two members", [.. member, .. Gzip.Compress("<b/>"u8)], "a second member follows" },
                { "an empty member behind", [.. member, .. Empty], "a second member follows" },
                { "one byte behind", [.. member, 0], "1 bytes follow the member" },
                { "zeros behind, as tar pads", [.. member, .. new byte[512]], "512 bytes follow the member" },
                { "its own trailer again", [.. member, .. member[^8..]], "8 bytes follow the member" },
                { "junk and its own trailer", [.. member, .. "junk"u8, .. member[^8..]], "12 bytes follow the member" },
                { "without its trailer", member[..^8], "cut short" },
                { "without the last byte", member[..^1], "cut short" },
                { "without half of its data", member[..^16], "cut short" },
                { "the header alone", member[..10], "cut short" },
                { "another checksum", Changed(member, ^8), "checksum (CRC-32) is not that" },
                { "another length", Changed(member, ^4), "states another length" },
                { "another method", Changed(member, 2), "another method than deflate" },
                { "a flag that means nothing", Changed(member, 3, 0x80), "flags that mean nothing" },
                { "a name that does not end", [.. Changed(member, 3, 8)[..10], .. "name"u8], "cut short" },
                { "no gzip at all", "<a/>"u8.ToArray(), "1F 8B" },
            };
        }
    }

    // One empty block of fixed codes.
    private static byte[] Empty => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    [Theory]
    [MemberData(nameof(NotOneMember))]
    public void What_is_not_one_whole_member_is_refused_for_the_reason_that_applies__MIM_13(string what, byte[] gzip, string reason)
    {
        Gzip.TryExpand(gzip, new ReadLimits(), out _, out var why).ShouldBeFalse(what);
        why.ShouldContain(reason);
        GzipScan.TryRead(gzip, new ReadLimits(), hash: null, out _, out var scanned).ShouldBeFalse(what);
        scanned.ShouldBe(why);
    }

    [Fact]
    public void A_member_with_extra_field_name_comment_and_header_checksum_is_one()
    {
        var plain = Gzip.Compress("<a/>"u8);
        byte[] dressed =
        [
            .. plain[..3],
            4 | 8 | 16 | 2,
            .. plain[4..10],
            3,
            0,
            1,
            2,
            3,
            .. "IE3F10.xml\0"u8,
            .. "a comment\0"u8,
            0xAB,
            0xCD,
            .. plain[10..],
        ];

        Gzip.TryExpand(dressed, new ReadLimits(), out var content, out var why).ShouldBeTrue(why);
        Encoding.UTF8.GetString(content.Span).ShouldBe("<a/>");
        Gzip.TryExpand(Empty, new ReadLimits(), out content, out why).ShouldBeTrue(why);
        content.Length.ShouldBe(0);
    }

    [Fact]
    public void Every_length_of_content_is_found_to_end_where_it_does()
    {
        var random = new Random(7);
        for (var length = 0; length < 70_000; length += 1 + length / 7)
        {
            var content = new byte[length];
            random.NextBytes(content.AsSpan(0, length / 2));
            var gzip = length == 0 ? Empty : Gzip.Compress(content);
            Gzip.TryExpand(gzip, new ReadLimits(), out var expanded, out var why).ShouldBeTrue($"{length}: {why}");
            expanded.Span.SequenceEqual(content).ShouldBeTrue();
            Gzip.TryExpand((byte[])[.. gzip, .. gzip[^8..]], new ReadLimits(), out _, out why).ShouldBeFalse();
            why.ShouldContain("8 bytes follow");
        }
    }

    [Fact]
    public async Task The_explanation_says_the_same_as_the_reader()
    {
        var attack = AttackCase.All.Single(candidate => candidate.Id == "MIM-12b");
        var report = await new Inspector(TestSeal.Profile).InspectAsync(
            attack.Build(new Attacker(seal.Leaf, seal.Identity, () => TestSeal.Header())),
            cancellationToken: Ct
        );

        report.Error.ShouldNotBeNull().Found.ShouldNotBeNull().ShouldContain("a second member follows the first");
    }

    private static byte[] Changed(byte[] gzip, Index at, byte value = 0x55)
    {
        var changed = (byte[])gzip.Clone();
        changed[at] ^= value;
        return changed;
    }

    private static (UserMessage Header, MimePackage Package) Message(int parts, int each)
    {
        var content = new byte[each];
        Random.Shared.NextBytes(content.AsSpan(0, each / 50));
        var gzip = Gzip.Compress(content);
        string[] ids = [.. Enumerable.Range(0, parts).Select(at => $"part-{at}")];
        return (
            Header(ids, isCompressed: true),
            new MimePackage(
                new MimePart("root", "application/soap+xml", default),
                [.. ids.Select(id => new MimePart(id, "application/gzip", gzip))]
            )
        );
    }

    private static UserMessage Header(IEnumerable<string> ids, bool isCompressed) =>
        TestSeal.Header() with
        {
            Parts =
            [
                .. ids.Select(id => new PartInfo(
                    $"cid:{id}",
                    [
                        new("MimeType", "application/xml"),
                        .. isCompressed ? (KeyValuePair<string, string>[])[new("CompressionType", "application/gzip")] : [],
                    ]
                )),
            ],
        };
}
