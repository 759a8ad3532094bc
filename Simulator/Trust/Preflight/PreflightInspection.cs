using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;

namespace Ics2.Trust.Preflight;

/// <summary>What is to be checked before going live.</summary>
/// <param name="Party">The party id that will be sent.</param>
/// <param name="Seal">The seal certificate file.</param>
/// <param name="Tls">The TLS certificate file.</param>
public sealed record PreflightSubject(TraderPartyId Party, CertificateFile Seal, CertificateFile Tls)
{
    /// <summary>Host of the URL that customs pushes to; null for a trader who pulls.</summary>
    public string? PushHost { get; init; }

    /// <summary>The seal that customs is to use, with its chain; null when nobody has it at hand.</summary>
    public CertificateFile? CustomsSeal { get; init; }
}

/// <summary>
/// Checks the two certificates of go-live requirement by requirement, before anything is sent (as4-profile f). Works against any lists the
/// store was given, the simulator's or files on disk.
/// </summary>
/// <param name="lists">The trusted lists.</param>
/// <param name="revocation">Asks responders.</param>
/// <param name="tlsAnchors">TLS CAs that the access point accepts.</param>
/// <param name="registry">UUM&amp;DS; null when it cannot be asked.</param>
/// <param name="policy">The access point's policy for seals.</param>
/// <param name="clock">The date to judge at.</param>
public sealed class PreflightInspection(
    TrustedListStore lists,
    RevocationChecker revocation,
    TrustAnchors tlsAnchors,
    ISenderRegistry? registry,
    SealAcceptance policy,
    TimeProvider clock
)
{
    /// <summary>Runs every check.</summary>
    public async Task<PreflightReport> RunAsync(PreflightSubject subject, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var cas = await lists.CurrentAsync(subject.Party.RegisteringState, cancellationToken);
        var decision = await new SealDecider(lists, revocation, policy).DecideAsync(
            subject.Seal.Leaf,
            subject.Seal.Others,
            subject.Party.RegisteringState,
            at,
            cancellationToken
        );
        var seal = new SealPreflight(subject, cas, lists.States, decision, policy, at);
        var tls = new TlsPreflight(subject, tlsAnchors, at);
        return PreflightReport.Of([
            seal.Key(),
            seal.PrivateKey(),
            seal.ChainComplete(),
            seal.ChainOrder(),
            seal.CaListed(),
            seal.CaStatus(),
            seal.Qualified(),
            seal.Type(),
            seal.Owner(),
            seal.Usage(),
            seal.Validity(),
            await RevocationAsync("seal", seal.Chain, at, cancellationToken),
            await RegisteredAsync(subject, cancellationToken),
            tls.Key(),
            tls.PrivateKey(),
            tls.CaAccepted(),
            tls.ClientUsage(),
            tls.ServerUsage(),
            tls.HostNames(),
            tls.Validity(),
            await RevocationAsync("tls", tls.Chain, at, cancellationToken),
            tls.OtherKey(),
            .. subject.CustomsSeal is { } customs ? new CustomsSealPreflight(customs, at).Checks() : [],
        ]);
    }

    private async Task<PreflightCheck> RevocationAsync(
        string certificate,
        ChainDecision chain,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        const string source = "as4-profile (f), chain check implementation";
        var check = new PreflightCheck(
            $"{certificate}-revocation",
            certificate,
            PreflightVerdict.Inconclusive,
            "Not asked, because the chain does not reach an accepted CA.",
            source,
            "Mend the chain first."
        );
        if (chain.Anchor is null || chain.Fault is ChainFault.BrokenSignature or ChainFault.IncompletePath or ChainFault.NotTrusted)
        {
            return check;
        }

        var (verdict, findings) = await revocation.JudgeAsync(chain with { Accepted = true }, at, cancellationToken);
        var evidence = string.Join("; ", findings.Select(finding => $"{finding.Subject}: {finding.State}, {finding.Source}"));
        if (verdict.Fault is ChainFault.Revoked)
        {
            return check with { Verdict = PreflightVerdict.Failed, Evidence = evidence, Remedy = verdict.Remedy };
        }

        var isOpen = findings.Any(finding => finding.State is RevocationState.Unknown or RevocationState.NotStated);
        return isOpen
            ? check with
            {
                Verdict = PreflightVerdict.Warning,
                Evidence = evidence,
                Remedy = "Make sure the CA's OCSP responder and CRL can be reached from the Internet; customs may refuse when they cannot.",
            }
            : check with
            {
                Verdict = PreflightVerdict.Passed,
                Evidence = evidence,
                Remedy = null,
            };
    }

    private async Task<PreflightCheck> RegisteredAsync(PreflightSubject subject, CancellationToken cancellationToken)
    {
        const string source = "ICD 4.6.3: party id and certificate must be registered together in UUM&DS";
        var answer = registry is null ? null : await registry.AuthoriseAsync(subject.Party, subject.Seal.Leaf, cancellationToken);
        var (verdict, evidence, remedy) = answer switch
        {
            null => (
                PreflightVerdict.Inconclusive,
                "No registry was asked.",
                "Register the certificate in the national UUM&DS tool and send one message; a missing registration is answered EBMS:0004 A001."
            ),
            { Granted: true } => (PreflightVerdict.Passed, answer.Text, null),
            { SubCode: "A001" } => (
                PreflightVerdict.Failed,
                $"A001: {answer.Text} Expected: {answer.Expected}. Found: {answer.Found}.",
                answer.Remedy
            ),
            _ => (PreflightVerdict.Inconclusive, $"{answer.SubCode}: {answer.Text}", answer.Remedy),
        };
        return new PreflightCheck("seal-registered", "seal", verdict, evidence, source, remedy);
    }
}
