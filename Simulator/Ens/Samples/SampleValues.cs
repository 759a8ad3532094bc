using System.Globalization;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>Gives each leaf of a sample its value, out of the story.</summary>
internal sealed class SampleValues(SampleStory story)
{
    private readonly SampleAmounts _amounts = new(story);
    private readonly SampleChoices _choices = new(story);

    private Journey Journey => story.Journey;

    private MeansOfTransport Means => Journey.Means;

    public string Of(EnsElement leaf) =>
        leaf.Definition!.IsDateTime
            ? Date(leaf)
            : leaf.Name switch
            {
                "LRN" => story.Options.Lrn?.Value
                    ?? string.Create(CultureInfo.InvariantCulture, $"S{story.Options.Now:yyMMddHHmmss}{story.Options.Seed % 100000000}"),
                "MRN" => (story.Options.Mrn ?? story.AnyMrn()).Value,
                "identification" when leaf.Parent!.Name is "ENSEntity" or "relatedMRN" or "previousDocument" => story.AnyMrn().Value,
                "functionalReference" => "REF" + story.Random.Digits(8),
                "SpecificCircumstanceIndicator" => story.Message.SpecificCircumstance ?? "F10",
                "reEntryIndicator" or "splitConsignmentIndicator" or "dataRequest" => "0",
                "containerIndicator" => Journey.IsContainerised ? "1" : "0",
                "ModeOfTransport" => Number((int)Journey.Mode),
                "country" => Country(leaf.Parent!),
                "nationality" => IsActive(leaf) ? Means.Nationality : Journey.From.Country,
                "sequenceNumber" or "goodsItemNumber" => Number(leaf.Parent!.Occurrence),
                "conveyanceReferenceNumber" => Means.Conveyance,
                "identificationNumber" => Identification(leaf.Parent!),
                "typeOfIdentification" => IsActive(leaf) ? Means.Identification
                : Journey.Mode == BorderMode.Rail ? "20"
                : "31",
                "typeOfMeansOfTransport" => IsActive(leaf) ? Means.Type
                : Journey.Mode == BorderMode.Rail ? "230"
                : "395",
                "UNLOCODE" => PlaceOf(leaf.Parent!).Code,
                "location" or "city" => PlaceOf(leaf.Parent!).City,
                "postCode" => PlaceOf(leaf.Parent!).PostCode,
                "referenceNumber" => Reference(leaf),
                "documentNumber" => story.Documents.Number(leaf.Parent!),
                "receptacleIdentificationNumber" => Receptacle(leaf.Parent!),
                "referenceNumberUCR" => Ucr(leaf),
                "referralRequestReference" => "RR" + story.Random.Digits(12),
                "VATIdentificationNumber" => Journey.To.Country + story.Random.Digits(9),
                _ => OfParty(leaf) ?? OfContainer(leaf) ?? Goods(leaf),
            };

    private string? OfParty(EnsElement leaf)
    {
        var owner = leaf.Parent!.Name is "address" ? leaf.Parent.Parent! : leaf.Parent;
        return leaf.Name switch
        {
            "street" => story.Parties.PartyOf(owner).Street,
            "streetAdditionalLine" => "Building C",
            "number" => Number(story.Parties.PartyOf(owner).Number),
            "poBox" => "P.O. Box " + Number(1000 + story.Parties.PartyOf(owner).Number),
            "subDivision" => "Harbour district",
            "name" => story.Parties.PartyOf(owner).Name,
            "typeOfPerson" => story.Parties.PartyOf(owner).IsPerson ? "1" : "2",
            "status" => "2",
            "identifier" when owner.Name is "communication" => Communication(owner),
            _ => null,
        };
    }

    private string? OfContainer(EnsElement leaf)
    {
        if (leaf.Name is not ("containerIdentificationNumber" or "containerSizeAndType" or "numberOfSeals" or "identifier"))
        {
            return null;
        }

        var equipment = leaf.Parent!.Name is "seal" ? leaf.Parent.Parent! : leaf.Parent;
        var containers = story.ContainersOf(equipment);
        var container = containers[(equipment.Occurrence - 1) % containers.Count];
        return leaf.Name switch
        {
            "containerIdentificationNumber" => container.Number,
            "containerSizeAndType" => container.SizeAndType,
            "numberOfSeals" => Number(container.Seals.Count),
            _ => container.Seals[leaf.Parent.Occurrence - 1],
        };
    }

    private string Goods(EnsElement leaf)
    {
        var (goods, packages, mass) = story.LotOf(leaf);
        return leaf.Name switch
        {
            "descriptionOfGoods" => goods.Description,
            "harmonizedSystemSubHeadingCode" => goods.Subheading,
            "combinedNomenclatureCode" => goods.Nomenclature,
            "UNNumber" => goods.UnNumber ?? "3077",
            "typeOfPackages" => goods.Package,
            "numberOfPackages" => Number(packages),
            "shippingMarks" => $"{Journey.To.City.ToUpperInvariant()} 1-{Number(Math.Max(1, packages))}",
            "grossMass" => Mass(mass),
            "netMass" => Mass(Journey.Trade == Trade.Post ? mass : mass * 0.9m),
            "totalGrossMass" => "1", // replaced by the sum of the items, which come later
            "value" => _amounts.Of(leaf.Parent!),
            "placeOfExamination" => $"Inspection hall, {Journey.Entry.City}",
            "type" when leaf.Definition!.Codes is { Id: "CL754" } => story.Documents.Type(leaf.Parent!),
            _ => _choices.Of(leaf),
        };
    }

    internal static string Mass(decimal kilograms) => kilograms.ToString("0.######", CultureInfo.InvariantCulture);

    private string Date(EnsElement leaf) =>
        EnsDate.Format(
            leaf.Name switch
            {
                "actualDateAndTimeOfDeparture" or "estimatedDateAndTimeOfDeparture" => story.Times.Departure,
                "estimatedDateAndTimeOfArrival" or "actualDateAndTimeOfArrival" => story.Times.Arrival,
                "scheduledControlDate" => story.Options.Now.AddHours(6),
                _ => story.Options.Now,
            }
        );

    private string Country(EnsElement parent) =>
        parent.Name switch
        {
            "countriesOfRoutingOfMeansOfTransport" or "countriesOfRoutingOfConsignment" => Journey.Route[parent.Occurrence - 1],
            "addressedMemberState" or "responsibleMemberState" => Journey.Entry.Country,
            "countryOfOrigin" => Journey.From.Country,
            _ => PlaceOf(parent).Country,
        };

    private Place PlaceOf(EnsElement within) =>
        within.Name switch
        {
            "placeOfLoading" or "placeOfAcceptance" or "facilityPlace" => Journey.From,
            "placeOfUnloading" or "placeOfDelivery" => Journey.To,
            "address" => PlaceOf(within.Parent!),
            _ => story.Parties.PartyOf(within).Place,
        };

    private string Identification(EnsElement owner) =>
        owner.Name switch
        {
            "activeBorderTransportMeans" => Means.Number,
            "passiveBorderTransportMeans" when Journey.Mode == BorderMode.Rail => story
                .Shipment.WagonsOf(Math.Max(1, story.HouseOf(owner)))
                .ElementAtOrDefault(owner.Occurrence - 1)
                ?? Identifiers.Wagon(Journey.Marks, story.Random),
            "passiveBorderTransportMeans" => Draws.For(story.Options.Seed, "trailer").Fill(Trailer),
            _ => story.Parties.PartyOf(owner).Eori.Value,
        };

    // Trailers are named on roads only; a form without digits would be that of a train.
    private string Trailer => Journey.Mode == BorderMode.Road ? Journey.Marks : Journey.From.Country + "######";

    private string Communication(EnsElement communication)
    {
        var party = story.Parties.PartyOf(communication.Parent!);
        return communication.Occurrence % 2 == 1
            ? $"{party.Place.Phone} {Draws.For(story.Options.Seed, party.Name).Digits(6)}"
            : "ens@" + party.Domain;
    }

    private string Reference(EnsElement leaf) =>
        leaf.Parent!.Name switch
        {
            "customsOfficeOfFirstEntry" or "actualCustomsOfficeOfFirstEntry" or "customsOfficeOfControl" => Journey.Office,
            "examinationPlace" => Journey.Entry.Code,
            _ => "INV-" + story.Random.Digits(7),
        };

    private string Ucr(EnsElement leaf)
    {
        var house = story.HouseOf(leaf);
        return "UCR" + Draws.For(story.Options.Seed, "ucr", house).Digits(10);
    }

    private string Receptacle(EnsElement receptacle)
    {
        var number = story.HouseOf(receptacle) is > 0 and var house ? Shipment.ReceptacleOf(house) : receptacle.Occurrence;
        var houses = Math.Max(story.Houses, story.Options.House);
        return story.Shipment.Receptacle(number, houses, story.Options.Now);
    }

    private static bool IsActive(EnsElement leaf) => leaf.Parent!.Name is "activeBorderTransportMeans";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
