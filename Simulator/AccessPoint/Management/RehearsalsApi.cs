using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Contract.Traders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>Rehearsals that are started, led and looked at from outside.</summary>
/// <param name="rehearsals">Runs them; null where whoever started this simulator brought none along.</param>
internal sealed class RehearsalsApi(IRehearsals? rehearsals)
{
    private const string None = "this simulator was started by a program that offers no rehearsals; 'ics2 serve' does";

    // A report holds what clients said. Under this policy it is a page of no origin, which can read and change nothing here; what may run in
    // it, it says itself, by hash.
    private const string Sandbox = "sandbox allow-scripts allow-popups allow-downloads; frame-ancestors 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
        [".xml"] = "text/plain; charset=utf-8",
        [".json"] = "text/plain; charset=utf-8",
        [".jsonl"] = "text/plain; charset=utf-8",
        [".ndjson"] = "text/plain; charset=utf-8",
    };

    /// <summary>Enters the routes.</summary>
    public void Map(WebApplication app)
    {
        const string tag = "rehearsals";
        app.MapGet("/rehearsals", () => rehearsals is null ? Impossible(None) : Ok(new RehearsalsView(rehearsals.Last())))
            .About(tag, "The last rehearsals that this simulator started, newest first")
            .Gives<RehearsalsView>()
            .CanBeImpossible();
        app.MapGet("/rehearsals/offer", () => rehearsals is null ? Impossible(None) : Ok(rehearsals.Offer()))
            .About(tag, "Plans and scenarios that can be rehearsed, and whether a command may be the client")
            .Gives<RehearsalOffer>()
            .CanBeImpossible();
        app.MapPost("/rehearsals", StartAsync)
            .About(
                tag,
                "Begins a rehearsal, one at a time",
                "client is builtin, manual (a person, who is led by the lines and answers), http:URL, or, where serve --allow-exec allows it, exec:CMD."
            )
            .Takes<RehearsalRequest>()
            .Gives<RehearsalView>()
            .Produces<Fault>(StatusCodes.Status403Forbidden)
            .CanBeImpossible();
        app.MapGet("/rehearsals/{id}", Find)
            .About(tag, "A rehearsal with steps, checks and what a person is to do", "after is how many lines are known already.")
            .Gives<RehearsalDetail>()
            .CanBeWrong()
            .CanBeMissing();
        app.MapPost("/rehearsals/{id}/stop", (string id) => Did(id, one => one.Stop(id), "it is being interrupted"))
            .About(tag, "Interrupts the rehearsal under way; it says so, and its report is written")
            .Gives<Done>()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapPost("/rehearsals/{id}/answer", AnswerAsync)
            .About(
                tag,
                "Says something to the guide that leads a person",
                "command is done, repeat, skip with the reason as text, or note with the text."
            )
            .Takes<GuideAnswer>()
            .Gives<Done>()
            .CanBeMissing()
            .CanBeImpossible();
        app.MapGet("/rehearsals/trader", Trader)
            .About(tag, "A trader that a person is to set the client up as, keys included")
            .NeedsToken()
            .Gives<EnrolledTrader>()
            .CanBeMissing();
        app.MapGet("/rehearsals/{id}/lines/{line:int}/files/{file:int}", File)
            .About(tag, "A file that a line names: 0 the document that fits, then its attachments")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .CanBeMissing();
        app.MapGet("/rehearsals/{id}/report/{**path}", Report)
            .About(tag, "The report, and the evidence beside it")
            .Produces<string>(StatusCodes.Status200OK, "text/html")
            .CanBeMissing();
    }

    private static IResult NoRehearsal(string id) => Missing($"no rehearsal {id} is on record; only the last are kept");

    private IResult Find(string id, string? after) =>
        !TryNumber(after, out var known) || known > int.MaxValue ? Bad("after the number of lines that are known", after)
        : rehearsals?.Find(id, (int)(known ?? 0)) is { } found ? Ok(found)
        : NoRehearsal(id);

    private async Task<IResult> StartAsync(HttpRequest request)
    {
        if (rehearsals is null)
        {
            return Impossible(None);
        }

        var (asked, wrong) = await ReadAsync<RehearsalRequest>(request, """{ "plan": "sea-carrier", "client": "builtin" }""");
        if (asked is null)
        {
            return wrong!;
        }

        return await rehearsals.StartAsync(asked, request.HttpContext.RequestAborted) switch
        {
            RehearsalStart.Begun { Rehearsal: var begun } => Ok(begun),
            RehearsalStart.NotAllowed { Why: var why } => Results.Json(new Fault(why), Json, statusCode: StatusCodes.Status403Forbidden),
            RehearsalStart.NotNow { Why: var why } => Impossible(why),
            RehearsalStart.Wrong { Why: var why } => Results.Json(new Fault(why), Json, statusCode: StatusCodes.Status400BadRequest),
            _ => throw new InvalidOperationException("A start of a kind that nobody knows."),
        };
    }

    private async Task<IResult> AnswerAsync(string id, HttpRequest request)
    {
        var (answer, wrong) = await ReadAsync<GuideAnswer>(request, """{ "command": "done" }""");
        return answer is null ? wrong!
            : answer is { Command: GuideCommand.Unknown } or { Command: GuideCommand.Skip or GuideCommand.Note, Text: null or "" }
                ? Bad("command done or repeat, or skip or note with a text", answer.Command.Word())
            : Did(id, one => one.Answer(id, answer), "the guide was told");
    }

    private IResult Did(string id, Predicate<IRehearsals> act, string done) =>
        rehearsals?.Find(id, int.MaxValue) is null ? NoRehearsal(id)
        : act(rehearsals) ? Ok(new Done(done))
        : Impossible($"rehearsal {id} is over, or leads no person");

    private IResult Trader(string party) =>
        rehearsals?.Trader(party) is { } trader
            ? Results.Json(trader, EnrolledTrader.Json)
            : Missing($"no rehearsal told anybody to be {party}");

    // Always as a download, as bytes of an exchange are.
    private IResult File(string id, int line, int file) =>
        rehearsals?.FileOf(id, line, file) is { } path && System.IO.File.Exists(path)
            ? Results.File(path, "application/octet-stream", Path.GetFileName(path))
            : Missing($"line {line} of rehearsal {id} names no such file, or it is gone");

    private IResult Report(string id, string path, HttpResponse response)
    {
        if (rehearsals?.FolderOf(id) is not { } folder)
        {
            return NoRehearsal(id);
        }

        var wanted = Path.GetFullPath(Path.Combine(folder, path));
        if (!wanted.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !System.IO.File.Exists(wanted))
        {
            return Missing($"there is no {path} in the report of rehearsal {id}");
        }

        if (Types.TryGetValue(Path.GetExtension(wanted), out var type))
        {
            response.Headers.ContentSecurityPolicy = type.StartsWith("text/html", StringComparison.Ordinal)
                ? Sandbox
                : "default-src 'none'";
            return Results.File(wanted, type);
        }

        return Results.File(wanted, "application/octet-stream", Path.GetFileName(wanted));
    }
}
