using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Writing;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Messages of customs, spoiled in one way each; everything else about them is as it should be.</summary>
internal sealed class SpoiledBytes(SealingIdentity seal, MessageWriter writer, Lazy<SealingIdentity> foreign, Profile profile)
{
    private readonly byte[] _wholeToken = Encoding.ASCII.GetBytes(seal.Token);

    /// <summary>One digit of the document is not what was sealed; but for the seal, nothing tells.</summary>
    public WireMessage Tampered(WireMessage message)
    {
        var body = message.Body.Span;
        var part = new MultipartReader(profile.Limits).Read(message.ContentType, message.Body).Value?.Attachments is [var document, ..]
            ? document.Content.Span
            : default;
        var at = part.IsEmpty ? -1 : body.IndexOf(part);
        return at < 0 ? message : message with { Body = (byte[])[.. body[..at], .. Altered(part), .. body[(at + part.Length)..]] };
    }

    /// <summary>The token holds the leaf alone. Nothing signs the token, so the signature still holds: only the chain is missing.</summary>
    public WireMessage LeafOnly(WireMessage message) => Replaced(message, _wholeToken, LeafToken(seal.Leaf));

    /// <summary>
    /// The same under the seal of somebody else: token and value are theirs, and what was sealed stays, so that nothing but the name in the
    /// seal tells, and a receipt for it would fit.
    /// </summary>
    public WireMessage UnderForeignSeal(WireMessage message)
    {
        var other = foreign.Value;
        var (info, value) = (Element(message, "ds:SignedInfo", inside: false), Element(message, "ds:SignatureValue", inside: true));
        using var key = other.Leaf.GetRSAPrivateKey()!;

        // The writer writes SignedInfo in its canonical form.
        var signed = key.SignData(info, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var resealed = Replaced(message, value, Encoding.ASCII.GetBytes(Convert.ToBase64String(signed)));
        return Replaced(resealed, _wholeToken, Encoding.ASCII.GetBytes(other.Token));
    }

    /// <summary>Header and parts of a message that customs wrote.</summary>
    public (UserMessage Header, PayloadSet Payloads) Opened(WireMessage message)
    {
        var package = new MultipartReader(profile.Limits).Read(message.ContentType, message.Body).Value!;
        var header = new EnvelopeReader(profile.Limits).Read(package).Value!.UserMessage!;
        return (header, new PayloadReader(profile).Read(header, package).Value!);
    }

    /// <summary>Without its WS-Security header.</summary>
    public static WireMessage Unsigned(WireMessage message)
    {
        var body = message.Body.Span;
        var end = "</wsse:Security>"u8;
        var (from, to) = (body.IndexOf("<wsse:Security "u8), body.IndexOf(end) + end.Length);
        return message with { Body = (byte[])[.. body[..from], .. body[to..]] };
    }

    /// <summary>A receipt for a message of another id.</summary>
    public WireMessage ReceiptForAnother(WireMessage request) =>
        ReceiptFor(request, text => Exchanged(text, "MessageId>", _ => MessageId.New("another-trader.invalid").Value));

    /// <summary>A receipt with another digest of everything that was sealed.</summary>
    public WireMessage ReceiptOfOtherDigests(WireMessage request) =>
        ReceiptFor(request, text => Exchanged(text, "DigestValue>", digest => (digest[0] == 'A' ? 'B' : 'A') + digest[1..]));

    private static byte[] Altered(ReadOnlySpan<byte> compressed)
    {
        using var expanded = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(compressed.ToArray()), CompressionMode.Decompress))
        {
            gzip.CopyTo(expanded);
        }

        var document = expanded.ToArray();
        var digit = Enumerable
            .Range(0, document.Length - 1)
            .Last(index => char.IsAsciiDigit((char)document[index]) && document[index + 1] == '<');
        document[digit] = (byte)(document[digit] == '9' ? '0' : document[digit] + 1);
        using var altered = new MemoryStream();
        using (var gzip = new GZipStream(altered, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(document);
        }

        return altered.ToArray();
    }

    private static byte[] LeafToken(X509Certificate2 leaf) => Encoding.ASCII.GetBytes(Convert.ToBase64String(PkiPath.Encode([leaf])));

    // What the writer acknowledges is an envelope; so it is given one that says something else than the trader's did.
    private WireMessage ReceiptFor(WireMessage request, Func<string, string> edit)
    {
        // Latin1 maps every byte to one character and back, so a part in gzip passes unharmed.
        var edited = new WireMessage(request.ContentType, Encoding.Latin1.GetBytes(edit(Encoding.Latin1.GetString(request.Body.Span))));
        var package = new MultipartReader(profile.Limits).Read(edited.ContentType, edited.Body).Value;
        var envelope = package is null ? null : new EnvelopeReader(profile.Limits).Read(package).Value;
        return envelope is null
            ? throw new InvalidOperationException("A message that was receipted a moment ago can no longer be read.")
            : writer.WriteReceipt(envelope).Wire;
    }

    // The text of every element of a name, whatever its prefix; its end tag ends the same way.
    private static string Exchanged(string text, string name, Func<string, string> exchange)
    {
        var edited = new StringBuilder();
        var at = 0;
        while (text.IndexOf(name, at, StringComparison.Ordinal) is var opened && opened >= 0)
        {
            var from = opened + name.Length;
            var to = text.IndexOf('<', from);
            edited.Append(text, at, from - at).Append(exchange(text[from..to]));
            at = text.IndexOf('>', to) + 1;
            edited.Append(text, to, at - to);
        }

        return edited.Append(text, at, text.Length - at).ToString();
    }

    private static byte[] Element(WireMessage message, string name, bool inside)
    {
        var body = message.Body.Span;
        var (opened, end) = (body.IndexOf(Encoding.ASCII.GetBytes("<" + name)), Encoding.ASCII.GetBytes($"</{name}>"));
        var from = inside ? opened + body[opened..].IndexOf((byte)'>') + 1 : opened;
        var to = body.IndexOf(end) + (inside ? 0 : end.Length);
        return body[from..to].ToArray();
    }

    private static WireMessage Replaced(WireMessage message, byte[] what, byte[] with)
    {
        var body = message.Body.Span;
        var at = body.IndexOf(what);
        return at < 0 ? message : message with { Body = (byte[])[.. body[..at], .. with, .. body[(at + what.Length)..]] };
    }
}
