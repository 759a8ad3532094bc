using System.Text.Json.Serialization;

namespace Ics2.Contract.Management;

/// <summary>What <c>GET /messages</c> answers.</summary>
/// <param name="Messages">Newest first.</param>
public sealed record MessageList(IReadOnlyList<MessageView> Messages);

/// <summary>A message as the access point has it on record.</summary>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Party">The trader's party id.</param>
/// <param name="Action">For example <c>IE3F10</c>.</param>
/// <param name="MessageId">AS4 id.</param>
/// <param name="RefToMessageId">The message it answers.</param>
/// <param name="State">Where it stands: <c>waiting</c>, <c>processed</c>, <c>test</c>, <c>delivered</c>, <c>failed</c>.</param>
/// <param name="At">When it was received or composed.</param>
/// <param name="Attempts">Times it was sent or offered; absent for received ones.</param>
/// <param name="DeliveredAt">When its valid receipt came.</param>
/// <param name="Note">Why it is not further, or what the trader reported.</param>
/// <param name="Sequence">Counts the messages of one direction in the order of recording, which is the order of submission for those of
/// customs.</param>
public sealed record MessageView(
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
    /// <summary>What chaos did to it; null for nothing.</summary>
    public IReadOnlyList<ChaosEvent>? Chaos { get; init; }

    /// <summary>Its place in the list it stands in, for <see cref="Contract.Management.Cursor"/>; null outside of one.</summary>
    public string? Cursor { get; init; }

    /// <summary>Whether it comes from customs.</summary>
    [JsonIgnore]
    public bool IsOut => Direction == "out";
}

/// <summary>The bytes of a message as on the wire.</summary>
/// <param name="ContentType">The header <c>Content-Type</c> that belongs to them.</param>
/// <param name="Body">The bytes.</param>
public sealed record RawMessage(string ContentType, byte[] Body);

/// <summary>How much there is (<c>GET /counts</c>), each by state.</summary>
/// <param name="Incoming">Messages of traders.</param>
/// <param name="Outgoing">Messages of customs.</param>
/// <param name="Filings">Filings and arrival notifications.</param>
public sealed record CountsView(
    IReadOnlyDictionary<string, long> Incoming,
    IReadOnlyDictionary<string, long> Outgoing,
    IReadOnlyDictionary<string, long> Filings
);
