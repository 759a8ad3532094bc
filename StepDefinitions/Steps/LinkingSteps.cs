using System.Text.Json;
using Ics2.StepDefinitions.Running;

namespace Ics2.StepDefinitions.Steps;

/// <summary>Filings of several traders that make one ENS (lifecycle 2.1, 2.2, 5.3).</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="mailbox">What customs sends them.</param>
/// <param name="customs">The customs side.</param>
/// <param name="verdicts">Takes the checks.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class LinkingSteps(Cast cast, Mailbox mailbox, Customs customs, Verdicts verdicts, ScenarioContext scenario)
{
    internal const string MasterDocument = Master + "/transportDocumentMasterLevel/documentNumber";

    private const string Master = "consignmentMasterLevel";
    private const string House = Master + "/consignmentHouseLevel";
    private const string HouseDocument = House + "/transportDocumentHouseLevel/documentNumber";

    /// <summary>Files a master and says who files the rest.</summary>
    /// <param name="who">The carrier.</param>
    /// <param name="message">F12, or F13 for the consignee side.</param>
    /// <param name="named">Whose filing is awaited.</param>
    [Given("^(the [a-z ]+?) has filed an (IE3F12|IE3F13) that names (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an (IE3F12|IE3F13) that names (the [a-z ]+)$")]
    public Task FileMaster(Player who, string message, Player named) => FileMasterAsync(who, message, named, like: null);

    /// <summary>Files the master of a house that is there already.</summary>
    /// <param name="who">The carrier.</param>
    /// <param name="named">Who filed the house.</param>
    [When("^(the [a-z ]+?) files the IE3F12 for the house of (the [a-z ]+)$")]
    public Task FileMasterOf(Player who, Player named) => FileMasterAsync(who, "IE3F12", named, named.Filing.Draft);

    /// <summary>Files a house before its master, whose number the carrier has told.</summary>
    /// <param name="who">The forwarder.</param>
    /// <param name="carrier">Whose master it will belong to.</param>
    [Given("^(the [a-z ]+?) has filed an IE3F15 for a shipment with (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an IE3F15 for a shipment with (the [a-z ]+)$")]
    public Task FileAhead(Player who, Player carrier) => FileHouseAsync(who, "IE3F15", carrier, like: null, named: null);

    /// <summary>Files a house.</summary>
    /// <param name="who">The forwarder, or the consignee.</param>
    /// <param name="message">F14, F15 or F17.</param>
    /// <param name="carrier">Whose master it belongs to.</param>
    [Given("^(the [a-z ]+?) has filed an (IE3F14|IE3F15|IE3F17) under the master of (the [a-z]+(?: [a-z]+)?)$")]
    [When("^(the [a-z ]+?) files an (IE3F14|IE3F15|IE3F17) under the master of (the [a-z]+(?: [a-z]+)?)$")]
    public Task FileHouse(Player who, string message, Player carrier) => FileHouseAsync(who, message, carrier, carrier.Filing.Draft, named: null);

    /// <summary>Files a house and says who files the rest of it: the consignee, or the next forwarder of a co-load.</summary>
    /// <param name="who">The forwarder.</param>
    /// <param name="message">F14 or F15.</param>
    /// <param name="carrier">Whose master it belongs to.</param>
    /// <param name="named">Whose filing is awaited.</param>
    [Given("^(the [a-z ]+?) has filed an (IE3F14|IE3F15) under the master of (the [a-z ]+?) that names (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an (IE3F14|IE3F15) under the master of (the [a-z ]+?) that names (the [a-z ]+)$")]
    public Task FileHouseNaming(Player who, string message, Player carrier, Player named) => FileHouseAsync(who, message, carrier, carrier.Filing.Draft, named);

    /// <summary>Files what the consignee knows about a house.</summary>
    /// <param name="who">The consignee.</param>
    /// <param name="forwarder">Who filed the house.</param>
    [Given("^(the [a-z ]+?) has filed an IE3F16 for the house of (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an IE3F16 for the house of (the [a-z ]+)$")]
    public Task FileConsigneeSide(Player who, Player forwarder)
    {
        var house = forwarder.Filing.Draft!;
        var draft = cast.Compose("IE3F16", who.Eori, options => options with { Seed = house.Seed })
            .Set(HouseDocument, house.Text(HouseDocument)!)
            .Set(House + "/transportDocumentMasterLevel/documentNumber", house.Text(House + "/transportDocumentMasterLevel/documentNumber")!)
            .Set(House + "/carrier/identificationNumber", house.Text(House + "/carrier/identificationNumber")!);
        return cast.LodgeAsync(who, draft);
    }

    /// <summary>Files a house whose carrier is mistaken (LNK-10).</summary>
    /// <param name="who">The forwarder.</param>
    /// <param name="carrier">Whose master it belongs to.</param>
    [When("^(the [a-z ]+?) files an IE3F15 under the master of (the [a-z ]+?) with the EORI of another carrier$")]
    public Task FileWithWrongCarrier(Player who, Player carrier) =>
        cast.LodgeAsync(who, Compose(who, "IE3F15", carrier, carrier.Filing.Draft, named: null).Set(House + "/carrier/identificationNumber", "NL999999999"));

    /// <summary>Files a house that weighs more than its master (LNK-11).</summary>
    /// <param name="who">The forwarder.</param>
    /// <param name="carrier">Whose master it belongs to.</param>
    [When("^(the [a-z ]+?) files an IE3F15 under the master of (the [a-z ]+?) that weighs more than the master$")]
    public Task FileTooHeavy(Player who, Player carrier) =>
        cast.LodgeAsync(who, Compose(who, "IE3F15", carrier, carrier.Filing.Draft, named: null).Set(House + "/totalGrossMass", "9000000").Set(House + "/goodsItem/weight/grossMass", "4500000"));

    /// <summary>Nobody waits any longer for those who have not filed.</summary>
    /// <param name="who">Who filed the master.</param>
    [Given("^the time for linking the master of (the [a-z ]+) has run out$")]
    [When("^the time for linking the master of (the [a-z ]+) runs out$")]
    public Task LinkingTimeOver(Player who) => customs.ActAsync(MrnOf(who), new { action = "expireTimer", timer = "linking" }, scenario.CancellationToken);

    /// <summary>How far the ENS is that is built on a filing.</summary>
    /// <param name="who">Who filed the master or full filing.</param>
    /// <param name="state">As CL744 names it.</param>
    [Given("^the ENS of (the [a-z ]+) is (complete|pending completeness|considered complete)$")]
    [Then("^the ENS of (the [a-z ]+) is (complete|pending completeness|considered complete)$")]
    public async Task EnsIs(Player who, string state)
    {
        var actual = (await FilingAsync(who)).GetProperty("ens").GetString();
        verdicts.Check("the ENS is in the right state", actual == Camel(state), Camel(state), actual, "lifecycle 3.3");
    }

    /// <summary>Whether the houses of a filing have found their master.</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="state">As CL744 names it.</param>
    [Then("^the filing of (the [a-z ]+) is (linked|pending linking)$")]
    public async Task HousesAre(Player who, string state)
    {
        var actual = (await FilingAsync(who)).GetProperty("houses").EnumerateArray().Select(house => house.GetProperty("state").GetString()).Distinct(StringComparer.Ordinal).ToList();
        verdicts.Check("every house of the filing is in the right state", actual is [var only] && only == Camel(state), Camel(state), string.Join(", ", actual), "lifecycle 3.4");
    }

    /// <summary>Master and house do not fit (lifecycle 4.1 step 12).</summary>
    /// <param name="who">Who filed the master.</param>
    [Then("^customs has flagged the ENS of (the [a-z ]+) as inconsistent$")]
    public async Task Flagged(Player who)
    {
        if (!(await FilingAsync(who)).TryGetProperty("consistency", out var consistency))
        {
            verdicts.Skip("This customs does not say whether linked filings are consistent.");
        }

        verdicts.Check("the difference is flagged", consistency.ToString() == "flagged", "flagged", consistency.ToString(), "lifecycle 4.1 step 12");
    }

    /// <summary>IE3N02 lists whom the recipient has named and nobody heard of (lifecycle 9.7).</summary>
    /// <param name="who">Who filed.</param>
    /// <param name="silent">Who did not.</param>
    [Then("^(the [a-z ]+?) receives IE3N02 that lists (the [a-z ]+)$")]
    public async Task ReceivesNotComplete(Player who, Player silent)
    {
        var mrn = MrnOf(who);
        var root = (await mailbox.ReceiveAsync(who, "IE3N02", $"MRN {mrn}", content => content.Text("MRN") == mrn)).Root;
        var listed = string.Join(", ", root.All("supplementaryDeclarant/identificationNumber").Select(eori => eori.Value));
        verdicts.Check("it lists those who have not filed", listed == silent.Eori, silent.Eori, listed, "lifecycle 9.7");
    }

    /// <summary>IE3N11 tells the silent party of which master it is awaited (lifecycle 9.8).</summary>
    /// <param name="who">The silent party.</param>
    /// <param name="carrier">Who filed the master.</param>
    [Then("^(the [a-z ]+?) receives IE3N11 about the master of (the [a-z ]+)$")]
    public async Task ReceivesPending(Player who, Player carrier)
    {
        var (root, document) = ((await mailbox.ReceiveAsync(who, "IE3N11")).Root, carrier.Filing.Draft!.Text(MasterDocument));
        verdicts.Check("it names the master document", root.Text("transportDocument/documentNumber") == document, document, root.Text("transportDocument/documentNumber"), "lifecycle 9.8");
        verdicts.Check("it names the one who is awaited", root.Text("supplementaryDeclarant/identificationNumber") == who.Eori, who.Eori, root.Text("supplementaryDeclarant/identificationNumber"), "lifecycle 9.8");
    }

    private static string Camel(string state) => string.Concat(state.Split(' ').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static string MrnOf(Player who) => who.Filing.Mrn ?? throw new InvalidOperationException($"{who.PartyId} has not received the MRN of its filing yet.");

    private Task<JsonElement> FilingAsync(Player who) => customs.FilingAsync(MrnOf(who), scenario.CancellationToken);

    private Task<Lodged> FileMasterAsync(Player who, string message, Player named, Draft? like)
    {
        var at = message == "IE3F13" ? House : Master;
        var draft = cast.Compose(message, who.Eori, options => options with { Seed = like?.Seed ?? options.Seed }, story => like is not null || IsDeepSea(story, at))
            .Set(Master + "/carrier/identificationNumber", who.Eori)
            .Set(at + "/supplementaryDeclarant/supplementaryFilingType", "1")
            .Set(at + "/supplementaryDeclarant/identificationNumber", named.Eori);
        return cast.LodgeAsync(who, like is null ? draft : draft.Set(MasterDocument, like.Text(House + "/transportDocumentMasterLevel/documentNumber")!));
    }

    private Task<Lodged> FileHouseAsync(Player who, string message, Player carrier, Draft? like, Player? named) => cast.LodgeAsync(who, Compose(who, message, carrier, like, named));

    // The same story as the master; the house number is the filer's own.
    private Draft Compose(Player who, string message, Player carrier, Draft? master, Player? named)
    {
        var draft = cast.Compose(message, who.Eori, options => options with { Seed = master?.Seed ?? options.Seed }, story => master is not null || IsDeepSea(story, House))
            .Set(House + "/carrier/identificationNumber", carrier.Eori);
        if (message != "IE3F14")
        {
            draft.Remove(House + "/supplementaryDeclarant"); // an F14 awaits the consignee side in any case (C3020)
        }

        if (master is not null)
        {
            draft.Set(House + "/transportDocumentMasterLevel/documentNumber", master.Text(MasterDocument)!);
        }

        if (message != "IE3F17")
        {
            draft.Set(HouseDocument, $"H{who.Eori[2..]}");
        }

        return named is null ? draft : draft
            .Set(House + "/supplementaryDeclarant/identificationNumber", named.Eori)
            .Set(House + "/supplementaryDeclarant/supplementaryFilingType", "2");
    }

    // Goods in containers, for which customs has the longest time.
    private static bool IsDeepSea(Draft story, string at) => story.Text("activeBorderTransportMeans/ModeOfTransport") is "1" or null && story.Text(at + "/containerIndicator") is "1" or null;
}
