using System.Globalization;

namespace Ics2.Ens.Samples;

/// <summary>The world that samples are made of, read from the tables in <c>Samples/World</c>: places, ways, goods and who takes part.</summary>
internal sealed class World
{
    private static readonly Lazy<World> Loaded = new(() => new World());

    private readonly Dictionary<string, Place> _places;
    private readonly Dictionary<string, List<string[]>> _parties = WorldTables.Read("parties.txt");

    private World()
    {
        _places = WorldTables.Read("places.txt")["places"].Select(ReadPlace).ToDictionary(place => place.Code, StringComparer.Ordinal);
        var lanes = new LaneTables(_places);
        (SendingOffices, ReceivingOffices) = (lanes.SendingOffices, lanes.ReceivingOffices);
        var goods = WorldTables.Read("goods.txt");
        Goods = [.. goods["goods"].Select(ReadGoods)];
        Bulk = [.. goods["bulk"].Select(ReadGoods)];
        (Sea, Inland, Air) = (Laden(lanes.Sea), Laden(lanes.Inland), Laden(lanes.Air));
        (Express, Road, Rail) = (Laden(lanes.Express), Laden(lanes.Road), Laden(lanes.Rail));
        Companies = _parties["companies"].ToLookup(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        People = _parties["people"].ToLookup(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        Suffixes = Map("suffix");
        EoriForms = Map("eori");
        Streets = Map("streets");
    }

    public IReadOnlyList<Lane> Sea { get; }

    public IReadOnlyList<Lane> Inland { get; }

    public IReadOnlyList<Lane> Air { get; }

    /// <summary>The ways that the airlines of express operators fly.</summary>
    public IReadOnlyList<Lane> Express { get; }

    public IReadOnlyList<Lane> Road { get; }

    public IReadOnlyList<Lane> Rail { get; }

    /// <summary>The postal office of exchange (IMPC code) of a country that sends.</summary>
    public IReadOnlyDictionary<string, string> SendingOffices { get; }

    /// <summary>The postal office of exchange (IMPC code) of a Member State.</summary>
    public IReadOnlyDictionary<string, string> ReceivingOffices { get; }

    public IReadOnlyList<Goods> Goods { get; }

    public IReadOnlyList<Goods> Bulk { get; }

    /// <summary>Names of companies by what they deal in.</summary>
    public ILookup<string, string> Companies { get; }

    /// <summary>Names of people by country.</summary>
    public ILookup<string, string> People { get; }

    public IReadOnlyDictionary<string, string> Suffixes { get; }

    /// <summary>How the numbers of each Member State go on behind the country (reference/formats.md section 1).</summary>
    public IReadOnlyDictionary<string, string> EoriForms { get; }

    public IReadOnlyDictionary<string, string> Streets { get; }

    public static World Get() => Loaded.Value;

    /// <summary>Names of a kind, each with how its documents begin where it issues some: <c>lines</c>, <c>forwarders</c>.</summary>
    public IReadOnlyList<string[]> Names(string kind) => _parties[kind];

    private Dictionary<string, string> Map(string section) =>
        _parties[section].ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    private List<Lane> Laden(IEnumerable<Lane> lanes) =>
        [
            .. lanes.Select(lane =>
            {
                var from = lane.From.Country;
                var letters = Goods
                    .Concat(Bulk)
                    .Where(goods => goods.From.Contains(from, StringComparer.Ordinal))
                    .SelectMany(goods => goods.By);
                return lane with
                {
                    Carries = string.Concat(letters.Distinct().Where(letter => letter != 'P' || SendingOffices.ContainsKey(from))),
                };
            }),
        ];

    private static Place ReadPlace(string[] cells) => new(cells[0], cells[1], cells[2], cells[3], cells.ElementAtOrDefault(4));

    private static Goods ReadGoods(string[] cells) =>
        new(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            decimal.Parse(cells[4], CultureInfo.InvariantCulture),
            cells[5].Length == 0 ? null : cells[5],
            cells[6],
            cells[7],
            cells[8].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
}

/// <summary>A place with its town and, where the Union begins there, its customs office.</summary>
/// <param name="Code">The UN/LOCODE; of a border post that has none, the country and a mark.</param>
/// <param name="PostCode">Empty where the country has none.</param>
/// <param name="Office">An office with the role of entry; null outside the Union and behind its border.</param>
internal sealed record Place(string Code, string City, string PostCode, string Phone, string? Office)
{
    public string Country => Code[..2];

    /// <summary>False for a border post, which only its office names.</summary>
    public bool HasLocationCode => Code[2] != '-';
}

/// <summary>A kind of goods, how it is packed, what a package weighs in kilograms, how it travels and whence.</summary>
/// <param name="Trade">What its companies deal in.</param>
/// <param name="By">A letter for each way it travels, as goods.txt explains.</param>
/// <param name="From">The countries it is sent from.</param>
internal sealed record Goods(
    string Subheading,
    string Nomenclature,
    string Description,
    string Package,
    decimal PackageMass,
    string? UnNumber,
    string Trade,
    string By,
    string[] From
)
{
    /// <summary>Poured, or set down piece by piece: its packages are not counted (C3035).</summary>
    public bool IsUncounted => Package is "VO" or "VR" or "VY" or "NE";

    public bool Fits(char by, string country) =>
        By.Contains(by, StringComparison.Ordinal) && From.Contains(country, StringComparer.Ordinal);
}
