using System.Globalization;
using System.Text.Json;
using System.Xml;
using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Storing;
using Ics2.Customs;
using Ics2.Ens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>The officer's side of the management API: filings with their history, actions, the register of EORIs, the clock, and a fresh start.</summary>
internal sealed class CustomsApi(IStore store, CommandDesk desk, TimerWorker timers, StandingInstructions instructions, PlaybookFile playbook, EoriRegister register, TimeProvider clock, SpecPack pack)
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/filings/{mrn}", (string mrn) => store.Filing(mrn) is { } filing ? Ok(FilingDetail.Of(filing, store.History(filing.Key))) : Missing($"no filing has the MRN {mrn}"));
        app.MapPost("/filings/{mrn}/actions", ActAsync);
        app.MapPost("/refusals", RefuseNextAsync);
        app.MapGet("/eori-register", () => Ok(Register()));
        app.MapPut("/eori-register/{eori}", DeclareAsync);
        app.MapGet("/clock", () => Ok(Clock()));
        app.MapPost("/clock/advance", AdvanceAsync);
        app.MapGet("/playbook", () => Results.Text(playbook.Current.Text, "application/yaml"));
        app.MapPost("/reset", async () =>
        {
            await store.ResetAsync();
            return Ok(new { status = "forgotten: messages and filings; operators stay" });
        });
        app.MapGet("/openapi.json", () => Results.Stream(typeof(CustomsApi).Assembly.GetManifestResourceStream("openapi.json")!, "application/json"));
    }

    private object Clock() => new { mode = clock is ManualClock ? "manual" : "real", now = clock.GetUtcNow() };

    private object Register() => new
    {
        mode = register.Strict ? "strict" : "open",
        declared = register.Declared.Select(entry => new { entry.Eori, entry.Exists }),
    };

    private async Task<IResult> DeclareAsync(string eori, HttpRequest request)
    {
        if (!Eori.TryParse(eori, out var known, out var why))
        {
            return Bad(why, eori);
        }

        var (asked, wrong) = await ReadAsync<EoriDeclaration>(request, """JSON as { "exists": false }""");
        if (asked is null)
        {
            return wrong!;
        }

        await register.DeclareAsync(known, asked.Exists);
        return Ok(Register());
    }

    private async Task<IResult> ActAsync(string mrn, HttpRequest request)
    {
        var (asked, wrong) = await ReadAsync<ActionRequest>(request, """JSON as { "action": "setRiskResult", "result": "noRisk" }""");
        if (asked is null)
        {
            return wrong!;
        }

        if (store.Filing(mrn) is null)
        {
            return Missing($"no filing has the MRN {mrn}");
        }

        if (!asked.TryCommand(mrn, out var command, out var expected))
        {
            return Bad(expected, asked.Action);
        }

        // What goes into messages unread has to be what their tables allow.
        if (asked.Methods.FirstOrDefault(method => pack.CodeList("CL724")?.Allows(method) == false) is { } method)
        {
            return Bad("methods of CL724", method);
        }

        if (asked.Office is { } office && (office.Length != 8 || pack.CodeList("CL141")?.Allows(office) == false))
        {
            return Bad("in office a customs office of CL141", office);
        }

        return await desk.DoAsync(command) is { } why
            ? Results.Json(new { error = why }, Json, statusCode: StatusCodes.Status409Conflict)
            : Ok(FilingDetail.Of(store.Filing(mrn)!, []));
    }

    private async Task<IResult> RefuseNextAsync(HttpRequest request)
    {
        var (asked, wrong) = await ReadAsync<RefusalRequest>(request, """JSON as { "message": "IE3N01", "code": "92", "text": "..." }""");
        if (asked is null)
        {
            return wrong!;
        }

        if (asked.Message is not ("IE3N99" or "IE3N01"))
        {
            return Bad("message IE3N99 or IE3N01", asked.Message);
        }

        if (pack.CodeList("CL723")?.Allows(asked.Code) == false)
        {
            return Bad("a code of CL723", asked.Code);
        }

        instructions.RefuseNext(new NextRefusal(asked.Party, new OrderedRefusal(asked.Message, asked.Code, asked.Pointer, asked.Text)));
        return Ok(asked);
    }

    private async Task<IResult> AdvanceAsync(HttpRequest request)
    {
        var (asked, wrong) = await ReadAsync<AdvanceRequest>(request, """JSON as { "by": "200d" }""");
        if (asked is null)
        {
            return wrong!;
        }

        if (clock is not ManualClock manual)
        {
            return Results.Json(new { error = "the clock is real; start with --clock manual to move it" }, Json, statusCode: StatusCodes.Status409Conflict);
        }

        if (Duration(asked.By) is not { } by || by < TimeSpan.Zero || by > Furthest)
        {
            return Bad("by as 30s, 90m, 2h, 200d or an ISO 8601 duration, at most ten years", asked.By);
        }

        await timers.AdvanceAsync(manual, manual.GetUtcNow() + by);
        return Ok(Clock());
    }

    private static TimeSpan? Duration(string text)
    {
        if (text.StartsWith('P'))
        {
            try
            {
                return XmlConvert.ToTimeSpan(text);
            }
            catch (Exception wrong) when (wrong is FormatException or OverflowException)
            {
                return null;
            }
        }

        return text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? text[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' when count < 100_000 => TimeSpan.FromDays(count),
                _ => null,
            }
            : null;
    }

    private static async Task<(T? Value, IResult? Wrong)> ReadAsync<T>(HttpRequest request, string expected)
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

    private sealed record EoriDeclaration(bool Exists);

    private sealed record AdvanceRequest(string By);

    private sealed record RefusalRequest(string Message, string Code, string Text, string? Party = null, string? Pointer = null);
}
