using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trust;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Run-time check 2: whether UUM&amp;DS knows the sealing certificate for the party that speaks: the sender of a user message, the owner of a
/// pulled channel, or the recipient of the message that a receipt or an error is about (as4-profile f).
/// </summary>
internal sealed class AuthoriseSender(ISenderRegistry registry, IStore store, Profile profile) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken ct)
    {
        var (party, error) = Claimed(exchange);
        if (party is null)
        {
            return error;
        }

        // CheckChain has refused a seal without a leaf.
        var answer = await registry.AuthoriseAsync(party, exchange.Seal.Leaf!, ct);
        if (!answer.Granted)
        {
            // Somebody else's receipt gets the words of an unknown message: nobody learns what waits for whom.
            return exchange.IsReceipt && answer.SubCode == "A001" ? TakeReceipt.Unknown(exchange) : Refused(answer, party, exchange.Seal.Leaf!);
        }

        exchange.Sender = party;
        return null;
    }

    private (TraderPartyId? Party, EbmsError? Error) Claimed(Exchange exchange)
    {
        switch (exchange.Envelope)
        {
            case { UserMessage: { } header }:
                return TraderPartyId.TryParse(header.From.Id, out var sender, out var why) ? (sender, null) : (null, Unreadable(header.From.Id, why));
            case { Signal: PullRequest pull }:
                return PulledChannel.Owner(pull, profile);
            default:
                exchange.About ??= exchange.Envelope.Signal?.RefToMessageId is { } id ? store.Sent(id) : null;
                return TraderPartyId.TryParse(exchange.About?.Recipient, out var recipient, out _) ? (recipient, null) : (null, TakeReceipt.Unknown(exchange));
        }
    }

    private EbmsError Refused(Authorisation answer, TraderPartyId party, X509Certificate2 seal) => new(EbmsErrorCode.Other, answer.Text)
    {
        // The ICD prints A001, Domibus sends A0001 (as4-profile section 2, conflict 1).
        SubCode = profile.Wording == ErrorWording.Domibus ? answer.SubCode?.Replace("A00", "A000", StringComparison.Ordinal) : answer.SubCode,
        CheckId = "sender.authorised",
        Expected = answer.Expected ?? $"a registration of the seal certificate for {party}",
        Found = answer.Found ?? seal.Shown(),
        Remedy = answer.Remedy ?? "Register the seal certificate in UUM&DS for the EORI of the party id.",
        Source = "ICD 4.6.3, Annex 4",
    };

    private static EbmsError Unreadable(string text, string why) => new(EbmsErrorCode.ValueNotRecognized, $"The sender's party id cannot be read: {why}")
    {
        CheckId = "header.from-party-id",
        Expected = "EORI, system@EORI, EORI@MS or system@EORI@MS",
        Found = text,
        Remedy = "Set From/PartyId to the EORI that your seal certificate is registered for.",
        Source = "ICD 4.2.2.1, table 8",
    };
}
