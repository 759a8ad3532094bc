using Ics2.Trust.Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>Adds revocation to the verdict on a chain.</summary>
internal static class ChainRevocation
{
    /// <summary>
    /// Asks about every certificate below the anchor: whoever is listed is trusted by the list, not by a certificate.
    /// </summary>
    public static async Task<(ChainDecision Verdict, IReadOnlyList<RevocationFinding> Findings)> JudgeAsync(
        this RevocationChecker checker,
        ChainDecision chain,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<RevocationFinding>();
        for (var i = 0; i < chain.Path.Count && !chain.Path[i].HasSubject(chain.Anchor!.SubjectName); i++)
        {
            findings.Add(
                await checker.CheckAsync(chain.Path[i], i + 1 < chain.Path.Count ? chain.Path[i + 1] : chain.Anchor!, cancellationToken)
            );
        }

        var fault = RevokedAt(findings, at) ?? (checker.RefusesUnknown ? Unknown(findings) : null);
        return (fault is null ? chain : fault with { Path = chain.Path, Anchor = chain.Anchor }, findings);
    }

    private static ChainDecision? RevokedAt(List<RevocationFinding> findings, DateTimeOffset at)
    {
        var revoked = findings.Find(finding => finding.State is RevocationState.Revoked or RevocationState.OnHold && finding.Since <= at);
        if (revoked is null)
        {
            return null;
        }

        var onHold = revoked.State == RevocationState.OnHold;
        return ChainDecision.Refuse(
            ChainFault.Revoked,
            $"The certificate {revoked.Subject} {(onHold ? "is on hold" : "has been revoked")} by its CA.",
            "a certificate that is not revoked",
            $"{(onHold ? "on hold" : "revoked")} since {CertificateText.Shown(revoked.Since!.Value)}, says {revoked.Source}",
            onHold
                ? "Ask the CA to lift the hold, or use another certificate."
                : "Order a new certificate, put it into the access point, and if it is a seal register it in UUM&DS and end the registration of this one."
        );
    }

    private static ChainDecision? Unknown(List<RevocationFinding> findings) =>
        findings.Find(finding => finding.State == RevocationState.Unknown) is { } unknown
            ? ChainDecision.Refuse(
                ChainFault.RevocationUnknown,
                $"Whether the certificate {unknown.Subject} is revoked could not be learned, and this access point is set to refuse then.",
                "an answer of a responder",
                unknown.Source,
                "Send again later; if it lasts, ask the CA about its OCSP responder and CRL."
            )
            : null;
}
