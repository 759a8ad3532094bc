using System.Globalization;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Receiving;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>What went over the wire, exchange by exchange.</summary>
internal sealed class ExchangesApi(ExchangeLog exchanges, ChaosRules chaos)
{
    private const string Gone = "only the latest exchanges are kept, and their bytes no longer than memory or captures have them";

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "exchanges";
        app.MapGet("/exchanges", List)
            .About(
                tag,
                "What was posted to the AS4 endpoint or pushed from there, and how it was answered, refusals and retries included; newest first",
                "The last 5000. party a party id; limit 1 to 1000, 100 by default; after and before ids of exchanges."
            )
            .Gives<ExchangeList>()
            .CanBeWrong();
        app.MapGet("/exchanges/{id}", (string id) => exchanges.Find(id) is { } view ? Ok(WithChaos(view)) : NoExchange(id))
            .About(tag, "One exchange")
            .Gives<ExchangeView>()
            .CanBeMissing();
        app.MapGet("/exchanges/{id}/request", (string id, HttpResponse response) => Bytes(id, isRequest: true, response))
            .About(tag, "The bytes of the request as ics2 inspect reads them: header lines, an empty line, the body")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeMissing();
        app.MapGet("/exchanges/{id}/response", (string id, HttpResponse response) => Bytes(id, isRequest: false, response))
            .About(tag, "The bytes of the answer, in the same form")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeMissing();
    }

    private static IResult NoExchange(string id) => Missing($"no exchange {id} is on record: {Gone}");

    private IResult List(string? party, int? limit, string? after, string? before) =>
        !TryId(after, out var from) ? Bad("after the id of an exchange", after)
        : !TryId(before, out var until) ? Bad("before the id of an exchange", before)
        : Ok(new ExchangeList([.. exchanges.Last(party, Rows(limit), from, until).Select(WithChaos)]));

    private static bool TryId(string? text, out long? id)
    {
        var fine = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        id = fine ? number : null;
        return fine || text is null;
    }

    private ExchangeView WithChaos(ExchangeView view) =>
        view.MessageId is { } id && chaos.On(id) is { Count: > 0 } done ? view with { Chaos = done } : view;

    // Always as a download: the bytes come from outside and must not become a page of this origin.
    private IResult Bytes(string id, bool isRequest, HttpResponse response)
    {
        if (exchanges.Bytes(id) is not { } bytes)
        {
            return NoExchange(id);
        }

        var name = isRequest ? CaptureForm.Request : CaptureForm.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        if (bytes.Folder is { } folder)
        {
            var path = Path.Combine(folder, name);
            return File.Exists(path) ? Results.File(path, "application/octet-stream", name) : NoExchange(id);
        }

        var lines = isRequest || bytes.View.Http?.Status is not { } status ? "" : CaptureForm.Status(status);
        return (isRequest ? bytes.Request : bytes.Response) is { } wire
            ? Results.Bytes(CaptureForm.Of(lines, wire), "application/octet-stream", name)
            : Missing($"exchange {id} has no {(isRequest ? "request" : "answer")}");
    }
}
