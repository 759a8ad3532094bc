using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Chaos around delivering: what is taken from the outbox, for a pull or a push, and what the trader says to it.</summary>
internal sealed class ChaosDelivery(
    IDelivery delivery,
    ChaosOnMessages chaos,
    PulledAgain pulledAgain,
    IOutgoingMessages outbox,
    TimeProvider clock
) : IDelivery
{
    private static readonly TimeSpan OutOfOrder = TimeSpan.FromMilliseconds(100);

    public async Task<PulledMessage?> PullAsync(TraderPartyId party)
    {
        if (pulledAgain.Next(party.ToString()) is { } again)
        {
            return new PulledMessage(again, Message: null);
        }

        while (await delivery.PullAsync(party) is { Message: { } message } pulled)
        {
            var sending = await chaos.MeetAsync(message);
            if (sending is not { HeldBack: true })
            {
                await chaos.WentAsync(message);
                await FollowUpAsync(sending);
                return sending is null ? pulled : new PulledMessage(sending.Sealed.Wire, sending);
            }
        }

        return null;
    }

    public async Task<OfferedMessage?> TakeAsync(TraderPartyId party, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (chaos.IsOut(party.ToString()))
        {
            await Task.Delay(OutOfOrder, cancellationToken); // what waits is kept, in its order
            return null;
        }

        while (await delivery.TakeAsync(party, lease, cancellationToken) is { } message)
        {
            var sending = await chaos.MeetAsync(message);
            if (sending is not { HeldBack: true })
            {
                return chaos.Counted(sending ?? message);
            }
        }

        return null;
    }

    /// <summary>
    /// Leaves a message in the outbox whose bytes were spoiled: the trader has something that customs did not seal, and should have refused
    /// it.
    /// </summary>
    public Task AcknowledgeAsync(SentMessage message, DateTimeOffset at, WireMessage receipt) =>
        chaos.AcknowledgesSpoiled(message.MessageId.Value) ? Task.CompletedTask : delivery.AcknowledgeAsync(message, at, receipt);

    public Task ReportAsync(SentMessage message, string text)
    {
        chaos.Reported(message.MessageId.Value, text);
        return delivery.ReportAsync(message, text);
    }

    // What was spoiled may be pulled again at once.
    private async Task FollowUpAsync(SpoiledSending? sending)
    {
        if (sending is { Twice: true } or { Again: true })
        {
            pulledAgain.Add(sending.Recipient.ToString(), sending.Sealed.Wire);
            chaos.Tell(sending, "the next pull is answered with it again");
        }
        else if (sending is { Spoiled: true })
        {
            await outbox.NotDeliveredAsync(sending.Sequence, "was offered spoiled, by order of chaos", clock.GetUtcNow());
        }
    }
}
