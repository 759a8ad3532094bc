using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Samples;

/// <summary>Decides how often an element occurs in a sample: by the table, by what the conditions ask, else by a coin.</summary>
internal sealed class SampleCounts(SpecPack pack, SampleStory story)
{
    public int HowMany(ElementDefinition row, EnsElement parent)
    {
        var wanted = row.MinOccurs == 0 && row.MaxOccurs == 1 ? Optional(row, parent) : Many(row, parent);
        return Math.Clamp(wanted, row.MinOccurs, row.MaxOccurs);
    }

    private int Many(ElementDefinition row, EnsElement parent) =>
        row.Tag switch
        {
            "consignmentHouseLevel" when parent.Parent?.Parent is null => story.Options.Houses,
            "goodsItem" when story.Message.SpecificCircumstance is not null => Math.Max(1, story.Options.Items),
            "goodsItem" when parent.Parent?.Name is "controlSubject" => 1,
            "countriesOfRoutingOfMeansOfTransport" or "countriesOfRoutingOfConsignment" => story.Journey.Route.Count,
            "communication" => story.Random.Next(1, 3),
            "transportEquipment" => Equipment(row, parent),
            "seal" => int.Parse(parent.Text("numberOfSeals") ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            "receptacle" => story.Journey.Trade != Trade.Post ? 0 : Shipment.Receptacles(story.Houses),
            "additionalInformation" => MayBeToOrder(row.Parent!) && story.IsToOrder ? 1 : 0,
            "supplementaryDeclarant" => NeedsDeliveryFollowUp(row, parent) ? 1 : story.Random.Next(2),
            "passiveBorderTransportMeans" => PassiveMeans(row, parent),
            "dangerousGoods" => story.LotOf(parent).Kind.UnNumber is null ? 0 : 1,
            "relatedMRN" => story.Variant == 0 ? 2 : 0,
            "relatedTransportDocument" => story.Variant == 1 && story.Journey.Mode == BorderMode.Air ? 2 : 0,
            "binaryAttachment" or "binaryFile" => 0, // a file that is named must travel along (spec/README)
            "ENSEntity" or "error" or "referralRequestDetails" or "control" => story.Random.Next(1, 4),
            "hrcmScreeningResults" => story.Random.Next(4) == 0 ? 1 : 0,
            "notifyParty" => story.Random.Next(3),
            "screeningMethod" => 2,
            _ => row.MinOccurs > 0 ? row.MinOccurs : story.Random.Next(2),
        };

    private int Optional(ElementDefinition row, EnsElement parent)
    {
        var yes = row.Tag switch
        {
            "receptacle" => story.Journey.Trade == Trade.Post,
            "previousMRN" => false,
            "location" => !story.UsesLocationCodes,
            "UNLOCODE" => story.UsesLocationCodes,
            "address" when IsPlace(parent) => !story.UsesLocationCodes,
            "placeOfExamination" => !IsExaminedAtACode,
            "referenceNumber" when parent.Name is "examinationPlace" => IsExaminedAtACode,
            "street" or "number" => !IsPostBox(parent),
            "poBox" => IsPostBox(parent),
            "postCode" => story.Parties.PartyOf(parent.Parent!).Place.PostCode.Length > 0 && (!HasNoPostCode(parent) || story.Coin()),
            "consignee" => !(MayBeToOrder(row.Parent!) && story.IsToOrder),
            "notifyParty" => story.IsToOrder || story.Coin(),
            "goodsShipment" or "supplementaryDeclarant" => NeedsDeliveryFollowUp(row, parent) || story.Coin(),
            "commodityCode" => !IsBetweenPersons(parent),
            "cusCode" => false, // which substance a number of the public list stands for is not public
            "dangerousGoods" => story.LotOf(parent).Kind.UnNumber is not null,
            "shippingMarks" or "numberOfPackages" => !story.LotOf(parent).Kind.IsUncounted,
            "estimatedDateAndTimeOfDeparture" => !story.Times.HasDeparted,
            "actualDateAndTimeOfDeparture" => story.Times.HasDeparted,
            "estimatedDateAndTimeOfArrival" => story.Message.Id is not "IE3N06" || story.Variant != 0,
            "identificationNumber" or "typeOfIdentification" when parent.Name is "activeBorderTransportMeans" => story.Journey.Mode
                is not BorderMode.Air,
            "conveyanceReferenceNumber" => story.Message.Id is not "IE3N06" || story.Journey.Mode == BorderMode.Air,
            "identificationNumber" => parent.Name is not ("consignor" or "seller") && !story.Parties.PartyOf(parent).IsPerson,
            "itemAmountInvoiced" or "totalAmountInvoiced" or "postalValue" or "weight" or "UNNumber" => true,
            "country" => true,
            "addressedMemberState" => row.Parent!.Child("customsOfficeOfFirstEntry") is null,
            "customsOfficeOfFirstEntry" or "consignor" or "declarant" or "personNotifyingTheArrival" => true,
            "MRN" or "transportDocument" or "transportDocumentHouse" when story.Message.Id is "IE3Q05" => IsQueryKey(row.Tag),
            "MRN" => story.Message.Id is not "IE3N01",
            "transportDocument" when parent.Name is "doNotLoadDetails" => true,
            "supplementaryFilingType" => story.Coin(),
            "code" => row.Codes?.Id is "CL701",
            "type" when row.Codes?.Id is "CL703" => false,
            "containerIdentificationNumber" or "typeOfGoods" => true,
            _ => story.Coin(),
        };
        return yes ? 1 : 0;
    }

    private static bool IsPlace(EnsElement parent) =>
        parent.Name is "placeOfLoading" or "placeOfUnloading" or "placeOfAcceptance" or "placeOfDelivery";

    private bool IsExaminedAtACode => story.UsesLocationCodes && story.Journey.Entry.HasLocationCode;

    // Of companies some, of people none.
    private bool IsPostBox(EnsElement address) => story.Parties.PartyOf(address.Parent!) is { IsPerson: false, Number: < 20 };

    private bool HasNoPostCode(EnsElement address) =>
        address.Text("country") is { } country && pack.CodeList("CL733")!.Codes.GetValueOrDefault(country) is "C";

    /// <summary>Only where the table ties consignee and notify party to code 10600 may the consignee stay unknown.</summary>
    private static bool MayBeToOrder(ElementDefinition consignment) =>
        consignment.Child("consignee") is { Status: ElementStatus.Conditional };

    private static bool NeedsDeliveryFollowUp(ElementDefinition row, EnsElement parent) =>
        row.Rules.Contains("C3020", StringComparer.Ordinal) && parent.Child("placeOfDelivery") is not null;

    /// <summary>Consignor and consignee are both named where the item is, and both are persons.</summary>
    private bool IsBetweenPersons(EnsElement commodity)
    {
        var house = story.HouseOf(commodity);
        var consignment = commodity.Parent!.Parent!.Definition!;
        return house > 0
            && story.Parties.Exporter(house).IsPerson
            && story.Parties.Importer(house).IsPerson
            && consignment.Child("consignor") is not null
            && consignment.Child("consignee") is not null;
    }

    private int Equipment(ElementDefinition row, EnsElement parent)
    {
        var containers = story.ContainersOf(parent).Count;
        if (row.Status != ElementStatus.Conditional)
        {
            return Math.Max(row.MinOccurs, story.Random.Next(Math.Min(containers, 2)));
        }

        return parent.Text("containerIndicator") is "1" ? containers : 0;
    }

    private int PassiveMeans(ElementDefinition row, EnsElement parent) =>
        story.Journey.Mode switch
        {
            BorderMode.Rail when row.Rules.Contains("R3008", StringComparer.Ordinal) && row.Parent!.Tag is not "consignmentHouseLevel" => 0,
            BorderMode.Rail => story.Shipment.WagonsOf(Math.Max(1, story.HouseOf(parent))).Count,
            BorderMode.Road when row.Parent!.Tag is "goodsItem" => 0,
            BorderMode.Road => 1,
            _ => 0,
        };

    private bool IsQueryKey(string tag) =>
        tag switch
        {
            "MRN" => story.Variant == 0,
            "transportDocument" => story.Variant == 1,
            _ => story.Variant == 2,
        };
}
