using System.Globalization;
using System.Xml.Linq;
using Ics2.Tests.Ens.Samples.Believability;
using static Ics2.Tests.Ens.Samples.Believability.Doubt;

namespace Ics2.Tests.Ens.Samples;

/// <summary>The officer is not asleep: each thing that can be unbelievable in a message is noticed, and nothing else is blamed.</summary>
public sealed class SpoiledSampleTests
{
    private const string Means = "activeBorderTransportMeans/";
    private const string Master = "consignmentMasterLevel/";
    private const string House = Master + "consignmentHouseLevel/";
    private const string Item = House + "goodsItem/";

    private static readonly (Doubt Doubt, string Message, Func<Paper, bool> Of, Action<Paper> Spoil)[] Spoilings =
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

    public static TheoryData<int> AllSpoilings => [.. Enumerable.Range(0, Spoilings.Length)];

    [Theory]
    [MemberData(nameof(AllSpoilings))]
    public void What_cannot_be_is_noticed(int number)
    {
        var (doubt, message, fits, spoil) = Spoilings[number];
        var paper = Enumerable
            .Range(1, 400)
            .Select(seed => Paper.Read(Shipments.Write(message, Shipments.Options(seed) with { Items = 1 })))
            .First(fits);
        Officer.Read(paper).ShouldBeEmpty();

        spoil(paper);

        Officer.Read(paper).Select(remark => remark.Doubt).ShouldContain(doubt);
    }

    private static readonly (Doubt Doubt, string Upper, string Lower, string? With, Action<Paper> SpoilLower)[] SpoiledPairs =
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

    public static TheoryData<int> AllSpoiledPairs => [.. Enumerable.Range(0, SpoiledPairs.Length)];

    [Theory]
    [MemberData(nameof(AllSpoiledPairs))]
    public void What_does_not_agree_is_noticed(int number)
    {
        var (doubt, upper, lower, with, spoil) = SpoiledPairs[number];
        var papers = Enumerable
            .Range(1, 400)
            .Select(seed => Shipments.Pair(upper, lower, with, seed).ConvertAll(Paper.Read))
            .First(papers => IsContainerised(papers[^1]) || doubt != PairContainers);
        Officer.Compare(papers[0], [.. papers.Skip(1)]).ShouldBeEmpty();

        spoil(papers[^1]);

        Officer.Compare(papers[0], [.. papers.Skip(1)]).Select(remark => remark.Doubt).ShouldContain(doubt);
    }

    [Fact]
    public void Every_doubt_was_once_raised() =>
        Enum.GetValues<Doubt>()
            .Except(Spoilings.Select(spoiling => spoiling.Doubt))
            .Except(SpoiledPairs.Select(spoiling => spoiling.Doubt))
            .ShouldBeEmpty();

    private static bool IsContainerised(Paper paper) => paper.Root.Descendants("containerIndicator").Any(one => one.Value == "1");

    private static bool IsDeepSeaContainer(Paper paper) =>
        paper.Mode == "1"
        && IsContainerised(paper)
        && paper.Root.Descendants("estimatedDateAndTimeOfDeparture").Any()
        && !Facts.ShortSea.Contains(Paper.CountryOf(paper.Root.Descendants("placeOfLoading").First()));

    private static bool IsLongFlight(Paper paper) =>
        paper.Instant(Means + "estimatedDateAndTimeOfArrival") - Departure(paper) > TimeSpan.FromHours(6);

    private static bool IsFlown(Paper paper) => paper.Text(Means + "conveyanceReferenceNumber") is not null;

    private static bool IsNotLufthansa(Paper paper) => paper.Text(Means + "conveyanceReferenceNumber") is { } flight && flight[..2] != "LH";

    private static bool IsLufthansaFromAbroad(Paper paper) =>
        paper.Text(Means + "conveyanceReferenceNumber") is { } flight
        && flight[..2] == "LH"
        && Paper.CountryOf(paper.Root.Descendants("placeOfLoading").First()) != "KR";

    private static IEnumerable<XElement> Wagons(Paper paper) =>
        paper.Root.Descendants("passiveBorderTransportMeans").Select(means => means.Element("identificationNumber")!);

    private static IEnumerable<XElement> Mails(Paper paper) =>
        paper.Root.Descendants("identifier").Where(one => one.Value.Contains('@', StringComparison.Ordinal));

    private static DateTimeOffset? Departure(Paper paper) =>
        paper.Instant(Means + "actualDateAndTimeOfDeparture") ?? paper.Instant(Means + "estimatedDateAndTimeOfDeparture");

    private static void Move(Paper paper, string path, DateTimeOffset? from, double hours) =>
        Paper.At(paper.Root, path)!.ReplaceNodes(new XElement("DateTime", Text(from!.Value.AddHours(hours))));

    // The ship, train or lorry is nearer than customs allows: it has departed as long ago as it must have.
    private static void MoveJourney(Paper paper, double hours)
    {
        var time = paper.Instant(Means + "estimatedDateAndTimeOfArrival")!.Value - Departure(paper)!.Value;
        var means = Paper.At(paper.Root, Means.TrimEnd('/'))!;
        var departure = means.Element("actualDateAndTimeOfDeparture") ?? means.Element("estimatedDateAndTimeOfDeparture")!;
        departure.Name = "actualDateAndTimeOfDeparture";
        Move(paper, Means + "estimatedDateAndTimeOfArrival", paper.Issued, hours);
        Move(paper, Means + "actualDateAndTimeOfDeparture", paper.Issued, hours - Math.Max(time.TotalHours, 2.5));
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static void Set(Paper paper, string path, string value) => Set(paper, Paper.At(paper.Root, path)!, value);

    private static void Set(Paper paper, XElement element, string value)
    {
        _ = paper;
        element.Value = value;
    }

    private static void SetAlike(Paper paper, int value, params string[] paths)
    {
        foreach (var path in paths)
        {
            Set(paper, path, value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Add(Paper paper, int more, params string[] paths)
    {
        foreach (var element in paths.Select(path => Paper.At(paper.Root, path)!))
        {
            element.Value = (decimal.Parse(element.Value, CultureInfo.InvariantCulture) + more).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static void Remove(Paper paper, params string[] paths)
    {
        foreach (var path in paths)
        {
            Paper.At(paper.Root, path)?.Remove();
        }
    }

    private static void Become(Paper paper, string subheading, string description)
    {
        var commodity = paper.Root.Descendants("commodity").First();
        commodity.Element("descriptionOfGoods")!.Value = description;
        commodity.Descendants("harmonizedSystemSubHeadingCode").First().Value = subheading;
    }
}
