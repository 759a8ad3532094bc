using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>What a certificate is asked to do. Seal and TLS are two certificates with different CA regimes (ICD table 10).</summary>
public enum CertificatePurpose
{
    /// <summary>Sealing AS4 messages.</summary>
    Seal,

    /// <summary>Proving who opens a TLS connection.</summary>
    TlsClient,

    /// <summary>Proving who answers a TLS connection.</summary>
    TlsServer,

    /// <summary>
    /// Sealing what customs sends. The live STI's certificate names the extended key usages of TLS only (field F-11), which a trader's seal
    /// is refused for.
    /// </summary>
    CustomsSeal,
}

/// <summary>What purposes have in common.</summary>
internal static class CertificatePurposes
{
    /// <summary>Whether messages are sealed with it: the chain comes whole and alone, and the key is RSA.</summary>
    public static bool IsSeal(this CertificatePurpose purpose) => purpose is CertificatePurpose.Seal or CertificatePurpose.CustomsSeal;
}

/// <summary>Why a certificate is not accepted; each is a different cause with a remedy of its own.</summary>
public enum ChainFault
{
    /// <summary>None was presented.</summary>
    NoCertificate,

    /// <summary>The token lacks an issuer; with the leaf only this is the most common onboarding failure (ICD 4.6.2).</summary>
    IncompletePath,

    /// <summary>The chain is whole but ends in a CA that is not accepted.</summary>
    NotTrusted,

    /// <summary>A certificate of the chain is past its validity.</summary>
    Expired,

    /// <summary>A certificate of the chain is before its validity.</summary>
    NotYetValid,

    /// <summary>Key usage, extended key usage or basic constraints do not allow it.</summary>
    WrongUsage,

    /// <summary>A certificate was not signed by the key of the issuer it names.</summary>
    BrokenSignature,

    /// <summary>A key too short or of a dangerous shape, or a certificate signed with a broken digest.</summary>
    WeakKey,

    /// <summary>Several leaves, or certificates that are no part of the chain.</summary>
    Ambiguous,

    /// <summary>The key is not RSA, but the profile fixes RSA-SHA256 (as4-profile b).</summary>
    WrongKeyType,

    /// <summary>The CA was listed once, but its service is withdrawn at the date.</summary>
    CaWithdrawn,

    /// <summary>The certificate is meant for something else than sealing: web sites, natural persons.</summary>
    WrongType,

    /// <summary>The CA has revoked a certificate of the chain, or put it on hold.</summary>
    Revoked,

    /// <summary>Whether it is revoked could not be learned, and the policy is to refuse then.</summary>
    RevocationUnknown,

    /// <summary>A certificate that cannot be read, or over the limits of size and number.</summary>
    Malformed,
}

/// <summary>The verdict on a certificate and its chain.</summary>
/// <param name="Accepted">Whether it may be used.</param>
/// <param name="Fault">The cause of a refusal; null when accepted.</param>
/// <param name="Text">One sentence a developer can act on.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What was there.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record ChainDecision(bool Accepted, ChainFault? Fault, string Text, string? Expected, string? Found, string? Remedy)
{
    /// <summary>The chain as far as it could be followed, leaf first.</summary>
    public IReadOnlyList<X509Certificate2> Path { get; init; } = [];

    /// <summary>The accepted CA it ends in; null when none was reached.</summary>
    public X509Certificate2? Anchor { get; init; }

    internal static ChainDecision Refuse(ChainFault fault, string text, string expected, string found, string remedy) =>
        new(Accepted: false, fault, text, expected, found, remedy);
}
