using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Answers a pull request with the next message of the channel, and offers that to no other pull until its lease ends (as4-profile d2).
/// </summary>
internal sealed class AnswerPull(IStore store, ChaosOnMessages chaos, TimeProvider clock, TimeSpan lease) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var party = exchange.Sender.ToString();
        if (store.Operator(party) is { Channel: ReplyChannel.Push })
        {
            return Pushed(party);
        }

        if (chaos.Repetition(party) is { } again)
        {
            exchange.Answer = new Answer(200, again);
            return null;
        }

        var now = clock.GetUtcNow();
        while (await store.OfferNextAsync(party, now, now + lease) is { } offered)
        {
            var sending = await chaos.MeetAsync(offered);
            if (sending is { HeldBack: true })
            {
                continue;
            }

            exchange.Offered = offered.Sealed.MessageId.Value;
            exchange.Answer = new Answer(200, sending?.Wire ?? offered.Sealed.Wire);
            await AfterwardsAsync(offered, sending, now);
            return null;
        }

        return Empty(party);
    }

    // A trader that pulls has no connection of its own to be pushed on: what comes twice comes with the next pull, and what was spoiled may
    // be pulled again at once.
    private async Task AfterwardsAsync(OfferedMessage offered, SpoiledSending? sending, DateTimeOffset now)
    {
        await chaos.WentAsync(offered);
        if (sending is { Twice: true } or { Again: true })
        {
            chaos.Repeat(offered.Recipient, sending.Wire);
            chaos.Tell(sending, "the next pull is answered with it again");
        }
        else if (sending is { Spoiled: true })
        {
            await store.NotDeliveredAsync(offered.Sequence, "was offered spoiled, by order of chaos", now);
        }
    }

    private static EbmsError Empty(string party) =>
        new(EbmsErrorCode.EmptyMessagePartitionChannel, $"Nothing waits for {party}.")
        {
            CheckId = "pull.empty",
            Expected = "at least one message on the channel",
            Found = "none, or only messages that were offered a moment ago and still await their receipt",
            Remedy = "This is the normal end of polling; ask again later.",
            Source = "ICD 4.1.3.3",
        };

    private static EbmsError Pushed(string party) =>
        new(EbmsErrorCode.ProcessingModeMismatch, $"{party} is enrolled for push, so nothing is offered for pulling.")
        {
            CheckId = "pull.enrolled",
            Expected = "a party enrolled for pull",
            Found = "channel push",
            Remedy = $"Change the enrolment (PUT /operators/{party} of the management API), or wait for the push.",
            Source = "ICD 4.1.3",
        };
}
