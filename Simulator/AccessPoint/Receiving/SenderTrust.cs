using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Inspection;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Deciding;
using Ics2.Trust.Registry;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// The two run-time checks of as4-profile (f) and the words they refuse with, for the access point that asks them and for <c>inspect</c>
/// that predicts them.
/// </summary>
/// <param name="profile">Which document words the errors.</param>
/// <param name="judge">Decides about the chain; null when no accepted CAs are known.</param>
/// <param name="registry">UUM&amp;DS; null when none can be asked.</param>
public sealed class SenderTrust(Profile profile, JudgeSeal? judge, ISenderRegistry? registry) : ITrustChecks
{
    private const string ChainId = "seal.chain";
    private const string ChainSource = "ICD 4.6.2, 4.6.3; as4-profile e, f";
    private const string SenderId = "sender.authorised";
    private const string SenderSource = "ICD 4.6.3, Annex 4";

    /// <inheritdoc/>
    public async ValueTask<Check> ChainAsync(
        Envelope envelope,
        Seal seal,
        Direction direction,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        if (direction == Direction.ToTrader)
        {
            return NotChecked(ChainId, ChainSource, "the seal is that of customs", "the trader's own seal-trust.pem decides that");
        }

        var party = ClaimedParty.Of(envelope, profile).Party;
        if (judge is not null)
        {
            return await ChainErrorAsync(judge, seal, party, at, cancellationToken) is { } error
                ? Inspection(error)
                : new Check(ChainId, CheckVerdict.Passed, "the chain of the seal certificate ends in an accepted CA", ChainSource);
        }

        // What does not depend on the accepted CAs: dates, keys, usages, and whether the path holds together.
        var root = new ChainChecker(new TrustAnchors([.. seal.TokenCertificates]));
        JudgeSeal itself = (leaf, others, _, when, _) => Task.FromResult(root.Check(leaf, others, CertificatePurpose.Seal, when));
        return await ChainErrorAsync(itself, seal, party, at, cancellationToken) is { } fault
            ? Inspection(fault)
            : NotChecked(
                ChainId,
                ChainSource,
                "the chain of the seal certificate, which holds together, ends in an accepted CA",
                "neither trusted lists nor a simulator are given",
                "give --trusted-lists DIR, or --management URL of a running simulator"
            );
    }

    /// <inheritdoc/>
    public async ValueTask<Check> SenderAsync(Envelope envelope, Seal seal, Direction direction, CancellationToken cancellationToken)
    {
        const string question = "the seal certificate is registered for the party that speaks";
        if (direction == Direction.ToTrader)
        {
            return NotChecked(SenderId, SenderSource, question, "customs does not register with UUM&DS");
        }

        var (party, error) = ClaimedParty.Of(envelope, profile);
        if (error is not null)
        {
            return Inspection(error);
        }

        if (party is null)
        {
            return NotChecked(SenderId, SenderSource, question, "it speaks for whoever the message was sent to, which is not known here");
        }

        if (registry is null)
        {
            return NotChecked(SenderId, SenderSource, question, "no registry is given", "give --management URL of a running simulator");
        }

        return await SenderErrorAsync(registry, party, seal.Leaf!, cancellationToken) is { } refused
            ? Inspection(refused)
            : new Check(SenderId, CheckVerdict.Passed, $"the registry knows the seal for {party}", SenderSource);
    }

    /// <summary>Run-time check 1 as the access point asks it.</summary>
    internal Task<EbmsError?> ChainErrorAsync(Seal seal, TraderPartyId? party, DateTimeOffset at, CancellationToken cancellationToken) =>
        ChainErrorAsync(judge!, seal, party, at, cancellationToken);

    /// <summary>Run-time check 2 as the access point asks it.</summary>
    internal Task<EbmsError?> SenderErrorAsync(TraderPartyId party, X509Certificate2 seal, CancellationToken cancellationToken) =>
        SenderErrorAsync(registry!, party, seal, cancellationToken);

    private async Task<EbmsError?> ChainErrorAsync(
        JudgeSeal decide,
        Seal seal,
        TraderPartyId? party,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        // A CA on a national alternate list counts where the sender says it is registered; whether it is, the registry is asked next.
        var decision = await decide(seal.Leaf, seal.TokenCertificates, party?.RegisteringState, at, cancellationToken);
        return decision.Accepted
            ? null
            : new EbmsError(Code(decision), $"{decision.Fault}: {decision.Text}")
            {
                CheckId = ChainId,
                Expected = decision.Expected,
                Found = decision.Found,
                Remedy = decision.Remedy,
                Source = ChainSource,
            };
    }

    private async Task<EbmsError?> SenderErrorAsync(
        ISenderRegistry asked,
        TraderPartyId party,
        X509Certificate2 seal,
        CancellationToken cancellationToken
    )
    {
        var answer = await asked.AuthoriseAsync(party, seal, cancellationToken);
        return answer.Granted
            ? null
            : new EbmsError(EbmsErrorCode.Other, answer.Text)
            {
                // The ICD prints A001, Domibus sends A0001 (as4-profile section 2, conflict 1).
                SubCode =
                    profile.Wording == ErrorWording.Domibus
                        ? answer.SubCode?.Replace("A00", "A000", StringComparison.Ordinal)
                        : answer.SubCode,
                CheckId = SenderId,
                Expected = answer.Expected ?? $"a registration of the seal certificate for {party}",
                Found = answer.Found ?? seal.Shown(),
                Remedy = answer.Remedy ?? "Register the seal certificate in UUM&DS for the EORI of the party id.",
                Source = SenderSource,
            };
    }

    private EbmsErrorCode Code(ChainDecision decision) =>
        Refusal.Of(decision, profile.Wording == ErrorWording.Domibus ? RefusalWording.Domibus : RefusalWording.Icd).Code
        == EbmsErrorCode.FailedAuthentication.Code
            ? EbmsErrorCode.FailedAuthentication
            : EbmsErrorCode.PolicyNoncompliance;

    private static Check Inspection(EbmsError error) =>
        new(error.CheckId!, CheckVerdict.Failed, error.Description, error.Source ?? "")
        {
            Expected = error.Expected,
            Actual = error.Found,
            Remedy = error.Remedy,
            Error = error,
        };

    private static Check NotChecked(string id, string source, string question, string why, string? remedy = null) =>
        new(id, CheckVerdict.Inconclusive, $"not checked whether {question}: {why}", source) { Remedy = remedy };
}
