using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Storing;

namespace Ics2.AccessPoint.Management;

/// <summary>A message as <c>GET /messages</c> shows it: as it is stored, and what went wrong with it on purpose.</summary>
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
/// <param name="Chaos">What chaos did to it; null for nothing.</param>
internal sealed record MessageView(
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
    long Sequence,
    IReadOnlyList<ChaosEvent>? Chaos
)
{
    public static MessageView Of(MessageRow row, IReadOnlyList<ChaosEvent> chaos) =>
        new(
            row.Direction,
            row.Party,
            row.Action,
            row.MessageId,
            row.RefToMessageId,
            row.State,
            row.At,
            row.Attempts,
            row.DeliveredAt,
            row.Note,
            row.Sequence,
            chaos.Count > 0 ? chaos : null
        );
}
