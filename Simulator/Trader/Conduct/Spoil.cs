using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.Trader.Conduct;

/// <summary>
/// Spoils sealed messages, each method in one way. What is wrong before sealing is sealed anew, so that the seal itself holds.
/// </summary>
internal static partial class Spoil
{
    public static WireMessage WithoutSeal(WireMessage wire) => Edit(wire, envelope => Security().Replace(envelope, ""));

    /// <summary>Changes one bit of compressed content, behind the ten bytes of the gzip header (RFC 1952 2.3), after sealing.</summary>
    public static WireMessage Tampered(WireMessage wire) =>
        EditFirstPart(
                OpenedWire.Of(wire),
                content =>
                {
                    content[Math.Min(12, content.Length - 1)] ^= 1;
                    return content;
                }
            )
            .Close();

    public static WireMessage WithoutBodyReference(WireMessage wire, SealingIdentity identity) =>
        Edit(wire, envelope => BodyReference().Replace(envelope, ""), identity);

    /// <summary>Another type of token with the leaf alone. No reference covers the token, so the seal goes on to fit.</summary>
    public static WireMessage WithLeafToken(WireMessage wire, SealingIdentity identity) =>
        Edit(
            wire,
            envelope =>
                envelope
                    .Replace(Algorithms.PkiPathToken, Algorithms.X509Token, StringComparison.Ordinal)
                    .Replace(identity.Token, Convert.ToBase64String(identity.Leaf.RawDataMemory.Span), StringComparison.Ordinal)
        );

    /// <summary>Cuts checksum and length off.</summary>
    public static WireMessage WithCorruptGzip(WireMessage wire, SealingIdentity identity) =>
        EditFirstPart(OpenedWire.Of(wire), content => content[..Math.Max(1, content.Length - 8)]).Resealed(identity).Close();

    public static WireMessage WithPayloadInBody(WireMessage wire, SealingIdentity identity)
    {
        var opened = OpenedWire.Of(wire);
        if (opened.Parts is not [var document, ..] || !Gzip.TryExpand(document.Content, new ReadLimits(), out var xml, out _))
        {
            return wire;
        }

        var envelope = opened.Envelope.Replace("</S:Body>", Canonical(xml) + "</S:Body>", StringComparison.Ordinal);
        envelope = FirstPartReference().Replace(envelope, "", count: 1);
        envelope = FirstHref().Replace(envelope, "<eb:PartInfo>", count: 1);
        return new OpenedWire(envelope, [.. opened.Parts.Skip(1)]).Resealed(identity).Close();
    }

    public static WireMessage WithOtherReference(WireMessage receipt, SealingIdentity identity) =>
        Edit(
            receipt,
            envelope => RefToMessageId().Replace(envelope, $"<eb:RefToMessageId>{Guid.NewGuid()}@another.invalid</eb:RefToMessageId>"),
            identity
        );

    /// <summary>The first digest that the receipt repeats is that of no bytes at all.</summary>
    public static WireMessage WithOtherDigest(WireMessage receipt, SealingIdentity identity) =>
        Edit(
            receipt,
            envelope =>
                Digest().Replace(envelope, $"<ds:DigestValue>{Convert.ToBase64String(SHA256.HashData([]))}</ds:DigestValue>", count: 1),
            identity
        );

    private static WireMessage Edit(WireMessage wire, Func<string, string> edit, SealingIdentity? identity = null)
    {
        var opened = OpenedWire.Of(wire);
        var edited = opened with { Envelope = edit(opened.Envelope) };
        return (identity is null ? edited : edited.Resealed(identity)).Close();
    }

    private static OpenedWire EditFirstPart(OpenedWire opened, Func<byte[], byte[]> edit) =>
        opened.Parts is [var first, ..]
            ? opened with
            {
                Parts = [first with { Content = edit(first.Content.ToArray()) }, .. opened.Parts.Skip(1)],
            }
            : opened;

    // Documents of ICS2 have no attributes, comments or prefixes, so spelling out empty elements is all that is left to do.
    private static string Canonical(ReadOnlyMemory<byte> xml)
    {
        using var stream = new MemoryStream(xml.ToArray());
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var root = XElement.Load(reader, LoadOptions.PreserveWhitespace);
        foreach (var element in root.DescendantsAndSelf().Where(element => element.IsEmpty))
        {
            element.Value = "";
        }

        return root.ToString(SaveOptions.DisableFormatting);
    }

    [GeneratedRegex("<wsse:Security .*</wsse:Security>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Security();

    [GeneratedRegex(
        "(?<=<ds:SignedInfo .*)<ds:Reference URI=\"#body-[^\"]*\">.*?</ds:Reference>",
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex BodyReference();

    [GeneratedRegex("<ds:Reference URI=\"cid:[^\"]*\">.*?</ds:Reference>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FirstPartReference();

    [GeneratedRegex("<eb:PartInfo href=\"[^\"]*\">", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex FirstHref();

    [GeneratedRegex("<eb:RefToMessageId>[^<]*</eb:RefToMessageId>", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex RefToMessageId();

    [GeneratedRegex("<ds:DigestValue>[^<]*</ds:DigestValue>", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Digest();
}
