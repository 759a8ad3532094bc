using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.IO.Hashing;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>
/// Gzip as the profile needs it. <see cref="GZipStream"/> takes a stream that was cut short, or has junk behind it, without a word
/// (attack-cases section 11), so the trailer is checked here and output is counted while it grows.
/// </summary>
public static class Gzip
{
    internal const string NoSignature = "it does not begin with the gzip signature 1F 8B";
    private const int TrailerLength = 8;

    /// <summary>How a member begins (RFC 1952 2.3.1).</summary>
    internal static ReadOnlySpan<byte> Signature => [0x1F, 0x8B];

    // The platform writes nothing at all for no content, and that is no member (RFC 1952 2.3).
    private static ReadOnlySpan<byte> EmptyMember => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Compresses.</summary>
    /// <param name="content">The bytes.</param>
    /// <returns>One gzip member; the same content gives the same bytes.</returns>
    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
        {
            return EmptyMember.ToArray();
        }

        using var output = new MemoryStream(content.Length / 4 + 64);
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return output.ToArray();
    }

    /// <summary>Expands within limits.</summary>
    /// <param name="compressed">A whole gzip member.</param>
    /// <param name="limits">Largest size and ratio.</param>
    /// <param name="content">The expanded bytes.</param>
    /// <param name="why">Otherwise, what is wrong.</param>
    /// <returns>True when the stream is complete and its checksum and length hold.</returns>
    public static bool TryExpand(
        ReadOnlyMemory<byte> compressed,
        ReadLimits limits,
        out ReadOnlyMemory<byte> content,
        [NotNullWhen(false)] out string? why
    )
    {
        content = default;
        if (!compressed.Span.StartsWith(Signature))
        {
            why = NoSignature;
            return false;
        }

        var allowed = Allowed(compressed.Length, limits);
        try
        {
            using var gzip = new GZipStream(compressed.AsStream(), CompressionMode.Decompress);
            // one more, to see that nothing follows
            var expanded = GC.AllocateUninitializedArray<byte>((int)Math.Min(StatedLength(compressed.Span), allowed) + 1);
            var length = 0;
            while (gzip.Read(expanded, length, expanded.Length - length) is var read and > 0)
            {
                length += read;
                if (length > allowed)
                {
                    why = TooMuch(allowed, compressed.Length);
                    return false;
                }

                if (length == expanded.Length)
                {
                    Array.Resize(ref expanded, (int)Math.Min(length * 2L, allowed + 1));
                }
            }

            content = expanded.AsMemory(0, length);
            why = TrailerFault(compressed.Span, Crc32.HashToUInt32(content.Span), (uint)content.Length);
            return why is null;
        }
        catch (InvalidDataException damaged)
        {
            why = Damaged(damaged);
            return false;
        }
    }

    internal static long Allowed(int compressed, ReadLimits limits) =>
        Math.Min(limits.ExpandedBytes, Math.Max(limits.RatioFreeBytes, compressed * (long)limits.ExpansionRatio));

    internal static string TooMuch(long allowed, int compressed) =>
        $"it expands beyond {allowed} bytes, the limit for {compressed} compressed bytes";

    internal static string Damaged(InvalidDataException damaged) => $"it is damaged: {damaged.Message}";

    // What the trailer says of the length; a lie costs no more than the limits allow.
    private static long StatedLength(ReadOnlySpan<byte> compressed) =>
        compressed.Length < TrailerLength ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(compressed[^4..]);

    // The last eight bytes of a member are CRC-32 and length of the content (RFC 1952 2.3.1). They fit only if nothing is missing and
    // nothing follows.
    internal static string? TrailerFault(ReadOnlySpan<byte> compressed, uint checksum, uint length)
    {
        if (compressed.Length < TrailerLength + 10)
        {
            return "it is cut short";
        }

        var trailer = compressed[^TrailerLength..];
        return
            BinaryPrimitives.ReadUInt32LittleEndian(trailer) == checksum && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == length
            ? null
            : "its trailer does not fit its content: the stream is cut short, holds several members, or is followed by other bytes";
    }
}
