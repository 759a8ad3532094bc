using System.Globalization;

namespace Ics2.StepDefinitions;

/// <summary>Files masters and the houses below them, each by another trader, so that customs can link them (lifecycle 2.1).</summary>
[Binding]
public sealed class LinkedFilingSteps(Cast cast)
{
    internal const string MasterDocument = Master + "/transportDocumentMasterLevel/documentNumber";

    private const string Master = "consignmentMasterLevel";
    private const string House = Master + "/consignmentHouseLevel";
    private const string HouseDocument = House + "/transportDocumentHouseLevel/documentNumber";
    private const string HouseMasterDocument = House + "/transportDocumentMasterLevel/documentNumber";

    [Given("^(the [a-z ]+?) has filed an (IE3F12|IE3F13) that names (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an (IE3F12|IE3F13) that names (the [a-z ]+)$")]
    public Task FileMaster(Player who, string message, Player named) => FileMasterAsync(who, message, named, like: null);

    [When("^(the [a-z ]+?) files the IE3F12 for the house of (the [a-z ]+)$")]
    public Task FileMasterOf(Player who, Player named) => FileMasterAsync(who, "IE3F12", named, named.Filing.Draft);

    [Given("^(the [a-z ]+?) has filed an IE3F15 for a shipment with (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an IE3F15 for a shipment with (the [a-z ]+)$")]
    public Task FileAhead(Player who, Player carrier) => FileHouseAsync(who, "IE3F15", carrier, like: null, named: null);

    [Given("^(the [a-z ]+?) has filed an (IE3F14|IE3F15|IE3F17) under the master of (the [a-z]+(?: [a-z]+)?)$")]
    [When("^(the [a-z ]+?) files an (IE3F14|IE3F15|IE3F17) under the master of (the [a-z]+(?: [a-z]+)?)$")]
    public Task FileHouse(Player who, string message, Player carrier) =>
        FileHouseAsync(who, message, carrier, carrier.Filing.Draft, named: null);

    // Files a house and says who files the rest of it: the consignee, or the next forwarder of a co-load.
    [Given("^(the [a-z ]+?) has filed an (IE3F14|IE3F15) under the master of (the [a-z ]+?) that names (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an (IE3F14|IE3F15) under the master of (the [a-z ]+?) that names (the [a-z ]+)$")]
    public Task FileHouseNaming(Player who, string message, Player carrier, Player named) =>
        FileHouseAsync(who, message, carrier, carrier.Filing.Draft, named);

    [Given("^(the [a-z ]+?) has filed an IE3F16 for the house of (the [a-z ]+)$")]
    [When("^(the [a-z ]+?) files an IE3F16 for the house of (the [a-z ]+)$")]
    public Task FileConsigneeSide(Player who, Player forwarder)
    {
        var house = forwarder.Filing.Draft!;
        var draft = cast.Compose("IE3F16", who.Eori, options => options with { Seed = house.Seed })
            .Set(HouseDocument, house.Text(HouseDocument)!)
            .Set(HouseMasterDocument, house.Text(HouseMasterDocument)!)
            .Set(House + "/carrier/identificationNumber", house.Text(House + "/carrier/identificationNumber")!);
        return cast.LodgeAsync(who, draft);
    }

    // Files a house whose carrier is mistaken (LNK-10).
    [When("^(the [a-z ]+?) files an IE3F15 under the master of (the [a-z ]+?) with the EORI of another carrier$")]
    public Task FileWithWrongCarrier(Player who, Player carrier) =>
        cast.LodgeAsync(
            who,
            Compose(who, "IE3F15", carrier, carrier.Filing.Draft, named: null).Set(House + "/carrier/identificationNumber", "NL999999999")
        );

    // Files a house whose weight fits its master, or does not (LNK-11).
    [When("^(the [a-z ]+?) files an IE3F15 under the master of (the [a-z ]+?) that weighs (as much as|more than) the master$")]
    public Task FileWithWeight(Player who, Player carrier, string weight)
    {
        var master = carrier.Filing.Draft!;
        var total = decimal.Parse(master.Text(Master + "/totalGrossMass")!, CultureInfo.InvariantCulture);
        var house = Compose(who, "IE3F15", carrier, master, named: null, items: 1);
        var mass = (weight == "as much as" ? total : total * 2).ToString("0.######", CultureInfo.InvariantCulture);
        return cast.LodgeAsync(who, house.Set(House + "/totalGrossMass", mass).Set(House + "/goodsItem/weight/grossMass", mass));
    }

    private Task<Lodged> FileMasterAsync(Player who, string message, Player named, Draft? like)
    {
        var at = message == "IE3F13" ? House : Master;
        var draft = cast.Compose(
                message,
                who.Eori,
                options => options with { Seed = like?.Seed ?? options.Seed },
                story => like is not null || IsDeepSea(story, at)
            )
            .Set(Master + "/carrier/identificationNumber", who.Eori)
            .Set(at + "/supplementaryDeclarant/supplementaryFilingType", "1")
            .Set(at + "/supplementaryDeclarant/identificationNumber", named.Eori);
        return cast.LodgeAsync(who, like is null ? draft : draft.Set(MasterDocument, like.Text(HouseMasterDocument)!));
    }

    private Task<Lodged> FileHouseAsync(Player who, string message, Player carrier, Draft? like, Player? named) =>
        cast.LodgeAsync(who, Compose(who, message, carrier, like, named));

    // The same story as the master; the house number is the filer's own.
    private Draft Compose(Player who, string message, Player carrier, Draft? master, Player? named, int items = 2)
    {
        var draft = cast.Compose(
                message,
                who.Eori,
                options => options with { Seed = master?.Seed ?? options.Seed, Items = items },
                story => master is not null || IsDeepSea(story, House)
            )
            .Set(House + "/carrier/identificationNumber", carrier.Eori);
        if (message != "IE3F14")
        {
            draft.Remove(House + "/supplementaryDeclarant"); // an F14 awaits the consignee side in any case (C3020)
        }

        if (master is not null)
        {
            draft.Set(HouseMasterDocument, master.Text(MasterDocument)!);
        }

        if (message != "IE3F17")
        {
            draft.Set(HouseDocument, $"H{who.Eori[2..]}");
        }

        return named is null
            ? draft
            : draft
                .Set(House + "/supplementaryDeclarant/identificationNumber", named.Eori)
                .Set(House + "/supplementaryDeclarant/supplementaryFilingType", "2");
    }

    // Goods in containers, for which customs has the longest time.
    private static bool IsDeepSea(Draft story, string at) =>
        story.Text("activeBorderTransportMeans/ModeOfTransport") is "1" or null
        && story.Text(at + "/containerIndicator") is "1" or null
        && !Paperwork.IsFromNearby(story);
}
