using System.Globalization;

namespace Ics2.Ens.Samples;

/// <summary>The places, parties and goods that samples are made of, read from World.txt.</summary>
internal sealed class World
{
    private static readonly Lazy<World> Loaded = new(() => new World());

    private World()
    {
        var sections = ReadSections();
        ThirdCountries = [.. sections["third"].Select(ReadPlace)];
        Union = [.. sections["union"].Select(ReadPlace)];
        Ships = sections["ships"];
        Barges = sections["flags-inland"];
        Airlines = sections["airlines"];
        Companies = [.. sections["companies"].Select(cells => cells[0])];
        Carriers = [.. sections["carriers"].Select(cells => cells[0])];
        Suffixes = sections["suffix"].ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        People = [.. sections["people"].Select(cells => cells[0])];
        Streets = [.. sections["streets"].Select(cells => cells[0])];
        Goods = [.. sections["goods"].Select(ReadGoods)];
        Bulk = [.. sections["bulk"].Select(ReadGoods)];
    }

    public IReadOnlyList<Place> ThirdCountries { get; }

    public IReadOnlyList<Place> Union { get; }

    public IReadOnlyList<string[]> Ships { get; }

    public IReadOnlyList<string[]> Barges { get; }

    public IReadOnlyList<string[]> Airlines { get; }

    public IReadOnlyList<string> Companies { get; }

    public IReadOnlyList<string> Carriers { get; }

    public IReadOnlyDictionary<string, string> Suffixes { get; }

    public IReadOnlyList<string> People { get; }

    public IReadOnlyList<string> Streets { get; }

    public IReadOnlyList<Goods> Goods { get; }

    public IReadOnlyList<Goods> Bulk { get; }

    public static World Get() => Loaded.Value;

    private static Dictionary<string, List<string[]>> ReadSections()
    {
        using var reader = new StreamReader(typeof(World).Assembly.GetManifestResourceStream("Samples/World.txt")!);
        var sections = new Dictionary<string, List<string[]>>(StringComparer.Ordinal);
        List<string[]> section = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('['))
            {
                sections[line.Trim('[', ']')] = section = [];
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                section.Add(line.Split('|'));
            }
        }

        return sections;
    }

    private static Place ReadPlace(string[] cells) =>
        new(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            cells[4],
            cells[5],
            cells[6],
            cells.ElementAtOrDefault(7),
            cells.ElementAtOrDefault(8),
            cells.ElementAtOrDefault(9)
        );

    private static Goods ReadGoods(string[] cells) =>
        new(
            cells[0],
            cells[1],
            cells[2],
            cells[3],
            decimal.Parse(cells[4], CultureInfo.InvariantCulture),
            cells[5].Length == 0 ? null : cells[5]
        );
}

/// <summary>A town with its terminals (UN/LOCODE; empty where it has none of a kind) and, in the Union, its customs offices.</summary>
internal sealed record Place(
    string Country,
    string City,
    string PostCode,
    string SeaPort,
    string Airport,
    string LandTerminal,
    string Phone,
    string? SeaOffice,
    string? AirOffice,
    string? LandOffice
);

/// <summary>A kind of goods, how it is packed, and what a package weighs in kilograms.</summary>
internal sealed record Goods(
    string Subheading,
    string Nomenclature,
    string Description,
    string Package,
    decimal PackageMass,
    string? UnNumber
);
