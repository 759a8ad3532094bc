using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

/// <summary>How far the store has been looked at.</summary>
/// <param name="Incoming">Sequence of the last received message.</param>
/// <param name="Outgoing">Sequence of the last message of customs.</param>
/// <param name="Events">Sequence of the last event of customs.</param>
internal sealed record StorePoint(long Incoming, long Outgoing, long Events);

/// <summary>An event of customs, for whoever watches.</summary>
internal sealed record HappenedToFiling(long Sequence, FilingKey Key, string Kind, string Data);

/// <summary>What was recorded since a point, by whichever node.</summary>
internal interface IChanges
{
    /// <summary>Where the store stands.</summary>
    StorePoint Latest();

    /// <summary>Messages that were recorded after a point, oldest first.</summary>
    IReadOnlyList<MessageRow> MessagesAfter(StorePoint point, int limit);

    /// <summary>What happened to filings after a point, oldest first.</summary>
    IReadOnlyList<HappenedToFiling> HappenedAfter(StorePoint point, int limit);

    /// <summary>A filing by the message that carried it; null when there is none.</summary>
    FilingRow? FilingOf(FilingKey key);

    /// <summary>Timers that run, soonest first.</summary>
    IReadOnlyList<StoredTimer> Timers(int limit);
}
