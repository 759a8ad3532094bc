using System.Globalization;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Management;

/// <summary>What the management API says about a message.</summary>
internal static class MessageDocuments
{
    public static MessageView View(MessageRow row, ChaosRules chaos) =>
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
            row.Sequence
        )
        {
            Chaos = chaos.On(row.MessageId) is { Count: > 0 } done ? done : null,
            Cursor = row.Place is { } place
                ? string.Create(CultureInfo.InvariantCulture, $"{place.Direction}.{place.Own}.{place.Other}")
                : null,
        };

    /// <summary>The place that a <see cref="MessageView.Cursor"/> names.</summary>
    /// <returns>False when it names none; a null text is none, and fine.</returns>
    public static bool TryPlace(string? cursor, out MessagePlace? place)
    {
        place =
            cursor?.Split('.') is [var direction and ("in" or "out"), var own, var other]
            && ManagementApi.TryNumber(own, out var mine)
            && ManagementApi.TryNumber(other, out var others)
                ? new MessagePlace(direction, mine!.Value, others!.Value)
                : null;
        return cursor is null || place is not null;
    }
}
