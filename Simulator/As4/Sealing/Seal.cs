using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Envelopes;

namespace Ics2.As4.Sealing;

/// <summary>One reference of a signature: what it states and what the message gives.</summary>
/// <param name="Uri"><c>#id</c> or <c>cid:id</c>, as written.</param>
/// <param name="Target">What it points at: <c>eb:Messaging</c>, <c>S:Body</c>, the token, an attachment, or null when nothing was
/// found.</param>
/// <param name="Transforms">Transform algorithm URIs in order.</param>
/// <param name="DigestAlgorithm">Digest algorithm URI.</param>
/// <param name="Stated">The digest in the signature, base64.</param>
/// <param name="Computed">The digest of the bytes received, base64; null when it could not be computed.</param>
/// <param name="Ok">Whether the two are equal; null when that could not be checked, of which the note says why.</param>
/// <param name="Note">Why nothing was computed, or the likely cause of a difference.</param>
public sealed record SealReferenceResult(
    string Uri,
    string? Target,
    IReadOnlyList<string> Transforms,
    string DigestAlgorithm,
    string Stated,
    string? Computed,
    bool? Ok,
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

    /// <summary>What stands where a header with a signature was looked for in vain; null when there is one, or nothing.</summary>
    public string? Absence { get; init; }

    /// <summary>What of the message is encrypted, which ICS2 never uses; null when nothing is.</summary>
    public EncryptionFacts? Encryption { get; init; }

    /// <summary>Whether any part of the message is encrypted.</summary>
    public bool Encrypted => Encryption is not null;

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

    /// <summary>Whether the signature value fits SignedInfo under the leaf's key; null when that could not be checked.</summary>
    public bool? SignatureValueValid { get; init; }

    /// <summary>Why the signature value could not be checked, or the likely cause of its not fitting.</summary>
    public string? SignatureValueNote { get; init; }

    /// <summary>
    /// Whether value and every reference hold, whatever the profile makes of it; null when one could not be checked and none is known
    /// not to hold, or when the signature can be read in more than one way.
    /// </summary>
    public bool? SignatureValid =>
        Fault is not null || References.Count == 0 ? null
        : SignatureValueValid == false || References.Any(reference => reference.Ok == false) ? false
        : SignatureValueValid is null || References.Any(reference => reference.Ok is null) ? null
        : true;

    /// <summary>Why <see cref="SignatureValid"/> is null; null when it is not.</summary>
    public string? NotChecked =>
        SignatureValid is not null
            ? null
            : Fault
                ?? (SignatureValueValid is null ? SignatureValueNote : null)
                ?? References.FirstOrDefault(reference => reference.Ok is null)?.Note
                ?? "there is no signature";

    /// <summary>The certificate whose key verified, or was meant to.</summary>
    public X509Certificate2? Leaf { get; init; }

    /// <summary>What the token's bytes are, when its ValueType says something else; null when they are what it says.</summary>
    public string? TokenMislabelled { get; init; }

    /// <summary>What about the token's element WS-Security forbids: an encoding other than base64, or elements in it; null for
    /// nothing.</summary>
    public string? TokenForm { get; init; }

    /// <summary>The name of the certificate that the message names without carrying it: key identifier, issuer and serial number, or
    /// thumbprint; null when it carries one.</summary>
    public string? WantedCertificate { get; init; }

    /// <summary>Whether the header holds a wsu:Timestamp, which the profile does not have, and until when it says to be valid.</summary>
    public SealTimestamp? Timestamp { get; init; }

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

    /// <summary>Why the signature cannot be read, or can be read in more than one way, in one sentence; null when it is plain.</summary>
    public string? Fault { get; init; }
}

/// <summary>A <c>wsu:Timestamp</c> as written.</summary>
/// <param name="Created">When the header says it was made.</param>
/// <param name="Expires">Until when it says to be valid.</param>
public sealed record SealTimestamp(string? Created, string? Expires);
