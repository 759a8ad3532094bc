using System.Xml.Linq;
using Ics2.Tests.Ens.Samples.Believability;
using static Ics2.Tests.Ens.Samples.Believability.Doubt;
using static Ics2.Tests.Ens.Samples.Spoil;

namespace Ics2.Tests.Ens.Samples;

/// <summary>One spoiling or more for each doubt: of which message, which story shows it, what is done.</summary>
internal static class Spoilings
{
    private const string Means = "activeBorderTransportMeans/";
    private const string Master = "consignmentMasterLevel/";
    private const string House = Master + "consignmentHouseLevel/";
    private const string Item = House + "goodsItem/";

    public static readonly (Doubt Doubt, string Message, Func<Paper, bool> Of, Action<Paper> Spoil)[] Single =
    [
        (Order, "IE3F10", _ => true, paper => Move(paper, Means + "estimatedDateAndTimeOfArrival", Departure(paper), hours: -1)),
        (DepartureTense, "IE3F21", _ => true, paper => Move(paper, Means + "actualDateAndTimeOfDeparture", paper.Issued, hours: 2)),
        (DepartureTense, "IE3F20", _ => true, paper => Move(paper, Means + "estimatedDateAndTimeOfDeparture", paper.Issued, hours: -2)),
        (Late, "IE3F10", IsDeepSeaContainer, paper => Move(paper, Means + "estimatedDateAndTimeOfDeparture", paper.Issued, hours: 5)),
        (Late, "IE3F27", IsLongFlight, paper => Move(paper, Means + "estimatedDateAndTimeOfArrival", paper.Issued, hours: 3)),
        (Late, "IE3F50", _ => true, paper => MoveJourney(paper, hours: 0.5)),
        (Late, "IE3F51", _ => true, paper => MoveJourney(paper, hours: 0.9)),
        (Late, "IE3F11", paper => paper.Mode == "8", paper => MoveJourney(paper, hours: 1.5)),
        (Arrival, "IE3N06", _ => true, paper => Move(paper, Means + "actualDateAndTimeOfArrival", paper.Issued, hours: 1)),
        (Duration, "IE3F20", _ => true, paper => Move(paper, Means + "estimatedDateAndTimeOfArrival", Departure(paper), hours: 90)),
        (Total, "IE3F10", _ => true, paper => Set(paper, House + "totalGrossMass", "1")),
        (MasterTotal, "IE3F11", _ => true, paper => Add(paper, 100, Master + "totalGrossMass", Master + "goodsItem/weight/grossMass")),
        (MasterPackages, "IE3F20", _ => true, paper => Add(paper, 1, Master + "goodsItem/packaging/numberOfPackages")),
        (
            MasterContainers,
            "IE3F11",
            IsContainerised,
            paper => Set(paper, Master + "transportEquipment/containerIdentificationNumber", "MSCU1234566")
        ),
        (
            Seals,
            "IE3F12",
            paper => paper.Root.Descendants("numberOfSeals").Any(),
            paper => Set(paper, paper.Root.Descendants("numberOfSeals").First(), "7")
        ),
        (
            Invoice,
            "IE3F32",
            paper => paper.Root.Descendants("totalAmountInvoiced").Any(),
            paper => Set(paper, House + "totalAmountInvoiced/value", "0.01")
        ),
        (NetMass, "IE3F43", _ => true, paper => Set(paper, Item + "weight/netMass", "31")),
        (Doubt.Load, "IE3F10", IsContainerised, paper => SetAlike(paper, 200_000, House + "totalGrossMass", Item + "weight/grossMass")),
        (Doubt.Load, "IE3F30", _ => true, paper => SetAlike(paper, 90_000, House + "totalGrossMass", Item + "weight/grossMass")),
        (Eori, "IE3F10", _ => true, paper => Set(paper, "declarant/identificationNumber", "DE12345678901")),
        (
            SelfRepresented,
            "IE3F12",
            _ => true,
            paper => Set(paper, Master + "supplementaryDeclarant/identificationNumber", paper.Text("declarant/identificationNumber")!)
        ),
        (Ship, "IE3F12", paper => paper.Mode == "1", paper => Set(paper, Means + "identificationNumber", "IMO9074728")),
        (Ship, "IE3F12", paper => paper.Mode == "1", paper => Set(paper, Means + "identificationNumber", "IMO1234567")),
        (Barge, "IE3F12", paper => paper.Mode == "8", paper => Set(paper, Means + "identificationNumber", "12")),
        (
            Doubt.Container,
            "IE3F10",
            IsContainerised,
            paper => Set(paper, House + "transportEquipment/containerIdentificationNumber", "MSCU1234567")
        ),
        (Wagon, "IE3F51", paper => Wagons(paper).Any(), paper => Set(paper, Wagons(paper).First(), "335112345678")),
        (Waybill, "IE3F21", _ => true, paper => Set(paper, Master + "transportDocumentMasterLevel/documentNumber", "020-12345674")),
        (Waybill, "IE3F21", IsNotLufthansa, paper => Set(paper, Master + "transportDocumentMasterLevel/documentNumber", "020-12345675")),
        (Flight, "IE3F30", _ => true, paper => Set(paper, Means + "conveyanceReferenceNumber", "QQ12")),
        (
            Registration,
            "IE3F20",
            IsFlown,
            paper => paper.Root.Element("activeBorderTransportMeans")!.AddFirst(new XElement("identificationNumber", "XX-ABC"))
        ),
        (PostalItem, "IE3F43", _ => true, paper => Set(paper, House + "transportDocumentHouseLevel/documentNumber", "CE473124820CN")),
        (
            Doubt.Receptacle,
            "IE3F42",
            _ => true,
            paper => Set(paper, Master + "receptacle/receptacleIdentificationNumber", "CNSHAANLAMSAAUN123456789012")
        ),
        (Telephone, "IE3F10", _ => true, paper => Set(paper, "declarant/communication/identifier", "+7 495 123456")),
        (Mail, "IE3F10", paper => Mails(paper).Any(), paper => Set(paper, Mails(paper).First(), "somebody@gmail.com")),
        (PostCode, "IE3F10", _ => true, paper => Set(paper, "declarant/address/postCode", "?")),
        (
            Loading,
            "IE3F50",
            paper => paper.Root.Descendants("placeOfLoading").Elements("UNLOCODE").Any(),
            paper => Set(paper, Master + "placeOfLoading/UNLOCODE", "CHBSL")
        ),
        (
            Unloading,
            "IE3F50",
            paper => paper.Root.Descendants("placeOfUnloading").Elements("UNLOCODE").Any(),
            paper => Set(paper, Master + "placeOfUnloading/UNLOCODE", "RSBEG")
        ),
        (
            LocationCode,
            "IE3F20",
            paper => paper.Root.Descendants("placeOfLoading").Elements("UNLOCODE").Any(),
            paper => Set(paper, Master + "placeOfAcceptance/UNLOCODE", "CNYTN")
        ),
        (Office, "IE3F20", _ => true, paper => Set(paper, "customsOfficeOfFirstEntry/referenceNumber", "NL000396")),
        (Office, "IE3F10", _ => true, paper => Set(paper, "customsOfficeOfFirstEntry/referenceNumber", "BE212001")),
        (
            Hub,
            "IE3F20",
            IsLufthansaFromAbroad,
            paper =>
            {
                Set(paper, Means + "conveyanceReferenceNumber", "KE512");
                Remove(paper, Means + "identificationNumber", Means + "typeOfIdentification");
                Set(paper, Master + "transportDocumentMasterLevel/documentNumber", "180-12345675");
            }
        ),
        (DocumentType, "IE3F12", _ => true, paper => Set(paper, Master + "transportDocumentMasterLevel/type", "N705")),
        (DocumentType, "IE3F22", _ => true, paper => Set(paper, House + "transportDocumentHouseLevel/type", "N714")),
        (
            DocumentType,
            "IE3F43",
            _ => true,
            paper =>
                Set(
                    paper,
                    House + "transportDocumentHouseLevel/type",
                    paper.Root.Descendants("transportDocumentHouseLevel").First().Element("type")!.Value == "C664" ? "C665" : "C664"
                )
        ),
        (Description, "IE3F10", _ => true, paper => Set(paper, Item + "commodity/descriptionOfGoods", "Fine things")),
        (GoodsByMode, "IE3F30", _ => true, paper => Become(paper, "090111", "Green coffee beans")),
        (GoodsByMode, "IE3F27", _ => true, paper => Become(paper, "270112", "Bituminous coal")),
        (Company, "IE3F10", IsContainerised, paper => Set(paper, House + "consignor/name", "Golden Plain Grain Inc.")),
        (Person, "IE3F10", IsContainerised, paper => Set(paper, House + "consignor/name", "Chen Wei")),
        (
            Dangerous,
            "IE3F10",
            IsContainerised,
            paper => paper.Root.Descendants("commodity").First().Add(new XElement("dangerousGoods", new XElement("UNNumber", "0336")))
        ),
        (
            ToOrder,
            "IE3F15",
            paper => paper.Root.Descendants("code").Any(code => code.Value == "10600"),
            paper => Remove(paper, House + "notifyParty")
        ),
    ];

    public static readonly (Doubt Doubt, string Upper, string Lower, string? With, Action<Paper> SpoilLower)[] Pairs =
    [
        (PairMaster, "IE3F12", "IE3F15", null, paper => Set(paper, House + "transportDocumentMasterLevel/documentNumber", "HSTL000000000")),
        (PairMaster, "IE3F21", "IE3F22", null, paper => Set(paper, House + "transportDocumentMasterLevel/documentNumber", "020-12345675")),
        (PairCarrier, "IE3F13", "IE3F17", null, paper => Set(paper, House + "carrier/identificationNumber", "NL000000000")),
        (PairFiler, "IE3F12", "IE3F14", null, paper => Set(paper, "declarant/identificationNumber", "NL000000000")),
        (PairSum, "IE3F12", "IE3F15", null, paper => Add(paper, 1, House + "totalGrossMass")),
        (PairSum, "IE3F21", "IE3F26", null, paper => Add(paper, 1, Item + "packaging/numberOfPackages")),
        (
            PairContainers,
            "IE3F12",
            "IE3F15",
            null,
            paper => Set(paper, House + "transportEquipment/containerIdentificationNumber", "MSCU1234566")
        ),
        (PairHouse, "IE3F32", "IE3F30", null, paper => Set(paper, House + "consignee/name", "Somebody Else")),
        (PairHouse, "IE3F24", "IE3F27", null, paper => Set(paper, House + "totalGrossMass", "1")),
        (PairHouse, "IE3F14", "IE3F16", null, paper => Set(paper, House + "goodsShipment/buyer/name", "Somebody Else")),
        (PairHouse, "IE3F43", "IE3F44", null, paper => Set(paper, House + "transportDocumentHouseLevel/documentNumber", "CE473124829CN")),
        (PairState, "IE3F12", "IE3F15", null, paper => Set(paper, "addressedMemberState/country", "MT")),
        (PairReceptacles, "IE3F40", "IE3F44", "IE3F40", paper => Set(paper, House + "receptacle/receptacleIdentificationNumber", "X")),
    ];
}
