using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Revocation;

namespace Ics2.Trust.Deciding;

/// <summary>
/// Decides about TLS certificates (ICD 4.6.1, 5.1.1): a commercial CA that is accepted, the right usage, validity. They are not looked up
/// in UUM&amp;DS.
/// The client sees only an alert, so whoever refuses a handshake must show the decision elsewhere.
/// </summary>
public sealed class TlsDecider(TrustAnchors anchors, RevocationChecker? revocation = null)
{
    private readonly ChainChecker _checker = new(anchors);

    /// <summary>Decides without asking anyone, fit for the callback of a handshake.</summary>
    /// <param name="leaf">The certificate of the other end; null when it sent none.</param>
    /// <param name="others">What else it sent.</param>
    /// <param name="purpose">What the other end does: a client is checked as <see cref="CertificatePurpose.TlsClient"/>.</param>
    /// <param name="at">The instant.</param>
    public ChainDecision Check(
        X509Certificate2? leaf,
        IReadOnlyList<X509Certificate2> others,
        CertificatePurpose purpose,
        DateTimeOffset at
    )
    {
        var decision = InWordsOfTls(_checker.Check(leaf, others, purpose, at), leaf);
        return !decision.Accepted && leaf is not null && LooksLikeSeal(leaf)
            ? decision with
            {
                Text = decision.Text + " This looks like the seal certificate, but TLS needs one of its own.",
                Remedy =
                    "Configure the TLS certificate, of a commercial CA, for the connection, and the seal certificate for sealing only.",
            }
            : decision;
    }

    /// <summary>Decides, revocation included if there is a checker; takes the time of its responders.</summary>
    /// <inheritdoc cref="Check"/>
    public async Task<ChainDecision> DecideAsync(
        X509Certificate2? leaf,
        IReadOnlyList<X509Certificate2> others,
        CertificatePurpose purpose,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var decision = Check(leaf, others, purpose, at);
        return decision.Accepted && revocation is not null
            ? (await revocation.JudgeAsync(decision, at, cancellationToken)).Verdict
            : decision;
    }

    // The checker speaks of seals and trusted lists. A TLS connection sends no root, so a CA that is not accepted looks like a missing
    // issuer.
    private static ChainDecision InWordsOfTls(ChainDecision decision, X509Certificate2? leaf) =>
        decision.Fault is not (ChainFault.IncompletePath or ChainFault.NotTrusted)
            ? decision
            : decision with
            {
                Text =
                    decision.Fault == ChainFault.NotTrusted
                        ? decision.Text
                        : $"The certificate {leaf!.Shown()} leads to "
                            + $"'{CertificateText.Short((decision.Path.Count > 0 ? decision.Path[^1] : leaf!).Issuer)}', which is "
                            + $"not an accepted TLS CA, and the connection sent no intermediate that leads to one.",
                Expected = "a commercial CA that customs accepts for TLS and was told of (ICD 5.1.1)",
                Remedy =
                    "Have the access point send its intermediate certificates. If the CA itself is not accepted, use one that is, "
                    + "or tell customs of this one (in the simulator: 'ics2 enrol --tls-ca').",
            };

    /// <summary>Whether a certificate is made for sealing: it says so, or may sign for good and names no TLS usage.</summary>
    public static bool LooksLikeSeal(X509Certificate2 certificate)
    {
        try
        {
            var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
            return Qualification.IsForSeals(certificate)
                || (usage.HasFlag(X509KeyUsageFlags.NonRepudiation) && CertificateUsage.Purposes(certificate) is null);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }
}
