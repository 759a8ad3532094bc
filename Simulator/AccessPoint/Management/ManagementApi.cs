using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.Contract.Management;
using Ics2.Trust.Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Looking into the access point; JSON over plain HTTP on a port of its own. Its siblings have a class for each kind of thing.
/// </summary>
internal sealed class ManagementApi(TlsRefusals refusals, KeyReuse keyReuse, Func<Uri?> endpoint, AccessPointOptions options)
{
    private const int DefaultRows = 100;
    private const int MaxRows = 1000;

    internal static readonly JsonSerializerOptions Json = ManagementJson.Strict;

    /// <summary>Bounds on what a caller may send.</summary>
    public static void Bound(KestrelServerLimits limits) => limits.MaxRequestBodySize = 64 * 1024;

    /// <summary>Has a listener speak plain HTTP.</summary>
    /// <param name="listen">The listener.</param>
    /// <param name="watch">What stands around it.</param>
    public static void Listen(ListenOptions listen, Action<ListenOptions> watch)
    {
        listen.Protocols = HttpProtocols.Http1;
        watch(listen);
    }

    /// <summary>Enters the routes.</summary>
    /// <param name="app">The application.</param>
    /// <param name="problem">Why the access point takes no messages; null while it does.</param>
    public void Map(WebApplication app, Func<Task<string?>> problem)
    {
        app.MapGet("/health/live", () => Ok(new { status = "live" })).About("health", "The process answers");
        app.MapGet(
                "/health/ready",
                async () =>
                    await problem() is { } why
                        ? Results.Json(new Fault(why), Json, statusCode: StatusCodes.Status503ServiceUnavailable)
                        : Ok(new { status = "ready" })
            )
            .About(
                "health",
                "The access point takes messages and can keep them",
                "503 while the store is away or takes no change, the disk is nearly full, or the clock went back behind what is on record."
            )
            .Produces<Fault>(StatusCodes.Status503ServiceUnavailable, "application/json");
        app.MapGet("/node", () => Ok(Node())).About("health", "What this node is: store, seal, process").Gives<NodeView>();
        app.MapGet("/services", () => Ok(options.Services))
            .About("health", "URLs of registry and trust services")
            .Gives<IReadOnlyDictionary<string, string>>();
        app.MapGet("/pmode", (string? party) => PMode(party ?? "BE0123456789", endpoint()))
            .About("health", "What an AS4 product has to be told to speak with this access point", "party is the trader's party id.")
            .Gives<PModeView>()
            .CanBeWrong()
            .CanBeImpossible();
        app.MapGet("/tls-refusals", () => Ok(new TlsRefusalList(refusals.Last(), keyReuse.Last())))
            .About("health", "The last TLS handshakes that failed, newest first, and keys used for seal and TLS alike")
            .Gives<TlsRefusalList>();
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

    /// <summary>A cursor that is a number.</summary>
    /// <returns>False when it is none; a null text is none, and fine.</returns>
    internal static bool TryNumber(string? text, out long? number)
    {
        var fine = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = fine ? value : null;
        return fine || text is null;
    }

    internal static int Rows(int? limit) => Math.Clamp(limit ?? DefaultRows, 1, MaxRows);

    private IResult PMode(string party, Uri? url) =>
        url is null ? Impossible("the AS4 endpoint is not open yet")
        : TraderPartyId.TryParse(party, out var id, out var why) ? Ok(PModes.For(options.Profile, url, id.ToString()))
        : Bad(why, party);

    private NodeView Node()
    {
        using var key = options.Seal.Leaf.GetRSAPublicKey()!;
        return new NodeView(options.Store is null ? "sqlite" : "postgresql", key.KeySize, Environment.MachineName, Environment.ProcessId);
    }
}
