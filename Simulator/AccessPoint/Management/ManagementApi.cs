using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Looking into the access point; JSON over plain HTTP on a port of its own. Its siblings are <see cref="OperatorsApi"/>, <see
/// cref="CustomsApi"/> and <see cref="ChaosApi"/>.
/// </summary>
internal sealed class ManagementApi(
    IMessageLists messages,
    TlsRefusals refusals,
    KeyReuse keyReuse,
    ChaosRules chaos,
    AccessPointOptions options
)
{
    private const int DefaultRows = 100;
    private const int MaxRows = 1000;
    private const string WhichMessage =
        "party and direction (in or out) tell messages apart when several traders used the same id, or what came in has the id of what went out.";

    internal static readonly JsonSerializerOptions Json = ManagementJson.Strict;

    /// <summary>Bounds on what a caller may send.</summary>
    /// <param name="kestrel">The server.</param>
    /// <param name="options">Where it listens.</param>
    /// <param name="watch">What stands around the port.</param>
    public static void Configure(KestrelServerOptions kestrel, AccessPointOptions options, Action<ListenOptions> watch)
    {
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Listen(
            options.ManagementBinding,
            options.ManagementPort,
            listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                watch(listen);
            }
        );
    }

    /// <summary>Enters the routes.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isReady">Whether the access point takes messages.</param>
    public void Map(WebApplication app, Func<bool> isReady)
    {
        app.MapGet("/health/live", () => Ok(new { status = "live" })).About("health", "The process answers");
        app.MapGet(
                "/health/ready",
                () => isReady() ? Ok(new { status = "ready" }) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)
            )
            .About("health", "The access point takes messages")
            .Produces(StatusCodes.Status503ServiceUnavailable);
        app.MapGet("/node", () => Ok(Node())).About("health", "What this node is: store, seal, process").Gives<NodeView>();
        app.MapGet("/services", () => Ok(options.Services))
            .About("health", "URLs of registry and trust services")
            .Gives<IReadOnlyDictionary<string, string>>();
        app.MapGet("/tls-refusals", () => Ok(new TlsRefusalList(refusals.Last(), keyReuse.Last())))
            .About("health", "The last TLS handshakes that failed, newest first, and keys used for seal and TLS alike")
            .Gives<TlsRefusalList>();
        app.MapGet("/messages", Messages)
            .About(
                "messages",
                "Messages in both directions, newest first",
                "direction is in or out; party a party id; limit 1 to 1000, 100 by default."
            )
            .Gives<MessageList>()
            .CanBeWrong();
        app.MapGet("/messages/{messageId}", Message)
            .About("messages", "A message by its AS4 id", WhichMessage)
            .Gives<MessageView>()
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapGet("/messages/{messageId}/raw", Raw)
            .About("messages", "Its bytes as on the wire", "The header X-As4-Content-Type has their content type. " + WhichMessage)
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeWrong()
            .CanBeMissing()
            .CanBeImpossible();
    }

    internal static IResult Ok<T>(T value) => Results.Json(value, Json);

    internal static IResult Bad(string expected, string? found) =>
        Results.Json(new Fault($"expected {expected}, found '{found}'"), Json, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>Why something that was well said cannot be done now.</summary>
    internal static IResult Impossible(string why) => Results.Json(new Fault(why), Json, statusCode: StatusCodes.Status409Conflict);

    /// <summary>The body of a request, or the refusal of one that makes no sense.</summary>
    internal static async Task<(T? Value, IResult? Wrong)> ReadAsync<T>(HttpRequest request, string expected)
        where T : class
    {
        try
        {
            var value = await request.ReadFromJsonAsync<T>(Json, request.HttpContext.RequestAborted);
            return value is null ? (null, Bad(expected, "null")) : (value, null);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return (null, Bad(expected, malformed.Message));
        }
    }

    internal static IResult Missing(string what) => Results.Json(new Fault(what), Json, statusCode: StatusCodes.Status404NotFound);

    internal static int Rows(int? limit) => Math.Clamp(limit ?? DefaultRows, 1, MaxRows);

    private IResult Messages(string? direction, string? party, int? limit) =>
        IsDirection(direction)
            ? Ok(new MessageList([.. messages.Messages(new MessageQuery(direction, party, Rows(limit))).Select(View)]))
            : Bad("direction in or out", direction);

    private IResult Message(string messageId, string? party, string? direction) =>
        Find(new MessageAddress(messageId, party, direction), row => Ok(View(row)));

    private IResult Find(MessageAddress address, Func<MessageRow, IResult> show) =>
        !IsDirection(address.Direction)
            ? Bad("direction in or out", address.Direction)
            : messages.FindMessages(address) switch
            {
                [] => Missing($"no message has the id {address.MessageId}"),
                [var row] => show(row),
                var several => Impossible(
                    $"{several.Count} messages have the id {address.MessageId}: "
                        + $"{string.Join(", ", several.Select(row => $"direction={row.Direction}&party={row.Party}"))}; say which"
                ),
            };

    private static bool IsDirection(string? direction) => direction is null or "in" or "out";

    private MessageView View(MessageRow row) =>
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
        };

    private NodeView Node()
    {
        using var key = options.Seal.Leaf.GetRSAPublicKey()!;
        return new NodeView(options.Store is null ? "sqlite" : "postgresql", key.KeySize, Environment.MachineName, Environment.ProcessId);
    }

    // Always as a download: the bytes come from outside and must not become a page of this origin.
    private IResult Raw(string messageId, string? party, string? direction, HttpResponse response) =>
        Find(
            new MessageAddress(messageId, party, direction),
            row =>
            {
                if (messages.Raw(row) is not { } wire)
                {
                    return Missing($"no message has the id {messageId}");
                }

                response.Headers.XContentTypeOptions = "nosniff";
                response.Headers["X-As4-Content-Type"] = LogText.OneLine(wire.ContentType);
                return Results.Bytes(wire.Body, "application/octet-stream", "message.as4");
            }
        );
}
