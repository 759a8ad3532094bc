using Ics2.AccessPoint.Settings;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Registry;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Run-time check 1: the chain in the token against the accepted CAs, at the instant of receipt (as4-profile f).</summary>
internal sealed class CheckChain(JudgeSeal judge, ClaimedParty claims, Profile profile) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        // A CA on a national alternate list counts where the sender says it is registered; whether it is, the registry is asked next.
        var state = claims.Of(exchange).Party?.RegisteringState;
        var decision = await judge(exchange.Seal.Leaf, exchange.Seal.TokenCertificates, state, exchange.ReceivedAt, cancellationToken);
        return decision.Accepted
            ? null
            : new EbmsError(Code(decision), $"{decision.Fault}: {decision.Text}")
            {
                CheckId = "seal.chain",
                Expected = decision.Expected,
                Found = decision.Found,
                Remedy = decision.Remedy,
                Source = "ICD 4.6.2, 4.6.3; as4-profile e, f",
            };
    }

    private EbmsErrorCode Code(ChainDecision decision) =>
        Refusal.Of(decision, profile.Wording == ErrorWording.Domibus ? RefusalWording.Domibus : RefusalWording.Icd).Code
        == EbmsErrorCode.FailedAuthentication.Code
            ? EbmsErrorCode.FailedAuthentication
            : EbmsErrorCode.PolicyNoncompliance;
}
