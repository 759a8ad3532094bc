using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Run-time check 2: whether UUM&amp;DS knows the sealing certificate for the party that speaks: the sender of a user message, the owner of
/// a pulled channel, or the recipient of the message that a receipt or an error is about (as4-profile f).
/// </summary>
internal sealed class AuthoriseSender(SenderTrust trust, ClaimedParty claims) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (party, error) = claims.Of(exchange);
        if (party is null)
        {
            return error;
        }

        // CheckChain has refused a seal without a leaf.
        if (await trust.SenderErrorAsync(party, exchange.Seal.Leaf!, cancellationToken) is { } refused)
        {
            // Somebody else's receipt gets the words of an unknown message: nobody learns what waits for whom.
            return exchange.IsReceipt && (refused.SubCode is "A001" or "A0001") ? TakeReceipt.Unknown(exchange) : refused;
        }

        exchange.Sender = party;
        return null;
    }
}
