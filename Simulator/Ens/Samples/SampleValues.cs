using System.Globalization;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>Gives each leaf of a sample its value, out of the story.</summary>
internal sealed class SampleValues(SampleStory story)
{
    private int _serial;

    private Journey Journey => story.Journey;

    public string Of(EnsElement leaf) =>
        leaf.Definition!.IsDateTime
            ? Date(leaf)
            : leaf.Name switch
            {
                "LRN" => story.Options.Lrn?.Value
                    ?? string.Create(CultureInfo.InvariantCulture, $"S{story.Options.Now:yyMMddHHmmss}{story.Options.Seed % 100000000}"),
                "MRN" => (story.Options.Mrn ?? story.AnyMrn()).Value,
                "identification" when leaf.Parent!.Name is "ENSEntity" or "relatedMRN" or "previousDocument" => story.AnyMrn().Value,
                "functionalReference" => "REF" + story.Digits(8),
                "SpecificCircumstanceIndicator" => story.Message.SpecificCircumstance ?? "F10",
                "reEntryIndicator" or "splitConsignmentIndicator" or "dataRequest" => "0",
                "containerIndicator" => story.IsContainerised ? "1" : "0",
                "ModeOfTransport" => Number((int)Journey.Mode),
                "country" => Country(leaf.Parent!),
                "nationality" => leaf.Parent!.Name is "activeBorderTransportMeans" ? Journey.MeansNationality : Journey.From.Country,
                "sequenceNumber" => Number(leaf.Parent!.Occurrence),
                "goodsItemNumber" => Number(leaf.Parent!.Occurrence),
                "conveyanceReferenceNumber" => Journey.Conveyance,
                "identificationNumber" => Identification(leaf.Parent!),
                "typeOfIdentification" => leaf.Parent!.Name is "activeBorderTransportMeans"
                    ? Journey.MeansIdentificationType
                    : PassiveType("31", "20"),
                "typeOfMeansOfTransport" => leaf.Parent!.Name is "activeBorderTransportMeans"
                    ? Journey.MeansType
                    : PassiveType("310", "230"),
                "UNLOCODE" => Journey.Terminal(PlaceOf(leaf.Parent!)),
                "location" or "city" => PlaceOf(leaf.Parent!).City,
                "postCode" => PlaceOf(leaf.Parent!).PostCode,
                "street" => story.PartyOf(leaf.Parent!.Parent!).Street,
                "streetAdditionalLine" => "Building C",
                "number" => Number(story.Random.Next(1, 300)),
                "poBox" => "P.O. Box " + story.Digits(4),
                "subDivision" => "Harbour district",
                "name" => story.PartyOf(leaf.Parent!).Name,
                "typeOfPerson" => story.PartyOf(leaf.Parent!).IsPerson ? "1" : "2",
                "status" => "2",
                "identifier" => leaf.Parent!.Name is "seal" ? "SL" + story.Digits(7) : Communication(leaf.Parent!),
                "referenceNumber" => Reference(leaf),
                "documentNumber" => Document(leaf.Parent!),
                "receptacleIdentificationNumber" => $"{Journey.From.Country}SHAA{Journey.To.Country}AMSAAUN{story.Digits(12)}",
                "referenceNumberUCR" => "UCR" + story.Digits(10),
                "referralRequestReference" => "RR" + story.Digits(12),
                "containerIdentificationNumber" => Container(),
                "numberOfSeals" => Number(story.Random.Next(1, 3)),
                "VATIdentificationNumber" => Journey.To.Country + story.Digits(9),
                _ => Goods(leaf),
            };

    private string Goods(EnsElement leaf)
    {
        var goods = story.GoodsOf(leaf);
        return leaf.Name switch
        {
            "descriptionOfGoods" => goods.Description,
            "harmonizedSystemSubHeadingCode" => goods.Subheading,
            "combinedNomenclatureCode" => goods.Nomenclature,
            "cusCode" => "0010001-6",
            "UNNumber" => goods.UnNumber ?? "3077",
            "typeOfPackages" => goods.Package,
            "numberOfPackages" => Number(story.PackagesOf(leaf)),
            "shippingMarks" => $"{Journey.To.City.ToUpperInvariant()} {Number(story.Random.Next(1, 99))}/{Number(++_serial)}",
            "grossMass" => Mass(goods.PackageMass * story.PackagesOf(leaf)),
            "netMass" => Mass(goods.PackageMass * story.PackagesOf(leaf) * 0.9m),
            "totalGrossMass" => "1", // replaced by the sum of the items, which come later
            "value" => string.Create(CultureInfo.InvariantCulture, $"{story.Random.Next(1, 900)}.{story.Random.Next(100):00}"),
            "text" => "See the attached packing list for details",
            "description" => "A value is not on its code list",
            "technicalErrorMessage" => "CL718: 'ZZ' is not on the list",
            "messageElementPath" => "/IE3F10/consignmentMasterLevel/placeOfLoading/address/country",
            "placeOfExamination" => $"Inspection hall, {Journey.Entry.City}",
            "code" => "10600",
            "type" when leaf.Definition!.Codes is { Id: "CL707" } => leaf.Parent!.Occurrence % 2 == 1 ? "TE" : "EM",
            "type" when leaf.Definition!.Codes is { Id: "CL754" } => DocumentType(leaf.Parent!),
            "type" when leaf.Definition!.Codes is { Id: "CL013" } => leaf.Parent!.Occurrence % 2 == 1 ? "N380" : "N271",
            _ => Coded(leaf.Definition!),
        };
    }

    /// <summary>A list without a part in the story: any of its codes will do.</summary>
    private string Coded(ElementDefinition row)
    {
        if (row.Codes is not { } codes)
        {
            // a leaf of a newer pack
            return new string(row.Format!.Kind is ValueKind.Letters or ValueKind.Text ? 'A' : '1', Math.Max(1, row.Format.MinLength));
        }

        return codes.Id switch
        {
            "CL352" => "EUR",
            "CL710" => Journey.Pick(["43", "44", "45", "20"], story.Random),
            "CL709" => "B",
            "CL735" => story.Message.Id is "IE3N05" or "IE3Q03" ? "RFS" : Journey.Pick(["RFI", "AMD"], story.Random),
            "CL745" => "2",
            _ => Journey.Pick([.. codes.Codes.Keys.Order(StringComparer.Ordinal)], story.Random),
        };
    }

    private static string Mass(decimal kilograms) => kilograms.ToString("0.######", CultureInfo.InvariantCulture);

    private string Date(EnsElement leaf) =>
        EnsDate.Format(
            leaf.Name switch
            {
                "actualDateAndTimeOfDeparture" or "estimatedDateAndTimeOfDeparture" => Journey.Departure,
                "estimatedDateAndTimeOfArrival" => Journey.Arrival,
                "actualDateAndTimeOfArrival" => Journey.Arrival.AddMinutes(20),
                "scheduledControlDate" => Journey.Arrival.AddHours(6),
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
            "placeOfLoading" or "placeOfAcceptance" => Journey.From,
            "placeOfUnloading" or "placeOfDelivery" => Journey.To,
            "facilityPlace" => Journey.From,
            "address" => PlaceOf(within.Parent!),
            _ => story.PartyOf(within).Place,
        };

    private string Identification(EnsElement owner) =>
        owner.Name switch
        {
            "activeBorderTransportMeans" => Journey.MeansNumber,
            "passiveBorderTransportMeans" => Journey.Mode == BorderMode.Rail
                ? story.Digits(12)
                : $"{Journey.From.Country}{story.Digits(6)}",
            "declarant" or "requester" or "personNotifyingTheArrival" => story.Declarant.Value,
            "carrier" => story.Carrier.Value,
            _ => Journey.To.Country + story.Digits(11),
        };

    private string PassiveType(string trailer, string wagon) => Journey.Mode == BorderMode.Rail ? wagon : trailer;

    private string Communication(EnsElement communication) =>
        communication.Occurrence % 2 == 1
            ? $"{story.PartyOf(communication.Parent!).Place.Phone} {story.Digits(6)}"
            : "ens.desk@example.com";

    private string Reference(EnsElement leaf) =>
        leaf.Parent!.Name switch
        {
            "customsOfficeOfFirstEntry" or "actualCustomsOfficeOfFirstEntry" or "customsOfficeOfControl" => Journey.Office,
            "examinationPlace" => Journey.Terminal(Journey.Entry),
            _ => "INV-" + story.Digits(7),
        };

    private string Document(EnsElement document) =>
        IsMaster(document)
            ? Journey.MasterDocument
            : string.Create(CultureInfo.InvariantCulture, $"H{story.Options.Seed % 10000:0000}{++_serial:000000}{story.Digits(2)}");

    private string DocumentType(EnsElement document) =>
        (Journey.Mode, IsMaster(document)) switch
        {
            (BorderMode.Sea or BorderMode.InlandWaterway, true) => document
                .Root()
                .Find("consignmentMasterLevel/consignmentHouseLevel/transportDocumentHouseLevel")
                is null
                ? "N705"
                : "N704",
            (BorderMode.Sea or BorderMode.InlandWaterway, false) => "N714",
            (BorderMode.Air, true) => story.Message.Id is "IE3F28" or "IE3F29" or "IE3A28" or "IE3A29" ? "N740" : "N741",
            (BorderMode.Air, false) => "N703",
            (BorderMode.Rail, _) => "N720",
            _ => "N730",
        };

    private static bool IsMaster(EnsElement document) =>
        document.Name is "transportDocumentMasterLevel" or "transportDocumentMaster" or "relatedTransportDocument"
        || (document.Name is "transportDocument" && document.Parent!.Name is not ("doNotLoadDetails" or "assessmentComplete"));

    private string Container()
    {
        var body = Journey.Pick(["MSCU", "HLXU", "TGHU", "CMAU", "OOLU"], story.Random) + story.Digits(6);
        return body + Iso6346.CheckDigit(body);
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
