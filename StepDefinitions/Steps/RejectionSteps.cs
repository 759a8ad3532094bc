using System.Text;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Filings that customs cannot accept, and how it says so.</summary>
/// <param name="mailbox">What customs sends them.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class RejectionSteps(
    Cast cast,
    Mailbox mailbox,
    ObservedCustoms customs,
    WantedError wanted,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    private const string Means = "activeBorderTransportMeans";

    private Draft? _voyage;

    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) (" + Mistakes.All + ")$")]
    public Task FileWithMistake(Player who, string message, string mistake) => FileAsync(who, message, [mistake]);

    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) with these mistakes:$")]
    public Task FileWithMistakes(Player who, string message, DataTable mistakes) =>
        FileAsync(who, message, [.. mistakes.Rows.Select(row => row["mistake"])]);

    // Sends something else as a filing (REJ-01).
    [When("^(the [a-z ]+?) sends as an (IE3F\\d\\d) something that is not XML$")]
    public Task SendGarbage(Player who, string message) =>
        cast.LodgeAsync(who, message, Encoding.UTF8.GetBytes("{ \"LRN\": \"this is JSON\" }"));

    // Uses a reference again (REJ-16).
    [When("^(the [a-z ]+?) files another (IE3F\\d\\d) under the same LRN$")]
    public Task FileUnderSameLrn(Player who, string message) =>
        cast.LodgeAsync(who, cast.Compose(message, who.Eori).Set("LRN", who.Filing.Draft!.Text("LRN")!));

    // Uses a document number again (REJ-15, REJ-18).
    [When("^(the [a-z ]+?) files another (IE3F\\d\\d) under the same transport document$")]
    public Task FileUnderSameDocument(Player who, string message) =>
        cast.LodgeAsync(
            who,
            cast.Compose(message, who.Eori).Set(LinkedFilingSteps.MasterDocument, who.Filing.Draft!.Text(LinkedFilingSteps.MasterDocument)!)
        );

    // The ship is there before the filing (REJ-17).
    [Given("^the ship of (the [a-z ]+) is in port already$")]
    public async Task ShipInPort(Player who)
    {
        _voyage = cast.Compose("IE3F10", who.Eori, fits: draft => draft.Text(Means + "/ModeOfTransport") == "1");
        var arrival = cast.Compose("IE3N06", who.Eori, fits: draft => draft.Text(Means + "/ModeOfTransport") == "1")
            .Remove("relatedMRN")
            .Remove("relatedTransportDocument")
            .Set(Means + "/identificationNumber", _voyage.Text(Means + "/identificationNumber")!)
            .Set(Means + "/estimatedDateAndTimeOfArrival", _voyage.Text(Means + "/estimatedDateAndTimeOfArrival")!);
        await cast.LodgeAsync(who, arrival);
        await mailbox.ReceiveAsync(who, "IE3R04");
    }

    [When("^(the [a-z ]+?) files an IE3F10 for goods on that ship$")]
    public Task FileForShip(Player who) =>
        cast.LodgeAsync(
            who,
            _voyage ?? throw new InvalidOperationException("Say 'Given the ship of the carrier is in port already' first.")
        );

    // The goods are with national customs already (REJ-18).
    [Given("^the goods of (the [a-z ]+) have been presented to customs$")]
    public Task Presented(Player who) => customs.ActAsync(who.Mrn, new ActionRequest("present"), scenario.CancellationToken);

    // The EORI of the declarant is taken out of the register (REJ-22).
    [Given("^the EORI of (the [a-z ]+) has expired meanwhile$")]
    public Task Expired(Player who) => customs.DeclareEoriAsync(who.Eori, exists: false, scenario.CancellationToken);

    [Then("^(the [a-z ]+?) receives IE3N99 with exactly these errors:$")]
    public async Task RefusedForAll(Player who, DataTable errors)
    {
        var reply = await mailbox.ReceiveAsync(who, "IE3N99", who.Last.MessageIds);
        var actual = Mailbox.Errors(reply);
        verdicts.OfCustoms.Check(
            "every error is listed once",
            actual.Split("; ").Length == errors.Rows.Count && errors.Rows.All(row => wanted.IsAmong(actual, row["check"], row["element"])),
            string.Join("; ", errors.Rows.Select(row => wanted.Show(row["check"], row["element"]))),
            actual,
            "lifecycle 4.1; BPM L4 4.19"
        );
    }

    // The answer to what could not be read (lifecycle 9.5).
    [Then("^(the [a-z ]+?) receives IE3N99 that only the message id ties to what it sent$")]
    public async Task RefusedUnread(Player who)
    {
        var root = (await mailbox.ReceiveAsync(who, "IE3N99", who.Last.MessageIds)).Root;
        verdicts.OfCustoms.Check(
            "it names no LRN",
            root.Text("functionalReference") is null,
            "none",
            root.Text("functionalReference"),
            "lifecycle 9.5"
        );
        verdicts.OfCustoms.Check(
            "it says what the parser found",
            root.Text("error/technicalErrorMessage") is { Length: > 0 },
            "a text",
            root.Text("error/technicalErrorMessage") ?? "nothing",
            "lifecycle 4.2 A"
        );
        verdicts.OfCustoms.Check(
            "it points at no element",
            root.Text("error/pointer/messageElementPath") is null,
            "none",
            root.Text("error/pointer/messageElementPath"),
            "lifecycle 4.2 A"
        );
    }

    private Task<Lodged> FileAsync(Player who, string message, IReadOnlyList<string> mistakes)
    {
        var draft = cast.Compose(
            message,
            who.Eori,
            options => options with { Items = 1 },
            story => mistakes.All(mistake => Mistakes.Shows(mistake, story))
        );
        return cast.LodgeAsync(who, mistakes.Aggregate(draft, (changed, mistake) => Mistakes.Make(mistake, changed)));
    }
}
