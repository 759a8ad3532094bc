using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>
/// Verifies the XML signature of a message: one signature, found by path, its references resolved to the very nodes that are
/// processed, digests over the bytes received. It reads more forms than the profile allows; what is allowed is <c>SealPolicy</c>'s.
/// </summary>
/// <param name="limits">Bounds on what is read.</param>
/// <param name="known">Certificates that a message may name without carrying them.</param>
public sealed class SealVerifier(ReadLimits limits, IReadOnlyList<X509Certificate2>? known = null)
{
    private readonly IReadOnlyList<X509Certificate2> _known = known ?? [];
    private readonly TokenCache _tokens = new();

    /// <summary>Verifies.</summary>
    /// <param name="package">The parts it came with.</param>
    /// <returns>The findings; never an exception for what a message holds.</returns>
    public Seal Verify(Envelope envelope, MimePackage package)
    {
        var encryption = envelope.Encryption;
        var security = SignatureReader.FindSecurity(envelope, out var fault);
        var parts = security is null ? null : SignatureReader.Read(envelope, security, limits, out fault);
        if (parts is null)
        {
            return new Seal
            {
                Present = fault is not null,
                Fault = fault,
                Encryption = encryption,
                Absence = security is null ? SignatureReader.Absence(envelope) : "a wsse:Security header without ds:Signature",
                Timestamp = security is null ? null : TimestampOf(security),
            };
        }

        var (token, key) = TokenOf(parts);
        var (references, covered) = Digests(envelope, package, parts, token, encryption);
        var (holds, note) = SignatureValue.Check(parts, key, token.Fault);
        return new Seal
        {
            Present = true,
            Fault = fault,
            Encryption = encryption,
            Timestamp = TimestampOf(parts.Security),
            TokenType = token.Type,
            TokenFault = token.Fault,
            TokenMislabelled = token.Mislabelled,
            TokenForm = token.Element is { } element ? FormOf(element) : null,
            WantedCertificate = token.Wanted,
            SignatureAlgorithm = parts.SignatureMethod,
            Canonicalisation = parts.Canonicalisation,
            Leaf = token.Leaf,
            TokenCertificates = token.Certificates,
            SignatureValueValid = holds,
            SignatureValueNote = note,
            References = references,
            CoversMessaging = covered.Messaging,
            CoversBody = covered.Body,
            CoveredAttachments = covered.Attachments,
        };
    }

    private TokenCache.Decoded TokenOf(SignatureParts parts) =>
        parts.KeyInfo is not { } keyInfo
            ? new TokenCache.Decoded(new Token(null, null, [], null, "there is no ds:KeyInfo"), null)
            : _tokens.Get(
                TokenReader.FindReferenced(parts.Security, keyInfo),
                () => TokenReader.Read(parts.Security, keyInfo, limits, _known)
            );

    private (SealReferenceResult[] References, Covered Covered) Digests(
        Envelope envelope,
        MimePackage package,
        SignatureParts parts,
        Token token,
        EncryptionFacts? encryption
    )
    {
        var digests = new ReferenceDigest(envelope, package, token.Element, encryption, limits);
        var references = new SealReferenceResult[parts.References.Count];
        var attachments = new List<string>();
        var (messaging, body) = (false, false);
        for (var i = 0; i < references.Length; i++)
        {
            (references[i], var element, var part) = digests.Compute(parts.References[i]);
            messaging |= element == envelope.Messaging;
            body |= element == envelope.Body;
            if (part?.ContentId is { } id)
            {
                attachments.Add(id);
            }
        }

        return (references, new Covered(messaging, body, attachments));
    }

    // WS-Security 1.1 6.3: text in the stated encoding. Where something else stands, one receiver reads the text around it and the next does
    // not.
    private static string? FormOf(Element token) =>
        token.FirstChild is { } inner ? $"the element {inner} in it"
        : token.HoldsComment ? "a comment in it"
        : token.Attribute("", "EncodingType") is { } encoding and not Algorithms.Base64Encoding
            ? $"EncodingType '{LogText.OneLine(encoding, 120)}'"
        : null;

    private static SealTimestamp? TimestampOf(Element security) =>
        security.Child(Ns.Wsu, "Timestamp") is { } timestamp
            ? new SealTimestamp(timestamp.Child(Ns.Wsu, "Created")?.Value, timestamp.Child(Ns.Wsu, "Expires")?.Value)
            : null;

    private readonly record struct Covered(bool Messaging, bool Body, IReadOnlyList<string> Attachments);
}
