using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Receiving;
using Ics2.As4;
using Ics2.As4.Inspection;
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
        app.MapGet(
                "/exchanges/{id}/request",
                (string id, CancellationToken cancellationToken) => BytesAsync(id, isRequest: true, cancellationToken)
            )
            .About(tag, "The bytes of the request as ics2 inspect reads them: header lines, an empty line, the body")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeMissing();
        app.MapGet(
                "/exchanges/{id}/response",
                (string id, CancellationToken cancellationToken) => BytesAsync(id, isRequest: false, cancellationToken)
            )
            .About(tag, "The bytes of the answer, in the same form")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeMissing();
    }

    internal static IResult NoExchange(string id) => Missing($"no exchange {id} is on record: {Gone}");

    private IResult List(string? party, int? limit, string? after, string? before) =>
        !TryNumber(after, out var from) ? Bad("after the id of an exchange", after)
        : !TryNumber(before, out var until) ? Bad("before the id of an exchange", before)
        : Ok(new ExchangeList([.. exchanges.Last(party, Rows(limit), from, until).Select(WithChaos)]));

    private ExchangeView WithChaos(ExchangeView view) =>
        view.MessageId is { } id && chaos.On(id) is { Count: > 0 } done ? view with { Chaos = done } : view;

    /// <summary>One side of an exchange; null when there is none, or its bytes are no longer kept.</summary>
    internal static async Task<WireMessage?> WireAsync(ExchangeBytes bytes, bool isRequest, CancellationToken cancellationToken)
    {
        if (bytes.Folder is not { } folder)
        {
            return isRequest ? bytes.Request : bytes.Response;
        }

        var path = Path.Combine(folder, isRequest ? CaptureForm.Request : CaptureForm.Response);
        return
            File.Exists(path)
            && Capture.TryRead(await File.ReadAllBytesAsync(path, cancellationToken), contentType: null, out var message, out _)
            ? message
            : null;
    }

    // Always as a download: the bytes come from outside and must not become a page of this origin.
    private async Task<IResult> BytesAsync(string id, bool isRequest, CancellationToken cancellationToken)
    {
        if (exchanges.Bytes(id) is not { } bytes)
        {
            return NoExchange(id);
        }

        var lines = isRequest || bytes.View.Http?.Status is not { } status ? "" : CaptureForm.Status(status);
        return await WireAsync(bytes, isRequest, cancellationToken) is { } wire
            ? Results.Bytes(CaptureForm.Of(lines, wire), "application/octet-stream", isRequest ? CaptureForm.Request : CaptureForm.Response)
            : Missing($"exchange {id} has no {(isRequest ? "request" : "answer")}");
    }
}
