using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>
/// Gzip as the profile needs it: exactly one member, whole, with nothing behind it, and output is counted while it grows.
/// </summary>
public static class Gzip
{
    internal const string NoSignature = "it does not begin with the gzip signature 1F 8B";

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
        using var member = GzipMember.Open(compressed, out why);
        if (member is null)
        {
            why ??= NoSignature;
            return false;
        }

        var allowed = Allowed(compressed.Length, limits);
        try
        {
            // One more, to see that nothing follows; a lie about the length costs no more than the limits allow.
            var expanded = GC.AllocateUninitializedArray<byte>((int)Math.Min(member.StatedLength, allowed) + 1);
            var length = 0;
            while (member.Read(expanded.AsSpan(length)) is var read and > 0)
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
            why = member.Fault();
            return why is null;
        }
        catch (InvalidDataException damaged)
        {
            why = Damaged(damaged);
            return false;
        }
    }

    /// <summary>
    /// What content says of its length once expanded: that of its trailer, which holds in a member that was judged before; of what is not gzip
    /// the length itself.
    /// </summary>
    /// <returns>Bytes.</returns>
    public static long StatedLength(ReadOnlyMemory<byte> content) =>
        content.Length >= sizeof(uint) && content.Span.StartsWith(Signature)
            ? BinaryPrimitives.ReadUInt32LittleEndian(content.Span[^sizeof(uint)..])
            : content.Length;

    internal static long Allowed(int compressed, ReadLimits limits) =>
        Math.Min(limits.ExpandedBytes, Math.Max(limits.RatioFreeBytes, compressed * (long)limits.ExpansionRatio));

    internal static string TooMuch(long allowed, int compressed) =>
        $"it expands beyond {allowed} bytes, the limit for {compressed} compressed bytes";

    internal static string Damaged(InvalidDataException damaged) => $"it is damaged: {damaged.Message}";
}
