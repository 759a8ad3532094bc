using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Customs;
using Ics2.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ics2.AccessPoint.Management;

/// <summary>What <c>PUT /operators/{partyId}</c> takes.</summary>
/// <param name="Channel">How the trader gets messages.</param>
/// <param name="PushUrl">Where to push.</param>
/// <param name="Connected">Whether its side is up; absent means yes.</param>
internal sealed record OperatorEntry(OperatorChannel Channel, string? PushUrl = null, bool Connected = true)
{
    /// <summary>Holds an AEOS authorisation.</summary>
    public bool AeoSecurity { get; init; }

    /// <summary>Messages it does not want.</summary>
    public IReadOnlyList<string> Unsubscribed { get; init; } = [];
}

/// <summary>Looking into the access point and setting up traders; JSON over plain HTTP on a port of its own.</summary>
internal sealed class ManagementApi(IStore store, OutboxSignal outbox, TlsRefusals refusals, ExchangeLog exchanges, ChaosDesk chaos, IReadOnlyDictionary<string, string> services, TimeProvider clock)
{
    private const int DefaultRows = 100;
    private const int MostRows = 1000;

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new UtcInstant(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Bounds on what a caller may send.</summary>
    public static void Configure(KestrelServerOptions kestrel, AccessPointOptions options)
    {
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Listen(options.ManagementAddress, options.ManagementPort, listen => listen.Protocols = HttpProtocols.Http1);
    }

    /// <summary>Enters the routes.</summary>
    /// <param name="app">The application.</param>
    /// <param name="isReady">Whether the access point takes messages.</param>
    public void Map(WebApplication app, Func<bool> isReady)
    {
        app.MapGet("/health/live", () => Ok(new { status = "live" }));
        app.MapGet("/health/ready", () => isReady() ? Ok(new { status = "ready" }) : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
        app.MapGet("/services", () => Ok(services));
        app.MapGet("/tls-refusals", () => Ok(new { refusals = refusals.Last() }));
        app.MapGet("/exchanges", (string? party, int? limit) => Ok(new { exchanges = exchanges.Last(party, Rows(limit)) }));
        app.MapGet("/operators", () => Ok(new { operators = store.Operators() }));
        app.MapGet("/operators/{partyId}", Operator);
        app.MapPut("/operators/{partyId}", PutOperatorAsync);
        app.MapGet("/messages", Messages);
        app.MapGet("/messages/{messageId}", Message);
        app.MapGet("/messages/{messageId}/raw", Raw);
        app.MapGet("/filings", (int? limit) => Ok(new { filings = store.Filings(Rows(limit)).Select(FilingView.Of) }));
    }

    internal static IResult Ok<T>(T value) => Results.Json(value, Json);

    internal static IResult Bad(string expected, string? found) =>
        Results.Json(new { error = $"expected {expected}, found '{found}'" }, Json, statusCode: StatusCodes.Status400BadRequest);

    internal static IResult Missing(string what) => Results.Json(new { error = what }, Json, statusCode: StatusCodes.Status404NotFound);

    private static int Rows(int? limit) => Math.Clamp(limit ?? DefaultRows, 1, MostRows);

    private IResult Operator(string partyId) => TraderPartyId.TryParse(partyId, out _, out var why)
        ? Ok(store.Operator(partyId) ?? Storing.Operator.Unknown(partyId))
        : Bad(why, partyId);

    private async Task<IResult> PutOperatorAsync(string partyId, HttpRequest request)
    {
        if (!TraderPartyId.TryParse(partyId, out _, out var why))
        {
            return Bad(why, partyId);
        }

        OperatorEntry? entry;
        try
        {
            entry = await request.ReadFromJsonAsync<OperatorEntry>(Json, request.HttpContext.RequestAborted);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return Bad("""JSON as { "channel": "pull" } or { "channel": "push", "pushUrl": "https://..." }""", malformed.Message);
        }

        if (entry is null || (entry.Channel == OperatorChannel.Push && !IsHttps(entry.PushUrl)))
        {
            return Bad("an https URL in pushUrl for the channel push", entry?.PushUrl);
        }

        if (entry.Unsubscribed.FirstOrDefault(message => !OperatorFacts.Optional.Contains(message, StringComparer.Ordinal)) is { } unknown)
        {
            return Bad($"in unsubscribed some of {string.Join(", ", OperatorFacts.Optional)}", unknown);
        }

        var stored = new Operator(partyId, entry.Channel, entry.PushUrl, entry.Connected) { AeoSecurity = entry.AeoSecurity, Unsubscribed = entry.Unsubscribed };
        await store.PutOperatorAsync(stored, clock.GetUtcNow());
        outbox.Raise();
        return Ok(stored);
    }

    private static bool IsHttps(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private IResult Messages(string? direction, string? party, int? limit) => direction is null or "in" or "out"
        ? Ok(new { messages = store.Messages(new MessageQuery(direction, party, Rows(limit))).Select(WithChaos) })
        : Bad("direction in or out", direction);

    private IResult Message(string messageId, string? party) =>
        store.Message(messageId, party) is { } row ? Ok(WithChaos(row)) : Missing($"no message has the id {messageId}");

    private MessageRow WithChaos(MessageRow row) => row with { Chaos = chaos.On(row.MessageId) is { Count: > 0 } done ? done : null };

    // Always as a download: the bytes come from outside and must not become a page of this origin.
    private IResult Raw(string messageId, string? party, HttpResponse response)
    {
        if (store.Raw(messageId, party) is not { } wire)
        {
            return Missing($"no message has the id {messageId}");
        }

        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-As4-Content-Type"] = LogText.OneLine(wire.ContentType);
        return Results.Bytes(wire.Body, "application/octet-stream", "message.as4");
    }
}
