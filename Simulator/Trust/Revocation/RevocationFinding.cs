using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>What was learned.</summary>
public enum RevocationState
{
    /// <summary>A responder says it is not revoked.</summary>
    Good,

    /// <summary>Revoked for good.</summary>
    Revoked,

    /// <summary>On hold; may come back.</summary>
    OnHold,

    /// <summary>The certificate names responders, but none gave a usable answer.</summary>
    Unknown,

    /// <summary>The certificate names no responder.</summary>
    NotStated,
}

/// <summary>Whether a certificate is revoked, and how that is known.</summary>
/// <param name="Subject">The certificate.</param>
/// <param name="State">The answer.</param>
/// <param name="Since">Since when, if revoked or on hold.</param>
/// <param name="Source">The responder that said so, or those that were asked in vain, with the reason.</param>
public sealed record RevocationFinding(string Subject, RevocationState State, DateTimeOffset? Since, string Source);

/// <summary>What one responder says about one serial number.</summary>
/// <param name="State">Good, revoked or on hold.</param>
/// <param name="Since">Since when, if not good.</param>
/// <param name="NextUpdate">Until when the answer may be used.</param>
internal sealed record RevocationAnswer(RevocationState State, DateTimeOffset? Since, DateTimeOffset? NextUpdate)
{
    public static RevocationAnswer Revoked(DateTimeOffset since, X509RevocationReason? reason, DateTimeOffset? nextUpdate) =>
        new(reason == X509RevocationReason.CertificateHold ? RevocationState.OnHold : RevocationState.Revoked, since, nextUpdate);
}
