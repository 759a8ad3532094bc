using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Trader.Settings;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.Trader.Wire;

/// <summary>Decides whether the seal of a received message holds, follows the profile, and is that of customs.</summary>
internal interface ISealJudge
{
    /// <summary>Judges.</summary>
    /// <param name="package">The message it came in.</param>
    /// <param name="seal">What the seal is worth cryptographically.</param>
    /// <returns>Every check; last the chain, and whose seal it is.</returns>
    IReadOnlyList<Check> Judge(Envelope envelope, MimePackage package, out Seal seal);
}

/// <summary>The judge that follows the profile.</summary>
internal sealed class SealJudge(Profile profile, TrustAnchors customs, ExpectedSeal? owner, TimeProvider clock) : ISealJudge
{
    private const string ChainCheck = "seal.chain";
    private static readonly TimeSpan Trusted = TimeSpan.FromMinutes(1);

    private readonly SealVerifier _verifier = new(profile.Limits);
    private readonly SealPolicy _policy = new(profile);
    private readonly ChainChecker _chains = new(customs);
    private volatile Accepted? _accepted;

    public IReadOnlyList<Check> Judge(Envelope envelope, MimePackage package, out Seal seal)
    {
        seal = _verifier.Verify(envelope, package);
        return [.. _policy.Check(envelope, package, seal), Chain(seal), owner?.Judge(seal.Leaf) ?? ExpectedSeal.NotSaid];
    }

    private Check Chain(Seal seal)
    {
        const string source = "ICD 4.6.2";
        var decision = Decide(seal, clock.GetUtcNow());
        return new Check(ChainCheck, decision.Accepted ? CheckVerdict.Passed : CheckVerdict.Failed, decision.Text, source)
        {
            Expected = decision.Expected,
            Actual = decision.Found,
            Remedy = decision.Remedy,
            Error = decision.Accepted
                ? null
                : new EbmsError(EbmsErrorCode.FailedAuthentication, decision.Text)
                {
                    CheckId = ChainCheck,
                    Expected = decision.Expected,
                    Found = decision.Found,
                    Remedy = decision.Remedy,
                    Source = source,
                },
        };
    }

    // Customs has one seal, and the verifier decodes a token that it knows to the same certificates; following their chain costs more than
    // verifying the seal.
    // A minute bounds how long a chain that was good is not looked at again, and no certificate is taken beyond its own dates.
    private ChainDecision Decide(Seal seal, DateTimeOffset now)
    {
        if (
            _accepted is { } last
            && ReferenceEquals(last.Certificates, seal.TokenCertificates)
            && ReferenceEquals(last.Leaf, seal.Leaf)
            && last.From <= now
            && now < last.Until
        )
        {
            return last.Decision;
        }

        var decision = _chains.Check(seal.Leaf, seal.TokenCertificates, CertificatePurpose.CustomsSeal, now);
        if (decision.Accepted)
        {
            var ends = new DateTimeOffset(
                decision.Path.Append(decision.Anchor!).Min(certificate => certificate.NotAfter).ToUniversalTime()
            );
            _accepted = new Accepted(seal.Leaf!, seal.TokenCertificates, decision, now, ends < now + Trusted ? ends : now + Trusted);
        }

        return decision;
    }

    private sealed record Accepted(
        X509Certificate2 Leaf,
        IReadOnlyList<X509Certificate2> Certificates,
        ChainDecision Decision,
        DateTimeOffset From,
        DateTimeOffset Until
    );
}
