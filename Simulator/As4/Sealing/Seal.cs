using System.Security.Cryptography.X509Certificates;

namespace Ics2.As4.Sealing;

/// <summary>One reference of a signature: what it states and what the message gives.</summary>
/// <param name="Uri"><c>#id</c> or <c>cid:id</c>, as written.</param>
/// <param name="Target">What it points at: <c>eb:Messaging</c>, <c>S:Body</c>, the token, an attachment, or null when nothing was
/// found.</param>
/// <param name="Transforms">Transform algorithm URIs in order.</param>
/// <param name="DigestAlgorithm">Digest algorithm URI.</param>
/// <param name="Stated">The digest in the signature, base64.</param>
/// <param name="Computed">The digest of the bytes received, base64; null when it could not be computed.</param>
/// <param name="Ok">Whether the two are equal.</param>
/// <param name="Note">Why nothing was computed, or the likely cause of a difference.</param>
public sealed record SealReferenceResult(
    string Uri,
    string? Target,
    IReadOnlyList<string> Transforms,
    string DigestAlgorithm,
    string Stated,
    string? Computed,
    bool Ok,
    string? Note
);

/// <summary>
/// What the signature of a message is worth cryptographically, whatever the profile makes of it. Nothing here says whether the
/// certificate is trusted: that is decided elsewhere.
/// </summary>
public sealed record Seal
{
    /// <summary>Whether there is a WS-Security header with a signature for this receiver at all.</summary>
    public required bool Present { get; init; }

    /// <summary>Whether any part of the message is encrypted, which ICS2 never uses; nothing further was looked at then.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Why the token gives no certificate, in one sentence.</summary>
    public string? TokenFault { get; init; }

    /// <summary>
    /// Token type URI as stated: PKIPath, X509v3, PKCS7, or <c>IssuerSerial</c>, a key identifier type, <c>KeyValue</c>; null when none was
    /// recognised.
    /// </summary>
    public string? TokenType { get; init; }

    /// <summary>Signature algorithm URI as stated.</summary>
    public string? SignatureAlgorithm { get; init; }

    /// <summary>Canonicalisation algorithm URI of SignedInfo as stated.</summary>
    public string? Canonicalisation { get; init; }

    /// <summary>Whether the signature value fits SignedInfo under the leaf's key.</summary>
    public bool SignatureValueValid { get; init; }

    /// <summary>Whether value and every reference hold.</summary>
    public bool SignatureValid => SignatureValueValid && References.Count > 0 && References.All(reference => reference.Ok);

    /// <summary>The certificate whose key verified, or was meant to.</summary>
    public X509Certificate2? Leaf { get; init; }

    /// <summary>All certificates of the token in its order, the leaf included.</summary>
    public IReadOnlyList<X509Certificate2> TokenCertificates { get; init; } = [];

    /// <summary>The references in the order of the signature.</summary>
    public IReadOnlyList<SealReferenceResult> References { get; init; } = [];

    /// <summary>Whether the reference that covers eb:Messaging is present (by node, not by name).</summary>
    public bool CoversMessaging { get; init; }

    /// <summary>Whether the reference that covers the Body is present.</summary>
    public bool CoversBody { get; init; }

    /// <summary>Content-IDs of the attachments that a reference covers.</summary>
    public IReadOnlyList<string> CoveredAttachments { get; init; } = [];

    /// <summary>Why verification stopped before the references, in one sentence; null when it did not.</summary>
    public string? Fault { get; init; }
}
