using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Delivers what the outbox has.</summary>
/// <param name="clock">The time.</param>
/// <param name="pullLease">How long a pulled message is offered to no other pull.</param>
internal sealed class Delivery(IOutgoingMessages outbox, TimeProvider clock, TimeSpan pullLease) : IDelivery
{
    public async Task<PulledMessage?> PullAsync(TraderPartyId party) =>
        await NextAsync(party, pullLease) is { } offered ? new PulledMessage(offered.Sealed.Wire, offered) : null;

    public Task<OfferedMessage?> TakeAsync(TraderPartyId party, TimeSpan lease, CancellationToken cancellationToken) =>
        NextAsync(party, lease);

    public Task AcknowledgeAsync(SentMessage message, DateTimeOffset at, WireMessage receipt) =>
        outbox.DeliveredAsync(message.Sequence, at, receipt);

    public Task ReportAsync(SentMessage message, string text) => outbox.NoteAsync(message.Sequence, text);

    private Task<OfferedMessage?> NextAsync(TraderPartyId party, TimeSpan lease)
    {
        var now = clock.GetUtcNow();
        return outbox.OfferNextAsync(party, now, now + lease);
    }
}
