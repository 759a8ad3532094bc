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
internal sealed class ContentDigest : IPayloadSink, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins with the header; the contents are to come by in its order.</summary>
    public ContentDigest(UserMessage header)
    {
        Add(header.From.Id);
        Add(header.To.Id);
        Add(header.Action);
    }

    /// <summary>The digest of a message whose contents are at hand.</summary>
    public static byte[] Of(UserMessage header, PayloadSet payloads)
    {
        using var digest = new ContentDigest(header);
        foreach (var payload in payloads.Items)
        {
            digest.Begin(payload.MimeType, payload.Content.Length);
            digest.Take(payload.Content.Span);
        }

        return digest.Take();
    }

    /// <inheritdoc/>
    public void Begin(string mimeType, long length)
    {
        Add(mimeType);
        AddLength((int)length);
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> piece) => _hash.AppendData(piece);

    /// <summary>The digest of all that came by. To be taken once.</summary>
    public byte[] Take() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AddLength(bytes.Length);
        _hash.AppendData(bytes);
    }

    // The length in front keeps neighbours apart: "ab"+"c" is not "a"+"bc".
    private void AddLength(int length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        _hash.AppendData(bytes);
    }
}
