using Ics2.AccessPoint.Storing;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>Finds the one message that a caller means, or says why it cannot.</summary>
internal sealed class MessageFinder(IMessageLists messages)
{
    public const string WhichMessage =
        "party and direction (in or out) tell messages apart when several traders used the same id, or what came in has the id of what went out.";

    public static bool IsDirection(string? direction) => direction is null or "in" or "out";

    public static IResult None(string messageId) => Missing($"no message has the id {messageId}");

    public IResult Find(MessageAddress address, Func<MessageRow, IResult> show) =>
        Look(address) is var (row, refused) && row is not null ? show(row) : refused!;

    public async Task<IResult> FindAsync(MessageAddress address, Func<MessageRow, Task<IResult>> show) =>
        Look(address) is var (row, refused) && row is not null ? await show(row) : refused!;

    private (MessageRow? Row, IResult? Refused) Look(MessageAddress address) =>
        !IsDirection(address.Direction)
            ? (null, Bad("direction in or out", address.Direction))
            : messages.FindMessages(address) switch
            {
                [] => (null, None(address.MessageId)),
                [var row] => (row, null),
                var several => (
                    null,
                    Impossible(
                        $"{several.Count} messages have the id {address.MessageId}: "
                            + $"{string.Join(", ", several.Select(row => $"direction={row.Direction}&party={row.Party}"))}; say which"
                    )
                ),
            };
}
