using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ics2.As4.Compression;
using Ics2.As4.Messages;

namespace Ics2.Transport;

/// <summary>
/// What makes two messages of one id the same: sender, receiver, action, and each part's MIME type and expanded content. Seal, timestamp
/// and compressed bytes may differ, because some products seal every retry anew.
/// </summary>
internal static class ContentDigest
{
    public static byte[] Of(UserMessage header, PayloadSet payloads)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, header.From.Id);
        Add(hash, header.To.Id);
        Add(hash, header.Action);
        foreach (var payload in payloads.Items)
        {
            Add(hash, payload.MimeType);
            Add(hash, payload.Content.Span);
        }

        return hash.GetHashAndReset();
    }

    private static void Add(IncrementalHash hash, string text) => Add(hash, Encoding.UTF8.GetBytes(text));

    // The length in front keeps neighbours apart: "ab"+"c" is not "a"+"bc".
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
