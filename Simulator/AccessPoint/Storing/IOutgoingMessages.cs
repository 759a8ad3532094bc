using Ics2.As4;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>The outbox: the messages of customs, until a valid receipt for each is recorded.</summary>
internal interface IOutgoingMessages : IPolled
{
    /// <summary>
    /// Takes the next message that is due for a recipient, highest priority and then oldest first, and offers it to nobody else before
    /// <paramref name="until"/>.
    /// </summary>
    Task<OfferedMessage?> OfferNextAsync(TraderPartyId recipient, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Recipients to whom something is due to be pushed.</summary>
    IReadOnlyList<Operator> DuePushes(DateTimeOffset now);

    /// <summary>When the next push falls due after an instant; null when none does.</summary>
    DateTimeOffset? NextPushDue(DateTimeOffset after);

    /// <summary>Ends the leases that this node had before it was started anew.</summary>
    Task OfferAgainAsync();

    /// <summary>A message of customs, for judging what a trader says about it.</summary>
    SentMessage? Sent(string messageId);

    /// <summary>Records a valid receipt: the message is done.</summary>
    Task DeliveredAsync(long sequence, DateTimeOffset at, WireMessage receipt);

    /// <summary>Records why an attempt failed, and when the next is due; null for never.</summary>
    Task NotDeliveredAsync(long sequence, string why, DateTimeOffset? nextAttempt);

    /// <summary>Records what a trader reported about a message it pulled; the message stays on offer.</summary>
    Task NoteAsync(long sequence, string note);
}
