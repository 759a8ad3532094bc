using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Filings of all kinds that customs accepts.</summary>
[Binding]
public sealed class AcceptanceSteps(Cast cast, Verdicts verdicts)
{
    private const string Means = "activeBorderTransportMeans";
    private const string House = "consignmentMasterLevel/consignmentHouseLevel";

    [Given("^(the [a-z ]+?) has filed an (IE3F\\d\\d) for (containers by sea|bulk cargo by sea|goods by inland waterway)$")]
    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) for (containers by sea|bulk cargo by sea|goods by inland waterway)$")]
    public Task FileForTransport(Player who, string message, string transport) =>
        cast.LodgeAsync(
            who,
            cast.Compose(
                message,
                who.Eori,
                fits: draft =>
                    transport switch
                    {
                        "containers by sea" => Mode(draft) == "1" && Contained(draft) == "1",
                        "bulk cargo by sea" => Mode(draft) == "1"
                            && Contained(draft) == "0"
                            && draft.Text(House + "/goodsItem/packaging/numberOfPackages") is null,
                        _ => Mode(draft) == "8",
                    }
            )
        );

    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) with (\\d+) houses$")]
    public Task FileWithHouses(Player who, string message, int houses) =>
        cast.LodgeAsync(who, cast.Compose(message, who.Eori, options => options with { Houses = houses }));

    // Files for goods whose consignee is not known yet: code 10600 and somebody to notify (C3022, C3024).
    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) for a bill of lading to order$")]
    public Task FileToOrder(Player who, string message) =>
        cast.LodgeAsync(
            who,
            cast.Compose(
                    message,
                    who.Eori,
                    fits: draft =>
                        draft.Text(House + "/notifyParty/name") is not null
                        && draft.Text(House + "/goodsItem/commodity/commodityCode/harmonizedSystemSubHeadingCode") is not null
                )
                .Remove(House + "/consignee")
                .Remove(House + "/additionalInformation")
                .Set(House + "/additionalInformation/code", "10600")
        );

    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) with names in (Greek|Cyrillic) letters$")]
    public Task FileInScript(Player who, string message, string script)
    {
        var (name, city) = script == "Greek" ? ("Ελληνικά Παιχνίδια Α.Ε.", "Πειραιάς") : ("Български играчки ООД", "Варна");
        return cast.LodgeAsync(
            who,
            cast.Compose(message, who.Eori)
                .Set("declarant/name", name)
                .Set("declarant/address/city", city)
                .Set(House + "/consignor/name", name)
        );
    }

    [When("^(the [a-z ]+?) files another (IE3F\\d\\d) for a further part of the consignment$")]
    public Task FileFurtherPart(Player who, string message) =>
        cast.LodgeAsync(
            who,
            cast.Compose(message, who.Eori)
                .Set(LinkedFilingSteps.MasterDocument, who.Filing.Draft!.Text(LinkedFilingSteps.MasterDocument)!)
                .Set("splitConsignment/splitConsignmentIndicator", "1")
                .Set("splitConsignment/previousMRN", who.Mrn)
        );

    // Files for somebody else, who is the declarant (ACC-19).
    [When("^(the [a-z ]+?) files an (IE3F\\d\\d) as representative of ([A-Z]{2}\\w+)$")]
    public Task FileAsRepresentative(Player who, string message, string client) =>
        cast.LodgeAsync(
            who,
            cast.Compose(message, client, fits: draft => draft.Text("representative/identificationNumber") is not null)
                .Set("representative/identificationNumber", who.Eori)
        );

    // The registration names both (lifecycle 1.3, 9.1).
    [Then("^the registration names (the [a-z ]+) as representative and its client as declarant$")]
    public void NamesRepresentative(Player who)
    {
        var (registration, filing) = (who.Received.Last(message => message.Seen.Action == "IE3R01").Root, who.Filing.Draft!);
        Same("representative/identificationNumber");
        Same("declarant/identificationNumber");

        void Same(string path) =>
            verdicts.OfCustoms.Check(
                $"IE3R01 repeats {path}",
                registration.Text(path) == filing.Text(path),
                filing.Text(path),
                registration.Text(path),
                "lifecycle 9.1"
            );
    }

    [Then("^each filing of (the [a-z ]+) has an MRN of its own$")]
    public void OwnMrns(Player who)
    {
        var mrns = who.Lodgings.Select(filing => filing.Mrn).ToList();
        verdicts.OfCustoms.Check(
            "no two filings share an MRN",
            mrns.TrueForAll(mrn => mrn is not null) && mrns.Distinct(StringComparer.Ordinal).Count() == mrns.Count,
            mrns.Count,
            string.Join(", ", mrns),
            "lifecycle 8"
        );
    }

    private static string? Mode(Draft draft) => draft.Text(Means + "/ModeOfTransport");

    private static string? Contained(Draft draft) =>
        draft.Text(House + "/containerIndicator") ?? draft.Text("consignmentMasterLevel/containerIndicator");
}
