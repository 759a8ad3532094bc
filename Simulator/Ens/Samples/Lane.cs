using System.Globalization;

namespace Ics2.Ens.Samples;

/// <summary>A way into the Union that goods really take: where it begins, what it passes, where and when it enters.</summary>
internal sealed record Lane(Place From, IReadOnlyList<string> Via, IReadOnlyList<LaneEntry> Entries)
{
    /// <summary>Short sea: the ports of Article 105 (c).</summary>
    public bool IsShortSea { get; init; }

    /// <summary>Flags of its ships.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Who flies there; null on other ways.</summary>
    public Airline? Airline { get; init; }

    /// <summary>What travels so from where it begins: letters of goods.txt.</summary>
    public string Carries { get; init; } = "";

    /// <summary>Number plates of its lorries, or what the numbers of its wagons begin with.</summary>
    public string Marks { get; init; } = "";
}

/// <summary>Where a way enters the Union.</summary>
/// <param name="Time">From departure to there.</param>
/// <param name="Onward">Places of the Union that it may go on to; the entry itself where it usually ends there.</param>
internal sealed record LaneEntry(Place At, TimeSpan Time, IReadOnlyList<Place> Onward);

/// <summary>An airline as waybills and flights name it.</summary>
/// <param name="Prefix">Of its waybills, three digits.</param>
/// <param name="Designator">Of its flights.</param>
/// <param name="Home">Where its aircraft are registered.</param>
/// <param name="Registrations">How they are marked: @ a letter, # a digit.</param>
internal sealed record Airline(string Prefix, string Designator, string Name, string Home, string Registrations);

/// <summary>Reads lanes.txt.</summary>
internal sealed class LaneTables
{
    private readonly Dictionary<string, List<string[]>> _sections = WorldTables.Read("lanes.txt");
    private readonly Dictionary<string, Place> _places;

    public LaneTables(Dictionary<string, Place> places)
    {
        _places = places;
        var onward = _sections["onward"].ToDictionary(cells => cells[0], cells => Places(cells[1]), StringComparer.Ordinal);
        Sea =
        [
            .. _sections["sea"]
                .Select(cells =>
                    Read(cells, TimeSpan.FromDays(1), entry => onward.GetValueOrDefault(entry) ?? []) with
                    {
                        IsShortSea = cells[3] is "short",
                        Flags = Words(cells[4]),
                    }
                ),
        ];
        Inland = [.. _sections["inland"].Select(cells => Read(cells, TimeSpan.FromDays(1), _ => Places(cells[3])))];
        Air = [.. _sections["air"].SelectMany(ReadFlights)];
        Express = [.. _sections["express"].SelectMany(ReadFlights)];
        Road = [.. _sections["road"].Select(ReadLand)];
        Rail = [.. _sections["rail"].Select(ReadLand)];
        SendingOffices = _sections["mail"].ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        ReceivingOffices = _sections["exchange"].ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
    }

    public IReadOnlyList<Lane> Sea { get; }

    public IReadOnlyList<Lane> Inland { get; }

    public IReadOnlyList<Lane> Air { get; }

    public IReadOnlyList<Lane> Express { get; }

    public IReadOnlyList<Lane> Road { get; }

    public IReadOnlyList<Lane> Rail { get; }

    public IReadOnlyDictionary<string, string> SendingOffices { get; }

    public IReadOnlyDictionary<string, string> ReceivingOffices { get; }

    private static string[] Words(string cell) => cell.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private Lane ReadLand(string[] cells) => Read(cells, TimeSpan.FromHours(1), _ => Places(cells[3])) with { Marks = cells[4] };

    private Lane Read(string[] cells, TimeSpan unit, Func<string, IReadOnlyList<Place>> onward) =>
        new(
            _places[cells[0]],
            Words(cells[1]),
            [
                .. Words(cells[2])
                    .Select(entry => (Entry: entry, Colon: entry.IndexOf(':', StringComparison.Ordinal)))
                    .Select(pair => new LaneEntry(
                        _places[pair.Entry[..pair.Colon]],
                        unit * int.Parse(pair.Entry[(pair.Colon + 1)..], CultureInfo.InvariantCulture),
                        onward(pair.Entry[..pair.Colon])
                    )),
            ]
        );

    // An airline's row names the airports it comes from and those it flies to: each of the one with each of the other.
    private IEnumerable<Lane> ReadFlights(string[] cells)
    {
        var airline = new Airline(cells[0], cells[1], cells[2], cells[3], cells[4]);
        return Words(cells[5])
            .Select(leg => leg.Split(':'))
            .Select(leg => new Lane(
                _places[leg[0]],
                [],
                [
                    .. Places(cells[6])
                        .Select(to => new LaneEntry(to, TimeSpan.FromHours(int.Parse(leg[1], CultureInfo.InvariantCulture)), [])),
                ]
            )
            {
                Airline = airline,
            });
    }

    private List<Place> Places(string codes) => [.. Words(codes).Select(code => _places[code])];
}
