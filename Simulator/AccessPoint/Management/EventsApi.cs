using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ics2.AccessPoint.Watching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>What happens, as it happens: a stream of server-sent events (cli-json.md, last but one paragraph).</summary>
internal sealed class EventsApi(EventLog events, StoreWatch store, CancellationToken stops)
{
    // So that proxies and browsers do not take a quiet customs for a dead one.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>Enters the route.</summary>
    public void Map(WebApplication app) =>
        app.MapGet("/events", Stream)
            .About(
                "events",
                "What happens, as it happens: server-sent events",
                "event is one of exchange, message, filing, timer, tlsRefusal, chaos, rehearsal; data the document of the list of that kind. "
                    + "Last-Event-ID, or after, goes on from there; where that is no longer known, an event gap says that lists have to be read anew."
            )
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .CanBeWrong();

    private IResult Stream(HttpContext context, string? after)
    {
        var from = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : after;
        return long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || from is null
            ? TypedResults.ServerSentEvents(FollowAsync(from is null ? null : id, context.RequestAborted))
            : Bad("after, or Last-Event-ID, the id of an event", from);
    }

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stop waits for requests to end, and this one never does by itself.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stops);
        using var watch = events.Watch();
        store.Begin();
        var at = after ?? events.Latest;
        yield return Item("hello", at, "{}"); // the head of the answer goes at once, and a browser knows where it stands
        while (!end.IsCancellationRequested)
        {
            if (events.After(at) is not { } news)
            {
                at = events.Latest;
                yield return Item("gap", at, "{}");
                continue;
            }

            foreach (var one in news)
            {
                at = one.Id;
                yield return Item(one.Kind, one.Id, JsonSerializer.Serialize(one.Data, one.Data.GetType(), Json));
            }

            if (!await HappensAsync(at, end.Token))
            {
                yield return Item("quiet", at, "{}");
            }
        }
    }

    private async Task<bool> HappensAsync(long at, CancellationToken cancellationToken)
    {
        try
        {
            await events.WaitAsync(at, cancellationToken).WaitAsync(Quiet, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private static SseItem<string> Item(string kind, long id, string data) =>
        new(data, kind) { EventId = id.ToString(CultureInfo.InvariantCulture) };
}
