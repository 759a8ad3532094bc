using Ics2.AccessPoint.Playbooks;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Contract;
using Ics2.Contract.Management;
using Ics2.Customs.Model;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Reading;
using Ics2.Ens.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// The officer's side of the management API: filings with their history, actions, the register of EORIs, the clock, and a fresh start.
/// </summary>
internal sealed class CustomsApi(
    ICustomsRecords records,
    IChanges changes,
    OfficerCommands desk,
    TimerWorker timers,
    StandingInstructions instructions,
    PlaybookFile playbook,
    EoriRegister register,
    TimeProvider clock,
    SpecPack pack
)
{
    private const int MaxPointer = 400; // the element holds 512, and the message's name comes before it
    private const string YamlType = "application/yaml";

    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3660);

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "customs";
        app.MapGet("/filings", Filings)
            .About(
                tag,
                "Filings and arrival notifications, newest first",
                "lrn picks those with an LRN out of the last; limit 1 to 1000, 100 by default; after and before cursors of filings."
            )
            .Gives<FilingList>()
            .CanBeWrong();
        app.MapGet(
                "/timers",
                (int? limit) => Ok(new TimerList([.. changes.Timers(Rows(limit)).Select(timer => FilingDocuments.Running(timer))]))
            )
            .About(tag, "What falls due, soonest first", "limit 1 to 1000, 100 by default.")
            .Gives<TimerList>();
        app.MapGet(
                "/filings/{mrn}",
                (string mrn) =>
                    records.Filing(mrn) is { } filing ? Ok(FilingDocuments.Detail(filing, records.History(filing.Key))) : NoFiling(mrn)
            )
            .About(tag, "A filing with its states, links, requests, timers and everything that happened to it")
            .Gives<FilingDetail>()
            .CanBeMissing();
        app.MapGet(
                "/filings/{mrn}/actions",
                (string mrn) => records.Filing(mrn) is { } filing ? Ok(new ActionMenu(desk).For(filing)) : NoFiling(mrn)
            )
            .About(tag, "What an officer may do with a filing as it stands, and why not the rest")
            .Gives<ActionChoices>()
            .CanBeMissing();
        app.MapPost("/filings/{mrn}/actions", ActAsync)
            .About(tag, "An action of a customs officer (lifecycle 10.1)", ActionRequest.Description)
            .Takes<ActionRequest>()
            .Gives<FilingDetail>()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapPost("/refusals", RefuseNextAsync)
            .About(
                tag,
                "Refuses the next message, whatever it says",
                "message is IE3N99 or IE3N01, code one of CL723; party a party id, or absent for the next of anybody."
            )
            .Takes<RefusalRequest>()
            .Gives<RefusalRequest>();
        app.MapPost("/reset", ResetAsync).About(tag, "Forgets all messages and filings; operators stay").Gives<Done>();
        app.MapGet("/playbook", () => Results.Text(playbook.Current.Text, YamlType))
            .About("playbook", "The playbook that is in force, as text")
            .Produces<string>(StatusCodes.Status200OK, YamlType);
        app.MapPut("/playbook", PutPlaybookAsync)
            .About(
                "playbook",
                "Puts another playbook in force, until the next start or a change of the file",
                "What makes no sense is refused with the line, and changes nothing."
            )
            .TakesText(YamlType)
            .Gives<Done>();
        app.MapGet("/playbook/rules", () => Ok(new PlaybookView([.. playbook.Current.Rules.Select(View)])))
            .About("playbook", "The playbook that is in force, as a table")
            .Gives<PlaybookView>();
        app.MapPost("/playbook/match", MatchAsync)
            .About("playbook", "Which rule would take a document", "The body is the business document, XML. Nothing is filed.")
            .TakesText("application/xml")
            .Gives<PlaybookMatch>();
        app.MapGet("/eori-register", () => Ok(Register())).About("operators", "Which EORIs exist (R3005)").Gives<RegisterView>();
        app.MapPut("/eori-register/{eori}", DeclareAsync)
            .About("operators", "Declares that an EORI exists, or that it does not")
            .Takes<EoriDeclaration>()
            .Gives<RegisterView>();
        app.MapGet("/clock", () => Ok(Clock())).About("clock", "Customs' clock").Gives<ClockView>();
        app.MapPost("/clock/advance", AdvanceAsync)
            .About(
                "clock",
                "Moves a manual clock; everything that falls due happens before this returns",
                "by is 30s, 90m, 2h, 200d or an ISO 8601 duration."
            )
            .Takes<AdvanceRequest>()
            .Gives<ClockView>()
            .CanBeImpossible();
        ApiDocument.Map(app);
    }

    private static IResult NoFiling(string mrn) => Missing($"no filing has the MRN {mrn}");

    private IResult Filings(string? lrn, int? limit, string? after, string? before) =>
        !TryNumber(after, out var from) ? Bad("after the cursor of a filing", after)
        : !TryNumber(before, out var until) ? Bad("before the cursor of a filing", before)
        : Ok(
            new FilingList([
                .. records
                    .Filings(new FilingQuery(Rows(limit), from, until))
                    .Where(row => lrn is null || row.Filing.Lrn == lrn)
                    .Select(FilingDocuments.Row),
            ])
        );

    private ClockView Clock() => new(clock is ManualClock ? "manual" : "real", clock.GetUtcNow());

    private async Task<IResult> ResetAsync()
    {
        await records.ResetAsync();
        return Ok(new Done("forgotten: messages and filings; operators stay"));
    }

    private async Task<IResult> PutPlaybookAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        try
        {
            playbook.Put(Playbook.Read(await reader.ReadToEndAsync(request.HttpContext.RequestAborted), "playbook", pack));
            return Ok(new Done("in force"));
        }
        catch (InvalidDataException wrong)
        {
            return Results.Json(FaultyLinesException.Of(wrong), Json, statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private static PlaybookRuleView View(PlaybookRule rule) => new(rule.Name, rule.About, rule.When, rule.Then);

    private async Task<IResult> MatchAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (new EnsReader(pack).Read(body.ToArray()).Message is not { } message)
        {
            return Ok(new PlaybookMatch(null, null));
        }

        return Ok(
            new PlaybookMatch(
                message.Id,
                playbook.Current.Rules.FirstOrDefault(rule => rule.Fits(message.Id, message)) is { } rule ? View(rule) : null
            )
        );
    }

    private RegisterView Register() =>
        new(register.Strict ? "strict" : "open", [.. register.Declared.Select(entry => new DeclaredEori(entry.Eori, entry.Exists))]);

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

        if (records.Filing(mrn) is null)
        {
            return NoFiling(mrn);
        }

        if (!asked.TryCommand(mrn, out var command, out var expected))
        {
            return Bad(expected, asked.Action);
        }

        // What goes into messages unread has to be what their tables allow.
        if (
            asked.Asked.SelectMany(one => one.Methods).FirstOrDefault(method => pack.CodeList("CL724")?.Allows(method) == false) is
            { } method
        )
        {
            return Bad("methods of CL724", method);
        }

        if (asked.Office is { } office && (office.Length != 8 || pack.CodeList("CL141")?.Allows(office) == false))
        {
            return Bad("in office a customs office of CL141", office);
        }

        return await desk.DoAsync(command) is { } why ? Impossible(why) : Ok(FilingDocuments.Detail(records.Filing(mrn)!, []));
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

        if (asked.Pointer is { Length: > MaxPointer } || asked.Text.Length == 0)
        {
            return Bad($"a text, and a pointer of at most {MaxPointer} characters", asked.Pointer ?? "no text");
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
            return Impossible("the clock is real; start with --clock manual to move it");
        }

        if (!Durations.TryParse(asked.By, out var by) || by > Furthest)
        {
            return Bad("by as 30s, 90m, 2h, 200d or an ISO 8601 duration, at most ten years", asked.By);
        }

        await timers.AdvanceAsync(manual, manual.GetUtcNow() + by);
        return Ok(Clock());
    }
}
