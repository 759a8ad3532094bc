namespace Ics2.AccessPoint.Storing;

/// <summary>Which messages a list shows.</summary>
/// <param name="After">Only those after this place, nearest first.</param>
/// <param name="Before">Only those before it.</param>
internal sealed record MessageQuery(string? Direction, string? Party, int Limit, MessagePlace? After = null, MessagePlace? Before = null);

/// <summary>The place of a message in a list of both directions: its own sequence, and that of the newest of the other direction that is
/// not newer.</summary>
internal sealed record MessagePlace(string Direction, long Own, long Other)
{
    public long Incoming => Direction == "in" ? Own : Other;

    public long Outgoing => Direction == "in" ? Other : Own;
}

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
)
{
    /// <summary>Its place in the list it stands in; null outside of one.</summary>
    public MessagePlace? Place { get; init; }
}
