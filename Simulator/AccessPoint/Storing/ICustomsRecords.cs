using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

/// <summary>The filings, what happened to them, and their timers; what customs decides is stored here, all of it or nothing.</summary>
internal interface ICustomsRecords
{
    /// <summary>What customs knows under some keys, and whatever linking leads to from there.</summary>
    LoadedState CustomsState(IEnumerable<string> keys);

    /// <summary>Stores what customs decided about a message: events, filings, and the messages that go out.</summary>
    Task<Completion> CompleteAsync(long sequence, Decided decided);

    /// <summary>Stores what customs decided without a message of a trader: a timer, or an action of an officer.</summary>
    Task<Completion> StoreAsync(Decided decided);

    /// <summary>A filing by its MRN; null when there is none.</summary>
    Filing? Filing(string mrn);

    /// <summary>Filings, newest first.</summary>
    IReadOnlyList<FilingRow> Filings(FilingQuery query);

    /// <summary>What happened to a filing, oldest first.</summary>
    IReadOnlyList<StoredEvent> History(FilingKey key);

    /// <summary>Takes timers that are due, soonest first; what one node has taken another does not get.</summary>
    Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now);

    /// <summary>When the next timer is due; null when none runs.</summary>
    DateTimeOffset? NextTimerDue();

    /// <summary>Forgets all messages and filings; operators stay.</summary>
    Task ResetAsync();
}
