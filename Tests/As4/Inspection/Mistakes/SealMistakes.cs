using System.Security.Cryptography;
using Ics2.As4.Names;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about signing and encrypting.</summary>
internal static class SealMistakes
{
    private const string Policy = "EBMS:0103",
        Broken = "EBMS:0101";

    private const string Wrapped =
        "<xenc:EncryptedKey xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"><xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2009/xmlenc11#rsa-oaep\"/>"
        + "<ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><wsse:SecurityTokenReference><wsse:KeyIdentifier ValueType=\""
        + Algorithms.SkiToken
        + "\">q7jI0CPBLEyp7RT+mE1kTw3j+pU=</wsse:KeyIdentifier></wsse:SecurityTokenReference></ds:KeyInfo><xenc:CipherData>"
        + "<xenc:CipherValue>AAAA</xenc:CipherValue>"
        + "</xenc:CipherData></xenc:EncryptedKey><xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\"><xenc:EncryptionMethod "
        + "Algorithm=\"http://www.w3.org/2009/xmlenc11#aes128-gcm\"/><xenc:CipherData><xenc:CipherReference URI=\"cid:doc@trader.example\"/></xenc:CipherData>"
        + "</xenc:EncryptedData>";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new("encrypted", p => p with { SecurityBefore = Wrapped }, Policy, "encrypted") { Remedy = "Encrypt = false" },
        new(
            "encrypted and not signed",
            p => p with { Signs = false, MoreHeaders = $"<wsse:Security xmlns:wsse=\"{Ns.Wsse}\">{Wrapped}</wsse:Security>" },
            Policy,
            "encrypted"
        ),
        new("not signed", p => p with { Signs = false }, Policy, "not sealed"),
        new(
            "a security header without a signature",
            p => p with { Signs = false, MoreHeaders = $"<wsse:Security xmlns:wsse=\"{Ns.Wsse}\"/>" },
            Policy,
            "without ds:Signature"
        ),
        new(
            "security header for another role",
            p => p with { SecurityAttributes = "S:mustUnderstand=\"true\" S:role=\"http://trader.example/role/gateway\"" },
            Policy,
            "role 'http://trader.example/role/gateway'"
        )
        {
            Remedy = "role attribute",
        },
        new(
            "security header for the role next",
            p => p with { SecurityAttributes = "S:role=\"http://www.w3.org/2003/05/soap-envelope/role/next\"" },
            Policy,
            "role/next"
        ),
        new(
            "two security headers",
            p => p with { MoreHeaders = $"<wsse:Security xmlns:wsse=\"{Ns.Wsse}\"><wsse:UsernameToken/></wsse:Security>" },
            Broken,
            "2 wsse:Security headers"
        ),
        new("Body not signed", p => p with { SignsBody = false }, Policy, "does not cover the SOAP Body"),
        new("header not signed", p => p with { SignsMessaging = false }, Policy, "does not cover the eb:Messaging"),
        new("attachments not signed", p => p with { SignsParts = false }, Policy, "does not cover the part"),
        new("RSA-SHA1", p => p with { SignatureMethod = Algorithms.RsaSha1 }, Policy, "rsa-sha1") { Remedy = "RSA-SHA256" },
        new("RSA-SHA384", p => p with { SignatureMethod = Algorithms.RsaSha384 }, Policy, "rsa-sha384"),
        new("RSA-SHA512", p => p with { SignatureMethod = Algorithms.RsaSha512 }, Policy, "rsa-sha512"),
        new(
            "RSA-PSS",
            p => p with { SignatureMethod = "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1" },
            Policy,
            "sha256-rsa-MGF1"
        ),
        new(
            "ECDSA",
            p =>
                p with
                {
                    SignatureMethod = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
                    Key = ECDsa.Create(ECCurve.NamedCurves.nistP256),
                },
            Policy,
            "ecdsa-sha256"
        ),
        new("Ed25519", p => p with { SignatureMethod = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519" }, Policy, "eddsa-ed25519"),
        new("digest SHA-1", p => p with { DigestMethod = Algorithms.Sha1 }, Policy, "xmldsig#sha1") { Remedy = "SHA-256" },
        new("digest SHA-384", p => p with { DigestMethod = Algorithms.Sha384 }, Policy, "sha384"),
        new("digest SHA-512", p => p with { DigestMethod = Algorithms.Sha512 }, Policy, "sha512"),
        new("inclusive canonical form", p => p with { Canonicalisation = Algorithms.InclusiveC14N }, Policy, "REC-xml-c14n-20010315")
        {
            Remedy = "exclusive",
        },
        new(
            "canonical form with comments",
            p => p with { Canonicalisation = Algorithms.ExclusiveC14N + "WithComments" },
            Policy,
            "WithComments"
        ),
        new(
            "attachments signed with their MIME headers",
            p => p with { PartTransform = Algorithms.AttachmentComplete },
            Policy,
            "Attachment-Complete"
        ),
        new(
            "attachments signed in canonical form",
            p => p with { PartTransform = Algorithms.ExclusiveC14N },
            Policy,
            "cid:doc@trader.example"
        ),
        new(
            "a wsu:Timestamp",
            p =>
                p with
                {
                    SecurityBefore =
                        $"<wsu:Timestamp xmlns:wsu=\"{Ns.Wsu}\"><wsu:Created>2020-01-01T00:00:00Z</wsu:Created>"
                        + "<wsu:Expires>2020-01-01T00:05:00Z</wsu:Expires></wsu:Timestamp>",
                },
            "",
            "wsu:Timestamp"
        )
        {
            Remedy = "timestamp",
        },
        new(
            "indented after signing",
            p => p with { Envelope = text => text.Replace("><eb:", ">\n  <eb:", StringComparison.Ordinal) },
            Broken,
            "eb:Messaging) does not fit"
        ),
        new(
            "value changed by a gateway",
            p => p with { Envelope = text => text.Replace("<eb:ConversationId>1<", "<eb:ConversationId>2<", StringComparison.Ordinal) },
            Broken,
            "eb:Messaging) does not fit"
        ),
        new(
            "namespace moved by a gateway",
            p =>
                p with
                {
                    Envelope = text =>
                        text.Replace("<S:Envelope ", "<S:Envelope xmlns:extra=\"urn:gateway\" ", StringComparison.Ordinal)
                            .Replace("<S:Body ", "<S:Body extra:seen=\"true\" ", StringComparison.Ordinal),
                },
            Broken,
            "S:Body) does not fit"
        ),
        new(
            "signed with another key",
            p => p with { Key = RSA.Create(p.Seal.PublicKey.GetRSAPublicKey()!.KeySize) },
            Broken,
            "another key"
        ),
        new("signed with a key of another length", p => p with { Key = RSA.Create(4096) }, Broken, "512 bytes"),
        new("signature value cut short", p => p with { SignatureValue = value => value[..^3] }, Broken, "cut short"),
        new(
            "signature value not base64",
            p => p with { Envelope = text => text.Replace("</ds:SignatureValue>", "!</ds:SignatureValue>", StringComparison.Ordinal) },
            Broken,
            "SignatureValue is not base64"
        ),
        new(
            "a key name beside the certificate",
            p =>
                p with
                {
                    Envelope = text =>
                        text.Replace(
                            "</wsse:SecurityTokenReference></ds:KeyInfo>",
                            "</wsse:SecurityTokenReference><ds:KeyName>me</ds:KeyName></ds:KeyInfo>",
                            StringComparison.Ordinal
                        ),
                },
            Policy,
            "not the certificate path"
        ),
    ];
}
