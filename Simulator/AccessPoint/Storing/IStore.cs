using Ics2.As4;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// What the access point keeps. Every method that changes something is one transaction and returns after the commit; what it returned
/// survives a killed process and a power cut.
/// </summary>
internal interface IStore : IAsyncDisposable
{
    /// <summary>
    /// Records a message with its receipt, unless its id was used before: one atomic insert, whoever else posts it at the same moment.
    /// </summary>
    Task<Recording> RecordAsync(IncomingMessage message);

    /// <summary>How often a worker looks for what nobody told it of: work that another node recorded, or left when it was killed.</summary>
    TimeSpan Poll { get; }

    /// <summary>Sequence numbers of messages that customs has yet to look at and that no other node has taken, oldest first.</summary>
    IReadOnlyList<long> Waiting();

    /// <summary>Takes a message that customs has yet to look at; null when it has done so, or another node has taken it.</summary>
    Task<WaitingMessage?> TakeUpAsync(long sequence);

    /// <summary>Stores what customs decided about a message: events, filings, and the messages that go out.</summary>
    Task<Completion> CompleteAsync(long sequence, Decided decided);

    /// <summary>Sets a message aside that cannot be processed.</summary>
    Task SetAsideAsync(long sequence, string why);

    /// <summary>What customs knows under some keys, and whatever linking leads to from there.</summary>
    LoadedState CustomsState(IEnumerable<string> keys);

    /// <summary>Stores what customs decided without a message of a trader: a timer, or an action of an officer.</summary>
    Task<Completion> StoreAsync(Decided decided);

    /// <summary>Takes timers that are due, soonest first; what one node has taken another does not get.</summary>
    Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now);

    /// <summary>When the next timer is due; null when none runs.</summary>
    DateTimeOffset? NextTimerDue();

    /// <summary>A filing by its MRN; null when there is none.</summary>
    Filing? Filing(string mrn);

    /// <summary>What happened to a filing, oldest first.</summary>
    IReadOnlyList<StoredEvent> History(FilingKey key);

    /// <summary>Forgets all messages and filings; operators stay.</summary>
    Task ResetAsync();

    /// <summary>
    /// Takes the next message that is due for a recipient, highest priority and then oldest first, and offers it to nobody else before
    /// <paramref name="until"/>.
    /// </summary>
    Task<OfferedMessage?> OfferNextAsync(string recipient, DateTimeOffset now, DateTimeOffset until);

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

    /// <summary>A trader's entry; null when there is none.</summary>
    Operator? Operator(string partyId);

    /// <summary>All entries.</summary>
    IReadOnlyList<Operator> Operators();

    /// <summary>Enters a trader or changes its entry. Messages that could not be pushed to it get a fresh set of attempts.</summary>
    Task PutOperatorAsync(Operator entry, DateTimeOffset now);

    /// <summary>What was set while running and has to hold at every node, by name; those whose names begin with some text.</summary>
    IReadOnlyDictionary<string, string> Settings(string prefix);

    /// <summary>Sets it.</summary>
    Task PutSettingAsync(string name, string value);

    /// <summary>Messages in both directions, newest first.</summary>
    IReadOnlyList<MessageRow> Messages(MessageQuery query);

    /// <summary>
    /// The messages that bear an AS4 id. Usually one; but several traders may have used the same id, and what came in under an id and what
    /// went out under it are two messages.
    /// </summary>
    IReadOnlyList<MessageRow> FindMessages(MessageAddress address);

    /// <summary>The bytes of a message; null when it is gone.</summary>
    WireMessage? Raw(MessageRow message);

    /// <summary>Filings, newest first.</summary>
    IReadOnlyList<Filing> Filings(int limit);
}

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
/// <param name="State">The state.</param>
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

/// <summary>Which messages a list shows.</summary>
internal sealed record MessageQuery(string? Direction, string? Party, int Limit);

/// <summary>What a message is looked up by.</summary>
/// <param name="MessageId">AS4 id.</param>
/// <param name="Party">The trader; null for any.</param>
/// <param name="Direction"><c>in</c> or <c>out</c>; null for both.</param>
internal sealed record MessageAddress(string MessageId, string? Party = null, string? Direction = null);

/// <summary>A message in a list.</summary>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Party">The trader.</param>
/// <param name="Action">For example <c>IE3F10</c>.</param>
/// <param name="MessageId">AS4 id.</param>
/// <param name="RefToMessageId">The message it answers.</param>
/// <param name="State">Where it stands.</param>
/// <param name="At">When it was received or composed.</param>
/// <param name="Attempts">Times it was sent or offered; absent for received ones.</param>
/// <param name="DeliveredAt">When its receipt came.</param>
/// <param name="Note">Why it is not further, or what the trader reported.</param>
/// <param name="Sequence">Counts the messages of one direction in the order of recording, which is the order of submission for those of
/// customs.</param>
internal sealed record MessageRow(
    string Direction,
    string Party,
    string Action,
    string MessageId,
    string? RefToMessageId,
    string State,
    DateTimeOffset At,
    int? Attempts,
    DateTimeOffset? DeliveredAt,
    string? Note,
    long Sequence
);
