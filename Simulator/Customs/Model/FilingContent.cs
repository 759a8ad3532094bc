using System.Collections.Immutable;
using Ics2.Ens.Amending;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Model;

/// <summary>A transport document.</summary>
/// <param name="Type">Its type, CL754.</param>
public sealed record DocumentReference(string Number, string Type)
{
    internal static DocumentReference? Read(EnsElement? element) =>
        element?.Text("documentNumber") is { } number ? new DocumentReference(number, element.Text("type") ?? "") : null;
}

/// <summary>One entry of <c>consignmentHouseLevel</c>, as far as customs decides by it.</summary>
public sealed record HouseContent
{
    /// <summary>HDOC.</summary>
    public DocumentReference? Document { get; init; }

    /// <summary>The master document the house names, in house filings.</summary>
    public DocumentReference? MasterDocument { get; init; }

    /// <summary>EORI of the carrier.</summary>
    public string? Carrier { get; init; }

    /// <summary>UCR.</summary>
    public string? Ucr { get; init; }

    /// <summary>EORIs of those who still have to file.</summary>
    public ImmutableArray<string> SupplementaryDeclarants { get; init; } = [];

    /// <summary>Container numbers, of the house and of its goods items.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Postal receptacles.</summary>
    public ImmutableArray<string> Receptacles { get; init; } = [];

    /// <summary>Goods item numbers.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>What the goods weigh and in how many packages they are.</summary>
    public Amounts Amounts { get; init; } = Amounts.None;
}

/// <summary>
/// What customs reads from a filing, keeps, and copies into its messages (lifecycle 9.0). Any of it may be absent or wrong in a refused
/// one.
/// </summary>
public sealed record FilingContent
{
    private const string Master = "consignmentMasterLevel";
    private const string House = Master + "/consignmentHouseLevel";

    /// <summary>LRN; amendments have none.</summary>
    public string? Lrn { get; init; }

    /// <summary>EORI of the declarant.</summary>
    public string? Declarant { get; init; }

    /// <summary>EORI of the representative.</summary>
    public string? Representative { get; init; }

    /// <summary>
    /// What no amendment may change (R3024), as <see cref="AmendmentComparison"/> keeps it; none in a filing that cannot be amended.
    /// </summary>
    public string? Unamendable { get; init; }

    /// <summary>COFE.</summary>
    public string? Office { get; init; }

    /// <summary>AMS.</summary>
    public string? MemberState { get; init; }

    /// <summary>MDOC: of the master consignment, or of the first house that names one.</summary>
    public DocumentReference? MasterDocument { get; init; }

    /// <summary>True when the filing itself describes the master consignment.</summary>
    public bool OwnsMasterDocument { get; init; }

    /// <summary>CARR: at master level, or in the first house.</summary>
    public string? Carrier { get; init; }

    /// <summary>Whether the goods are a further part of a split consignment.</summary>
    public bool IsSplit { get; init; }

    /// <summary>MRN of the part before.</summary>
    public string? PreviousMrn { get; init; }

    /// <summary>F25: MRN of its F23.</summary>
    public string? PreviousDocument { get; init; }

    /// <summary>Mode of transport at the border.</summary>
    public string? Mode { get; init; }

    /// <summary>Number of the ship or vessel.</summary>
    public string? Means { get; init; }

    /// <summary>Flight, or other number of the journey.</summary>
    public string? Conveyance { get; init; }

    /// <summary>Estimated arrival at the first place in the Union.</summary>
    public DateTimeOffset? EstimatedArrival { get; init; }

    /// <summary>Departure of the means of transport, actual or else estimated.</summary>
    public DateTimeOffset? Departure { get; init; }

    /// <summary>EORIs of the notify parties of an arrival.</summary>
    public ImmutableArray<string> NotifyParties { get; init; } = [];

    /// <summary>Country of the place of loading.</summary>
    public string? LoadingCountry { get; init; }

    /// <summary>Figures of the master consignment.</summary>
    public Amounts Amounts { get; init; } = Amounts.None;

    /// <summary>EORIs named at master level as still having to file.</summary>
    public ImmutableArray<string> SupplementaryDeclarants { get; init; } = [];

    /// <summary>Containers named at master level.</summary>
    public ImmutableArray<string> Containers { get; init; } = [];

    /// <summary>Receptacles named at master level.</summary>
    public ImmutableArray<string> Receptacles { get; init; } = [];

    /// <summary>Goods item numbers at master level.</summary>
    public ImmutableArray<string> Items { get; init; } = [];

    /// <summary>The houses.</summary>
    public ImmutableArray<HouseContent> Houses { get; init; } = [];

    /// <summary>The country the message is addressed to (lifecycle 8, position 3-4 of the MRN).</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? Country => Office is { Length: >= 2 } office ? office[..2] : MemberState;

    /// <summary>Reads a filing or an amendment.</summary>
    /// <param name="document">The document; null when it could not be read.</param>
    /// <returns>What it says.</returns>
    public static FilingContent Read(EnsMessage? document)
    {
        if (document is null)
        {
            return new FilingContent();
        }

        var root = document.Root;
        var master = root.Find(Master);
        var own = DocumentReference.Read(root.Find(Master + "/transportDocumentMasterLevel"));
        return new FilingContent
        {
            Lrn = document.Lrn,
            Declarant = root.Text("declarant/identificationNumber"),
            Representative = root.Text("representative/identificationNumber"),
            Office = root.Text("customsOfficeOfFirstEntry/referenceNumber"),
            MemberState = root.Text("addressedMemberState/country"),
            MasterDocument = own ?? DocumentReference.Read(root.Find(House + "/transportDocumentMasterLevel")),
            OwnsMasterDocument = own is not null,
            Carrier = root.Text(Master + "/carrier/identificationNumber") ?? root.Text(House + "/carrier/identificationNumber"),
            IsSplit = root.Text("splitConsignment/splitConsignmentIndicator") == "1",
            PreviousMrn = root.Text("splitConsignment/previousMRN"),
            PreviousDocument = root.Text("previousDocument/identification"),
            Mode = root.Text("activeBorderTransportMeans/ModeOfTransport"),
            Means = root.Text("activeBorderTransportMeans/identificationNumber"),
            Conveyance = root.Text("activeBorderTransportMeans/conveyanceReferenceNumber"),
            EstimatedArrival = document.Instant("activeBorderTransportMeans/estimatedDateAndTimeOfArrival"),
            Departure =
                document.Instant("activeBorderTransportMeans/actualDateAndTimeOfDeparture")
                ?? document.Instant("activeBorderTransportMeans/estimatedDateAndTimeOfDeparture"),
            LoadingCountry = root.Text(Master + "/placeOfLoading/UNLOCODE") is { Length: >= 2 } code
                ? code[..2]
                : root.Text(Master + "/placeOfLoading/address/country"),
            Amounts = Amounts.Read(master),
            SupplementaryDeclarants = All(master, "supplementaryDeclarant/identificationNumber"),
            Containers = Both(master, "transportEquipment/containerIdentificationNumber"),
            Receptacles = All(master, "receptacle/receptacleIdentificationNumber"),
            Items = All(master, "goodsItem/goodsItemNumber"),
            Houses = [.. root.All(House).Select(ReadHouse)],
        };
    }

    /// <summary>Every container of the filing, once.</summary>
    internal IEnumerable<string> AllContainers() =>
        Containers.Concat(Houses.SelectMany(house => house.Containers)).Distinct(StringComparer.Ordinal);

    /// <summary>The ship, vessel or flight (lifecycle 7.2 step 3); null when the filing does not say.</summary>
    internal string? Vessel => Mode is null || (Mode == "4" ? Conveyance : Means) is not { } number ? null : $"{Mode}|{number}";

    /// <summary>Whether both speak of one journey: the same ship or flight, and the same time but for the tolerance (DEC-28).</summary>
    internal bool IsSameJourney(FilingContent other, TimeSpan tolerance) =>
        Vessel is not null && Vessel == other.Vessel && (EstimatedArrival - other.EstimatedArrival)?.Duration() <= tolerance;

    private static HouseContent ReadHouse(EnsElement house) =>
        new()
        {
            Document = DocumentReference.Read(house.Child("transportDocumentHouseLevel")),
            MasterDocument = DocumentReference.Read(house.Child("transportDocumentMasterLevel")),
            Carrier = house.Text("carrier/identificationNumber"),
            Ucr = house.Text("referenceNumberUCR/referenceNumberUCR"),
            SupplementaryDeclarants = All(house, "supplementaryDeclarant/identificationNumber"),
            Containers = Both(house, "transportEquipment/containerIdentificationNumber"),
            Receptacles = All(house, "receptacle/receptacleIdentificationNumber"),
            Items = All(house, "goodsItem/goodsItemNumber"),
            Amounts = Amounts.Read(house),
        };

    private static ImmutableArray<string> All(EnsElement? parent, string path) =>
        [.. (parent?.All(path) ?? []).Select(element => element.Value).OfType<string>().Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<string> Both(EnsElement? parent, string path) =>
        [.. All(parent, path).Union(All(parent, "goodsItem/" + path), StringComparer.Ordinal)];
}
