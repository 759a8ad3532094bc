using Ics2.As4.Messages;
using Ics2.Trust;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Run-time check 1: the chain in the token against the accepted CAs, at the instant of receipt (as4-profile f).</summary>
internal sealed class CheckChain(ChainChecker checker) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken ct)
    {
        var decision = checker.Check(exchange.Seal.Leaf, exchange.Seal.TokenCertificates, CertificatePurpose.Seal, exchange.ReceivedAt);
        return new(decision.Accepted
            ? null
            : new EbmsError(Code(decision.Fault), decision.Text)
            {
                CheckId = "seal.chain",
                Expected = decision.Expected,
                Found = decision.Found,
                Remedy = decision.Remedy,
                Source = "ICD 4.6.2; as4-profile e",
            });
    }

    // A certificate that is not valid in itself is EBMS:0101; a chain that leads nowhere, or a token that is not as the policy asks, is EBMS:0103 (as4-profile e).
    private static EbmsErrorCode Code(ChainFault? fault) => fault switch
    {
        ChainFault.Expired or ChainFault.NotYetValid or ChainFault.BrokenSignature or ChainFault.WrongUsage or ChainFault.WeakKey => EbmsErrorCode.FailedAuthentication,
        _ => EbmsErrorCode.PolicyNoncompliance,
    };
}
