using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Receiving;

/// <summary>What a pull is answered with.</summary>
/// <param name="Wire">The bytes.</param>
/// <param name="Message">The message of the outbox that they are; null when they are none.</param>
internal sealed record PulledMessage(WireMessage Wire, OfferedMessage? Message);

/// <summary>How messages of customs get from the outbox to a trader, by pull or push, and what the trader says to them.</summary>
internal interface IDelivery
{
    /// <summary>
    /// The next message of a trader's channel, for a pull; null when none waits. No other pull gets it until its lease ends (as4-profile
    /// d2).
    /// </summary>
    Task<PulledMessage?> PullAsync(TraderPartyId party);

    /// <summary>Takes the next message that is due for a trader, for a push; null when none is.</summary>
    /// <param name="party">The trader, or one of its systems.</param>
    /// <param name="lease">How long nobody else gets it.</param>
    /// <param name="cancellationToken">The access point stops.</param>
    Task<OfferedMessage?> TakeAsync(TraderPartyId party, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>A valid receipt came: the message is delivered.</summary>
    Task AcknowledgeAsync(SentMessage message, DateTimeOffset at, WireMessage receipt);

    /// <summary>The trader reported an error: the message stays on offer, the trader may mend its side and pull it again.</summary>
    Task ReportAsync(SentMessage message, string text);
}
