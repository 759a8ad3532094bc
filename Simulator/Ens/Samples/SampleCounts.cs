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
            "goodsItem" when story.Message.SpecificCircumstance is not null => story.Options.Items,
            "goodsItem" when parent.Parent?.Name is "controlSubject" => 1,
            "countriesOfRoutingOfMeansOfTransport" or "countriesOfRoutingOfConsignment" => story.Journey.Route.Count,
            "communication" => story.Random.Next(1, 3),
            "transportEquipment" => Equipment(row, parent),
            "seal" => int.Parse(parent.Text("numberOfSeals") ?? "0", System.Globalization.CultureInfo.InvariantCulture),
            "receptacle" => story.Random.Next(1, 4),
            "additionalInformation" => MayBeToOrder(row.Parent!) && story.IsToOrder ? 1 : 0,
            "supplementaryDeclarant" => NeedsDeliveryFollowUp(row, parent) ? 1 : story.Random.Next(2),
            "passiveBorderTransportMeans" => PassiveMeans(row),
            "dangerousGoods" => story.GoodsOf(parent).UnNumber is null ? 0 : 1,
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
            "previousMRN" => false,
            "location" => !story.UsesLocationCodes,
            "UNLOCODE" => story.UsesLocationCodes,
            "address" when IsPlace(parent) => !story.UsesLocationCodes,
            "placeOfExamination" => story.UsesLocationCodes,
            "referenceNumber" when parent.Name is "examinationPlace" => !story.UsesLocationCodes,
            "street" or "number" => !IsPostBox(parent),
            "poBox" => IsPostBox(parent),
            "postCode" => !HasNoPostCode(parent) || story.Coin(),
            "consignee" => !(MayBeToOrder(row.Parent!) && story.IsToOrder),
            "notifyParty" => story.IsToOrder || story.Coin(),
            "goodsShipment" or "supplementaryDeclarant" => NeedsDeliveryFollowUp(row, parent) || story.Coin(),
            "commodityCode" => !IsBetweenPersons(parent),
            "cusCode" => story.GoodsOf(parent).UnNumber is "1090", // acetone
            "dangerousGoods" => story.GoodsOf(parent).UnNumber is not null,
            "shippingMarks" or "numberOfPackages" => !story.IsBulk,
            "estimatedDateAndTimeOfDeparture" => false,
            "actualDateAndTimeOfDeparture" or "estimatedDateAndTimeOfArrival" => story.Message.Id is not "IE3N06" || story.Variant != 0,
            "identificationNumber" or "typeOfIdentification" when parent.Name is "activeBorderTransportMeans" => story.Journey.Mode
                is not BorderMode.Air,
            "conveyanceReferenceNumber" => story.Message.Id is not "IE3N06" || story.Journey.Mode == BorderMode.Air,
            "identificationNumber" => parent.Name is not ("consignor" or "seller") && !story.PartyOf(parent).IsPerson,
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

    private bool IsPostBox(EnsElement address) => story.PartyOf(address.Parent!).Name.Length % 7 == 0;

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
        var consignment = commodity.Parent!.Parent!.Definition!;
        return story.IsBetweenPersons
            && !(MayBeToOrder(consignment) && story.IsToOrder)
            && consignment.Child("consignor") is not null
            && consignment.Child("consignee") is not null;
    }

    private int Equipment(ElementDefinition row, EnsElement parent)
    {
        if (row.Status != ElementStatus.Conditional)
        {
            return Math.Max(row.MinOccurs, story.Random.Next(2));
        }

        return parent.Text("containerIndicator") is "1" ? story.Random.Next(1, 4) : 0;
    }

    private int PassiveMeans(ElementDefinition row)
    {
        if (row.Rules.Contains("R3008", StringComparer.Ordinal))
        {
            return row.Parent!.Tag is "consignmentHouseLevel" ? story.Random.Next(1, 4) : 0;
        }

        return story.Journey.Mode is BorderMode.Road or BorderMode.Sea ? story.Random.Next(2) : 0;
    }

    private bool IsQueryKey(string tag) =>
        tag switch
        {
            "MRN" => story.Variant == 0,
            "transportDocument" => story.Variant == 1,
            _ => story.Variant == 2,
        };
}
