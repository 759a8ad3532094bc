using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

/// <summary>What customs decided about one message.</summary>
/// <param name="At">When.</param>
/// <param name="Events">What happened.</param>
/// <param name="Filings">The filings that the events changed, as they are now.</param>
/// <param name="Outgoing">What goes out.</param>
internal sealed record Decided(
    DateTimeOffset At,
    IReadOnlyList<CustomsEvent> Events,
    IReadOnlyList<Filing> Filings,
    IReadOnlyList<NewOutgoing> Outgoing
)
{
    /// <summary>Versions of the keys it rests on: when one has changed meanwhile, the decision is outdated.</summary>
    public IReadOnlyDictionary<string, long> Versions { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}

/// <summary>The state that bears on a command, and what it must still be when the decision is stored.</summary>
/// <param name="Versions">Versions of all keys that were looked at.</param>
internal sealed record LoadedState(CustomsState State, IReadOnlyDictionary<string, long> Versions);

/// <summary>A timer that runs.</summary>
/// <param name="Mrn">Its filing.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Due">When.</param>
internal sealed record StoredTimer(string Mrn, TimerKind Kind, DateTimeOffset Due);

/// <summary>An event as stored.</summary>
/// <param name="Kind">Name of the event.</param>
/// <param name="At">When.</param>
/// <param name="Data">The event as JSON.</param>
internal sealed record StoredEvent(string Kind, DateTimeOffset At, string Data);

/// <summary>How storing a decision ended.</summary>
internal enum Completion
{
    /// <summary>Stored.</summary>
    Done,

    /// <summary>Somebody else stored one before.</summary>
    AlreadyDone,

    /// <summary>What it was decided on has changed meanwhile (an LRN or MRN was taken): decide again.</summary>
    Outdated,
}

/// <summary>Which filings a list shows.</summary>
/// <param name="After">Only those received after the one of this sequence, nearest first.</param>
/// <param name="Before">Only those received before it.</param>
internal sealed record FilingQuery(int Limit, long? After = null, long? Before = null);

/// <summary>A filing in a list.</summary>
/// <param name="Sequence">In the order of recording.</param>
internal sealed record FilingRow(Filing Filing, long Sequence);
