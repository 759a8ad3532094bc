using System.Globalization;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>The messages of both directions, as they are on record.</summary>
internal sealed class MessagesApi(IMessageLists messages, MessageFinder finder, ChaosRules chaos)
{
    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/messages", Messages)
            .About(
                "messages",
                "Messages in both directions, newest first",
                "direction is in or out; party a party id; limit 1 to 1000, 100 by default; after and before cursors of messages."
            )
            .Gives<MessageList>()
            .CanBeWrong();
        app.MapGet("/counts", Counts)
            .About("messages", "How many messages of each direction, and how many filings, stand in which state")
            .Gives<CountsView>();
        app.MapGet("/messages/{messageId}", Message)
            .About("messages", "A message by its AS4 id", MessageFinder.WhichMessage)
            .Gives<MessageView>()
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapGet("/messages/{messageId}/raw", Raw)
            .About(
                "messages",
                "Its bytes as on the wire",
                "The header X-As4-Content-Type has their content type. " + MessageFinder.WhichMessage
            )
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
    }

    private IResult Messages(string? direction, string? party, int? limit, string? after, string? before) =>
        !MessageFinder.IsDirection(direction) ? Bad("direction in or out", direction)
        : !MessageDocuments.TryPlace(after, out var from) ? Bad("after the cursor of a message", after)
        : !MessageDocuments.TryPlace(before, out var until) ? Bad("before the cursor of a message", before)
        : Ok(
            new MessageList([
                .. messages
                    .Messages(new MessageQuery(direction, party, Rows(limit), from, until))
                    .Select(row => MessageDocuments.View(row, chaos)),
            ])
        );

    private IResult Counts()
    {
        var counts = messages.Counts();
        return Ok(new CountsView(Of("in"), Of("out"), Of("filing")));

        Dictionary<string, long> Of(string kind) =>
            counts.Where(one => one.Kind == kind).ToDictionary(one => one.State, one => one.Count, StringComparer.Ordinal);
    }

    private IResult Message(string messageId, string? party, string? direction) =>
        finder.Find(new MessageAddress(messageId, party, direction), row => Ok(MessageDocuments.View(row, chaos)));

    // Always as a download: the bytes come from outside and must not become a page of this origin.
    private IResult Raw(string messageId, string? party, string? direction, HttpResponse response) =>
        finder.Find(
            new MessageAddress(messageId, party, direction),
            row =>
            {
                if (messages.Raw(row) is not { } wire)
                {
                    return MessageFinder.None(messageId);
                }

                response.Headers["X-As4-Content-Type"] = Ascii(LogText.OneLine(wire.ContentType));
                return Results.Bytes(wire.Body, "application/octet-stream", "message.as4");
            }
        );

    // A header of HTTP holds no other characters (RFC 9110 5.5).
    private static string Ascii(string text) =>
        string.Concat(
            text.Select(letter =>
                char.IsAscii(letter) ? letter.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}")
            )
        );
}
