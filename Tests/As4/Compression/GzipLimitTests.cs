using System.Security.Cryptography;
using Ics2.As4.Compression;
using Ics2.As4.Profiles;

namespace Ics2.Tests.As4.Compression;

/// <summary>What a compressed part may expand to: as far as the limit, and not a byte further; and exactly one member, whole.</summary>
public sealed class GzipLimitTests
{
    private const int Size = 5000;

    [Theory]
    [InlineData(Size, true)]
    [InlineData(Size - 1, false)]
    public void A_part_expands_to_the_limit_and_not_a_byte_further(int limit, bool expands)
    {
        var limits = new ReadLimits { ExpandedBytes = limit };

        Expands(Gzip.Compress(new byte[Size]), limits).ShouldBe(expands);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public void A_part_expands_as_often_as_the_ratio_allows_and_not_a_byte_further(int more, bool expands)
    {
        var compressed = Gzip.Compress(new byte[Size]);
        var ratio = (Size + compressed.Length - 1) / compressed.Length;
        var limits = new ReadLimits { RatioFreeBytes = 0, ExpansionRatio = ratio + more };

        Expands(compressed, limits).ShouldBe(expands);
    }

    [Theory]
    [InlineData(Size, true)]
    [InlineData(Size - 1, false)]
    public void Little_content_may_be_compressed_as_much_as_it_likes(int free, bool expands) =>
        Expands(Gzip.Compress(new byte[Size]), new ReadLimits { RatioFreeBytes = free, ExpansionRatio = 1 }).ShouldBe(expands);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(200_000)]
    public void What_was_compressed_comes_out_again(int length)
    {
        var content = new byte[length];
        new Random(1).NextBytes(content);
        var compressed = Gzip.Compress(content);

        Gzip.TryExpand(compressed, new ReadLimits(), out var expanded, out var why).ShouldBeTrue(why);
        expanded.ToArray().ShouldBe(content);
        GzipScan.TryRead(compressed, new ReadLimits(), HashAlgorithmName.SHA256, out var scan, out why).ShouldBeTrue(why);
        scan.ShouldNotBeNull().Length.ShouldBe(length);
        scan.Digest.ShouldBe(SHA256.HashData(content));
        scan.Beginning.ShouldBe(content[..Math.Min(length, 4096)]);
    }

    [Fact]
    public void Anything_else_than_one_whole_member_is_refused_with_its_reason()
    {
        var good = Gzip.Compress(new byte[Size]);
        var (otherChecksum, otherLength) = (good.ToArray(), good.ToArray());
        otherChecksum[^8] ^= 1;
        otherLength[^4] ^= 1;

        Why([]).ShouldContain("signature");
        Why([0x1F]).ShouldContain("signature");
        Why(new byte[100]).ShouldContain("signature");
        Why(good[..12]).ShouldNotBeEmpty();
        Why(good[..^1]).ShouldNotBeEmpty();
        Why([.. good, 0]).ShouldNotBeEmpty();
        Why([.. good, .. good]).ShouldNotBeEmpty();
        Why(otherChecksum).ShouldNotBeEmpty();
        Why(otherLength).ShouldNotBeEmpty();
    }

    private static bool Expands(byte[] compressed, ReadLimits limits)
    {
        var expands = Gzip.TryExpand(compressed, limits, out _, out _);
        GzipScan.TryRead(compressed, limits, hash: null, out _, out _).ShouldBe(expands, "the inspector says what the access point does");
        return expands;
    }

    private static string Why(byte[] compressed)
    {
        Gzip.TryExpand(compressed, new ReadLimits(), out _, out var why).ShouldBeFalse();
        GzipScan.TryRead(compressed, new ReadLimits(), hash: null, out _, out _).ShouldBeFalse();
        return why.ShouldNotBeNull();
    }
}
