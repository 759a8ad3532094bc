using System.Security.Cryptography;
using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>A part to be covered by a seal.</summary>
/// <param name="Uri"><c>#id</c> or <c>cid:</c>.</param>
/// <param name="Bytes">What the transform gives: canonical XML, or the content of the attachment.</param>
internal readonly record struct SealedPart(string Uri, string Transform, ReadOnlyMemory<byte> Bytes);

/// <summary>Makes the WS-Security header: token, SignedInfo in its canonical form, value (as4-profile b, c).</summary>
/// <param name="identity">Who seals.</param>
internal sealed class Sealer(SealingIdentity identity)
{
    /// <summary>Seals parts.</summary>
    /// <param name="parts">Messaging, Body, attachments, in this order.</param>
    /// <param name="token">The id that the token gets.</param>
    /// <param name="security">Takes the wsse:Security element.</param>
    /// <returns>What a receipt has to repeat.</returns>
    public IReadOnlyList<SealReference> Seal(IReadOnlyList<SealedPart> parts, string token, CanonicalText security)
    {
        IReadOnlyList<SealReference> references =
        [
            .. parts.Select(part => new SealReference(
                part.Uri,
                [part.Transform],
                Algorithms.Sha256,
                Convert.ToBase64String(SHA256.HashData(part.Bytes.Span))
            )),
        ];
        using var signedInfo = SignedInfo(references);
        Span<byte> value = stackalloc byte[identity.SignatureLength];
        var length = identity.Sign(signedInfo.Bytes.Span, value);
        security
            .Open("wsse:Security", ("xmlns:wsse", Ns.Wsse), ("xmlns:wsu", Ns.Wsu), ("S:mustUnderstand", "true"))
            .Open(
                "wsse:BinarySecurityToken",
                ("EncodingType", Algorithms.Base64Encoding),
                ("ValueType", Algorithms.PkiPathToken),
                ("wsu:Id", token)
            )
            .Raw(identity.TokenText)
            .Close("wsse:BinarySecurityToken")
            .Open("ds:Signature", ("xmlns:ds", Ns.Ds))
            .Raw(signedInfo.Bytes.Span)
            .Leaf("ds:SignatureValue", Convert.ToBase64String(value[..length]))
            .Open("ds:KeyInfo")
            .Open("wsse:SecurityTokenReference", ("xmlns:wsse11", Ns.Wsse11), ("wsse11:TokenType", Algorithms.PkiPathToken))
            .Open("wsse:Reference", ("URI", "#" + token), ("ValueType", Algorithms.PkiPathToken))
            .Close("wsse:Reference")
            .Close("wsse:SecurityTokenReference")
            .Close("ds:KeyInfo")
            .Close("ds:Signature")
            .Close("wsse:Security");
        return references;
    }

    private static CanonicalText SignedInfo(IEnumerable<SealReference> references)
    {
        var text = new CanonicalText()
            .Open("ds:SignedInfo", ("xmlns:ds", Ns.Ds))
            .Open("ds:CanonicalizationMethod", ("Algorithm", Algorithms.ExclusiveC14N))
            .Close("ds:CanonicalizationMethod")
            .Open("ds:SignatureMethod", ("Algorithm", Algorithms.RsaSha256))
            .Close("ds:SignatureMethod");
        foreach (var reference in references)
        {
            text.Open("ds:Reference", ("URI", reference.Uri))
                .Open("ds:Transforms")
                .Open("ds:Transform", ("Algorithm", reference.Transforms[0]))
                .Close("ds:Transform")
                .Close("ds:Transforms")
                .Open("ds:DigestMethod", ("Algorithm", reference.DigestAlgorithm))
                .Close("ds:DigestMethod")
                .Leaf("ds:DigestValue", reference.Digest)
                .Close("ds:Reference");
        }

        return text.Close("ds:SignedInfo");
    }
}
