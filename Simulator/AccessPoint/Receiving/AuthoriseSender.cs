using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Run-time check 2: whether UUM&amp;DS knows the sealing certificate for the party that speaks: the sender of a user message, the owner of
/// a pulled channel, or the recipient of the message that a receipt or an error is about (as4-profile f).
/// </summary>
internal sealed class AuthoriseSender(ISenderRegistry registry, ClaimedParty claims, Profile profile) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var (party, error) = claims.Of(exchange);
        if (party is null)
        {
            return error;
        }

        // CheckChain has refused a seal without a leaf.
        var answer = await registry.AuthoriseAsync(party, exchange.Seal.Leaf!, cancellationToken);
        if (!answer.Granted)
        {
            // Somebody else's receipt gets the words of an unknown message: nobody learns what waits for whom.
            return exchange.IsReceipt && answer.SubCode == "A001"
                ? TakeReceipt.Unknown(exchange)
                : Refused(answer, party, exchange.Seal.Leaf!);
        }

        exchange.Sender = party;
        return null;
    }

    private EbmsError Refused(Authorisation answer, TraderPartyId party, X509Certificate2 seal) =>
        new(EbmsErrorCode.Other, answer.Text)
        {
            // The ICD prints A001, Domibus sends A0001 (as4-profile section 2, conflict 1).
            SubCode =
                profile.Wording == ErrorWording.Domibus ? answer.SubCode?.Replace("A00", "A000", StringComparison.Ordinal) : answer.SubCode,
            CheckId = "sender.authorised",
            Expected = answer.Expected ?? $"a registration of the seal certificate for {party}",
            Found = answer.Found ?? seal.Shown(),
            Remedy = answer.Remedy ?? "Register the seal certificate in UUM&DS for the EORI of the party id.",
            Source = "ICD 4.6.3, Annex 4",
        };
}
