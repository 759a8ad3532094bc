using Ics2.AccessPoint.Storing;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Whom a message claims to be from: the sender of a user message, the owner of a pulled channel, or the recipient of the message that a
/// receipt or an error is about. Only the registry's answer makes it true.
/// </summary>
internal sealed class ClaimedParty(IOutgoingMessages outbox, Profile profile)
{
    /// <summary>Reads the claim.</summary>
    /// <param name="exchange">The message, its envelope read.</param>
    /// <returns>The party, or why there is none.</returns>
    public (TraderPartyId? Party, EbmsError? Error) Of(Exchange exchange)
    {
        if (exchange.Envelope is { UserMessage: not null } or { Signal: PullRequest })
        {
            return Of(exchange.Envelope, profile);
        }

        exchange.About ??= exchange.Envelope.Signal?.RefToMessageId is { } id ? outbox.Sent(id) : null;
        return exchange.About is { Recipient: var recipient } ? (recipient, null) : (null, TakeReceipt.Unknown(exchange));
    }

    /// <summary>Reads the claim of a message that says itself whom it is from.</summary>
    /// <returns>The party, or why there is none; neither for a receipt or an error, which speak of a message that was sent.</returns>
    public static (TraderPartyId? Party, EbmsError? Error) Of(Envelope envelope, Profile profile) =>
        envelope switch
        {
            { UserMessage: { } header } => TraderPartyId.TryParse(header.From.Id, out var sender, out var why)
                ? (sender, null)
                : (null, Unreadable(header.From.Id, why)),
            { Signal: PullRequest pull } => PulledChannel.Owner(pull, profile),
            _ => (null, null),
        };

    private static EbmsError Unreadable(string text, string why) =>
        new(EbmsErrorCode.ValueNotRecognized, $"The sender's party id cannot be read: {why}")
        {
            CheckId = "header.from-party-id",
            Expected = "EORI, system@EORI, EORI@MS or system@EORI@MS",
            Found = text,
            Remedy = "Set From/PartyId to the EORI that your seal certificate is registered for.",
            Source = "ICD 4.2.2.1, table 8",
        };
}
