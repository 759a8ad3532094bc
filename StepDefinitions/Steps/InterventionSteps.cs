using System.Text;
using Ics2.As4.Messages;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Requests of customs during the analysis, and what traders answer (lifecycle 5.5).</summary>
/// <param name="paperwork">Writes the answers.</param>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class InterventionSteps(
    Cast cast,
    Paperwork paperwork,
    Mailbox mailbox,
    ObservedCustoms customs,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    private Payload? _file;

    [Given("^customs has asked (the [a-z ]+?) (for information|to amend its filing)$")]
    [When("^customs asks (the [a-z ]+?) (for information|to amend its filing)(?: again)?$")]
    public Task Ask(Player who, string what) =>
        customs.ActAsync(
            who.Mrn,
            what == "for information"
                ? new ActionRequest("sendReferral") { Type = "RFI", Text = "Please describe the goods and who uses them." }
                : new ActionRequest("sendReferral")
                {
                    Type = "AMD",
                    Text = "The description of the goods is too general.",
                    Pointer = AmendmentSteps.Description,
                },
            scenario.CancellationToken
        );

    [Given("^(the [a-z ]+?) has received IE3Q02 with (\\d+) requests? (for information|to amend)$")]
    [Then("^(the [a-z ]+?) receives IE3Q02 with (\\d+) requests? (for information|to amend)$")]
    public async Task Asked(Player who, int count, string what)
    {
        var request = await mailbox.ReceiveAsync(who, "IE3Q02");
        var details = request.Root.All("referralRequestDetails").ToList();
        var type = what == "for information" ? "RFI" : "AMD";
        var references = References(request);
        verdicts.OfCustoms.Check(
            "it is about the trader's filing",
            request.Root.Text("MRN") == who.Filing.Mrn,
            who.Filing.Mrn,
            request.Root.Text("MRN"),
            "lifecycle 9.10"
        );
        verdicts.OfCustoms.Require("it has so many requests", details.Count == count, count, details.Count, "lifecycle 5.5 step 1");
        verdicts.OfCustoms.Check(
            "they are of the right kind",
            details.TrueForAll(one => one.Text("requestType") == type),
            type,
            details[0].Text("requestType"),
            "CL735; lifecycle 3.7"
        );
        verdicts.OfCustoms.Check(
            "each has a reference of its own",
            references.Distinct(StringComparer.Ordinal).Count() == count,
            count,
            string.Join(", ", references),
            "lifecycle 9.10"
        );
    }

    [Then("^(the [a-z ]+?) receives IE3N04 with the request to (the [a-z ]+)$")]
    public async Task Copied(Player who, Player filer)
    {
        var (copy, request) = (await mailbox.ReceiveAsync(who, "IE3N04"), LastRequest(filer));
        verdicts.OfCustoms.Check(
            "it is about the filing",
            copy.Root.Text("MRN") == filer.Filing.Mrn,
            filer.Filing.Mrn,
            copy.Root.Text("MRN"),
            "lifecycle 9.9"
        );
        verdicts.OfCustoms.Check(
            "it names the carrier",
            copy.Root.Text("carrier/identificationNumber") == who.Eori,
            who.Eori,
            copy.Root.Text("carrier/identificationNumber"),
            "lifecycle 9.9"
        );
        verdicts.OfCustoms.Check(
            "it has the same requests",
            References(copy).SequenceEqual(References(request), StringComparer.Ordinal),
            References(request)[0],
            References(copy)[0],
            "lifecycle 9.9"
        );
    }

    [Given("^(the [a-z ]+?) has answered (?:the request|every request)$")]
    [When("^(the [a-z ]+?) answers (?:the request|every request)$")]
    public Task Answer(Player who) => AnswerAsync(who, References(LastRequest(who)));

    [When("^(the [a-z ]+?) answers the (first|second) request$")]
    public Task AnswerOne(Player who, string which) => AnswerAsync(who, [References(LastRequest(who))[which == "first" ? 0 : 1]]);

    [When("^(the [a-z ]+?) answers the request with a (PDF|JPEG) attached$")]
    public Task AnswerWithFile(Player who, string kind)
    {
        _file =
            kind == "PDF"
                ? new Payload($"invoice-{scenario.Seed}@trader.example", "application/pdf", Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n"))
                : new Payload($"photo-{scenario.Seed}@trader.example", "image/jpeg", new byte[] { 0xff, 0xd8, 0xff, 0xd9 });
        return AnswerAsync(
            who,
            References(LastRequest(who)),
            draft => Paperwork.Attach(draft, _file, kind == "PDF" ? "invoice.pdf" : "photo.jpg")
        );
    }

    [When("^(the [a-z ]+?) answers (a request that customs never made|the same request once more|under an MRN that customs never gave)$")]
    public Task AnswerWrongly(Player who, string what)
    {
        var references = References(LastRequest(who));
        return what switch
        {
            "a request that customs never made" => AnswerAsync(who, ["UNKNOWN-0000001"]),
            "the same request once more" => AnswerAsync(who, references),
            _ => AnswerAsync(who, references, draft => draft.Set("MRN", Paperwork.UnknownMrn())),
        };
    }

    [Given("^customs has the answers? of (the [a-z ]+)$")]
    [Then("^customs has the answers? of (the [a-z ]+)$")]
    public async Task Answered(Player who)
    {
        var replies = (await mailbox.SettleAsync(who))
            .Where(message => who.Last.MessageIds.Contains(message.RefToMessageId, StringComparer.Ordinal))
            .ToList();
        verdicts.OfCustoms.Require(
            "customs takes the answer without a reply",
            replies.Count == 0,
            "no reply",
            Mailbox.Names(replies),
            "lifecycle 5.5 step 4"
        );
        foreach (var reference in References(LastRequest(who)))
        {
            await CheckStateAsync(who, reference, "answered");
        }
    }

    [Then("^customs still waits for (?:the|the other) answer of (the [a-z ]+)$")]
    public async Task Waiting(Player who)
    {
        await mailbox.SettleAsync(who);
        var filing = await customs.FilingAsync(who.Mrn, scenario.CancellationToken);
        var open = filing.Referrals.Count(one => one.State == ReferralState.Open);
        verdicts.OfCustoms.Check("one request is open", open == 1, 1, open, "lifecycle 3.7");
        var risk = filing.Risk.Word();
        verdicts.OfCustoms.Check("the analysis goes on", risk == "ready", "ready", risk, "lifecycle 3.3 row 11");
    }

    [Then("^the earlier request to (the [a-z ]+) is escalated$")]
    public Task Escalated(Player who) =>
        CheckStateAsync(who, References(who.Received.First(message => message.Seen.Action == "IE3Q02"))[0], "escalated");

    [Then("^customs has the file of (the [a-z ]+) as it was sent$")]
    public async Task HasFile(Player who)
    {
        var message = (await customs.MessagesAsync(who.PartyId, scenario.CancellationToken)).Last(message =>
            message is { IsOut: false, Action: "IE3R02" }
        );
        var opened = await customs.OpenAsync(message, scenario.CancellationToken);
        var identification = opened.Root.Text("additionalInformationResponse/binaryAttachment/identification");
        verdicts.Require("one file came along", opened.Parts.Count == 1, 1, opened.Parts.Count, "ICD 4.2.5");
        verdicts.Check(
            "its Content-ID is the identification in the answer",
            opened.Parts[0].ContentId == identification,
            identification,
            opened.Parts[0].ContentId,
            "ICD 4.2.5"
        );
        verdicts.Check(
            "its type is stated",
            opened.Parts[0].MimeType == _file!.MimeType,
            _file.MimeType,
            opened.Parts[0].MimeType,
            "ICD 4.2.5"
        );
        verdicts.Check("it is unchanged", opened.Parts[0].Content.Span.SequenceEqual(_file.Content.Span), source: "ICD 4.2.5");
    }

    private static IReadOnlyList<string> References(CustomsMessage request) =>
        [.. request.Root.All("referralRequestDetails/referralRequestReference").Select(element => element.Value!)];

    private static CustomsMessage LastRequest(Player who) => who.Received.Last(message => message.Seen.Action == "IE3Q02");

    private async Task AnswerAsync(Player who, IReadOnlyList<string> references, Action<Draft>? change = null)
    {
        var draft = paperwork.Answer(who, LastRequest(who).Root, references);
        change?.Invoke(draft);
        await cast.LodgeAsync(who, draft, attachments: _file is null ? null : [_file]);
    }

    private async Task CheckStateAsync(Player who, string reference, string expected)
    {
        var filing = await customs.FilingAsync(who.Mrn, scenario.CancellationToken);
        var state = filing.Referrals.Where(one => one.Reference == reference).Select(one => one.State.Word()).SingleOrDefault();
        verdicts.OfCustoms.Check(
            $"the request {reference} is {expected}",
            state == expected,
            expected,
            state ?? "unknown",
            "lifecycle 3.7"
        );
    }
}
