using System.Globalization;
using Ics2.Ens.Values;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Amendments: the filing once more, with something changed (lifecycle 6).</summary>
/// <param name="mailbox">What customs sends.</param>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class AmendmentSteps(
    Cast cast,
    Mailbox mailbox,
    ObservedCustoms customs,
    RehearsalSettings settings,
    Verdicts verdicts,
    RehearsedScenario scenario
)
{
    internal const string Description = Items + "/commodity/descriptionOfGoods";

    private const string Estimated = "activeBorderTransportMeans/estimatedDateAndTimeOfArrival";
    private const string Items = "consignmentMasterLevel/consignmentHouseLevel/goodsItem";

    [Given("^(the [a-z ]+?) has amended the description of the goods( as asked|)$")]
    [When("^(the [a-z ]+?) amends the description of the goods( as asked|)$")]
    public Task Amend(Player who, string asked)
    {
        var draft = Paperwork.Amendment(who.Filing).Set(Description, "Dolls and building blocks made of beech wood");
        return cast.LodgeAsync(
            who,
            asked.Length == 0
                ? draft
                : draft.Set(
                    "referralRequestReference",
                    who.Received.Last(message => message.Seen.Action == "IE3Q02")
                        .Root.Text("referralRequestDetails/referralRequestReference")!
                )
        );
    }

    [When("^(the [a-z ]+?) amends the description of the goods to \"([^\"]*)\"$")]
    public Task AmendTo(Player who, string description) =>
        cast.LodgeAsync(who, Paperwork.Amendment(who.Filing).Set(Items + "[1]/commodity/descriptionOfGoods", description));

    [When("^(the [a-z ]+?) amends its filing that then has no (\\w+)$")]
    public Task AmendWithout(Player who, string path) => cast.LodgeAsync(who, Paperwork.Amendment(who.Filing).Remove(path));

    [When("^(the [a-z ]+?) amends its filing (without|again with) the last goods item$")]
    public Task AmendItems(Player who, string what)
    {
        var draft = Paperwork.Amendment(who.Filing);
        return cast.LodgeAsync(who, what == "without" ? draft.Remove(Items + "[2]") : draft);
    }

    [When("^(the [a-z ]+?) amends its filing to arrive (\\d+) days? later$")]
    public Task AmendArrival(Player who, int days)
    {
        var draft = Paperwork.Amendment(who.Filing);
        var filed = DateTimeOffset.Parse(draft.Text(Estimated)!, CultureInfo.InvariantCulture);
        return cast.LodgeAsync(who, draft.Set(Estimated, EnsDate.Format(filed.AddDays(days))));
    }

    [When("^(the [a-z ]+?) amends its filing with another (transport document|office of first entry|mode of transport)$")]
    public Task AmendLocked(Player who, string what)
    {
        var draft = Paperwork.Amendment(who.Filing);
        return cast.LodgeAsync(
            who,
            what switch
            {
                "transport document" => draft.Set("consignmentMasterLevel/transportDocumentMasterLevel/documentNumber", "BL-OTHER-1"),
                "office of first entry" => draft.Set(
                    "customsOfficeOfFirstEntry/referenceNumber",
                    settings.OtherOffice(draft.Text("customsOfficeOfFirstEntry/referenceNumber")!)
                ),
                _ => draft
                    .Set("activeBorderTransportMeans/ModeOfTransport", "8")
                    .Set("activeBorderTransportMeans/typeOfIdentification", "80")
                    .Set("activeBorderTransportMeans/identificationNumber", "02345678"),
            }
        );
    }

    [When("^(the [a-z ]+?) amends under an MRN that customs never gave$")]
    public Task AmendUnknown(Player who) => cast.LodgeAsync(who, Paperwork.Amendment(who.Filing with { Mrn = Paperwork.UnknownMrn() }));

    [When("^(the [a-z ]+?) amends its filing with an (IE3A\\d\\d)$")]
    public Task AmendAs(Player who, string message) => cast.LodgeAsync(who, cast.Compose(message, who.Eori).Set("MRN", who.Mrn));

    [When("^(the [a-z ]+?) amends the filing of (the [a-z ]+?) as its own$")]
    public Task AmendForeign(Player who, Player owner) =>
        cast.LodgeAsync(who, Paperwork.Amendment(owner.Filing).Set("declarant/identificationNumber", who.Eori));

    [Then("^the refusal to (the [a-z ]+?) names the MRN of its filing$")]
    public void Refers(Player who)
    {
        var (refusal, mrn) = (who.Received.Last(message => message.Seen.Action == "IE3N99"), who.Filing.Mrn);
        verdicts.OfCustoms.Check(
            "the refusal is found by the MRN",
            refusal.Root.Text("functionalReference") == mrn,
            mrn,
            refusal.Root.Text("functionalReference"),
            "lifecycle 9.5"
        );
    }

    [Then("^(the [a-z ]+?) receives IE3N10 for its amendment$")]
    public async Task Done(Player who)
    {
        var done = await mailbox.ReceiveAsync(who, "IE3N10", who.Last.MessageIds);
        verdicts.OfCustoms.Check(
            "the filing keeps its MRN",
            done.Root.Text("MRN") == who.Filing.Mrn,
            who.Filing.Mrn,
            done.Root.Text("MRN"),
            "lifecycle 3.2 row 6"
        );
        verdicts.OfCustoms.Check(
            "it names the declarant",
            done.Root.Text("declarant/identificationNumber") == who.Eori,
            who.Eori,
            done.Root.Text("declarant/identificationNumber"),
            "lifecycle 9.17"
        );
    }

    [Then("^the filing of (the [a-z ]+?) was (never amended|amended once|amended twice)$")]
    public async Task Amended(Player who, string times)
    {
        var expected = times switch
        {
            "never amended" => 0,
            "amended once" => 1,
            _ => 2,
        };
        var filing = await customs.FilingAsync(who.Mrn, scenario.CancellationToken);
        verdicts.OfCustoms.Check(
            "customs has as many amendments",
            filing.Amendments == expected,
            expected,
            filing.Amendments,
            "lifecycle 6.2"
        );
    }
}
