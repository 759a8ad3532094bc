using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Run-time check 1: the chain in the token against the accepted CAs, at the instant of receipt (as4-profile f).</summary>
internal sealed class CheckChain(SenderTrust trust, ClaimedParty claims) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken) =>
        await trust.ChainErrorAsync(exchange.Seal, claims.Of(exchange).Party, exchange.ReceivedAt, cancellationToken);
}
