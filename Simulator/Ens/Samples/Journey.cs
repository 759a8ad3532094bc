using System.Globalization;

namespace Ics2.Ens.Samples;

/// <summary>The mode of transport at the border (CL018) that samples use.</summary>
internal enum BorderMode
{
    Sea = 1,
    Rail = 2,
    Road = 3,
    Air = 4,
    InlandWaterway = 8,
}

/// <summary>
/// One journey into the Union: from where to where, by what, when, past which countries. All samples of one seed and mode tell the same
/// journey, so that filings that belong together fit.
/// </summary>
internal sealed class Journey
{
    // Land and inland waterway routes need a terminal on both sides and a believable way between them.
    private static readonly Dictionary<string, string[]> LandRoutes = new(StringComparer.Ordinal)
    {
        ["TR"] = ["TR", "BG"],
        ["RS"] = ["RS", "HR"],
        ["UA"] = ["UA", "PL"],
        ["CH"] = ["CH", "DE"],
        ["KZ"] = ["KZ", "RU", "BY", "PL"],
        ["BY"] = ["BY", "LT"],
        ["CN"] = ["CN", "KZ", "RU", "BY", "PL"],
    };

    public Journey(BorderMode mode, Random random, DateTimeOffset now)
    {
        var world = World.Get();
        Mode = mode;
        From = Pick(
            world.ThirdCountries,
            random,
            place =>
                Terminal(place).Length > 0
                && mode switch
                {
                    BorderMode.InlandWaterway => place.Country is "CH",
                    BorderMode.Road or BorderMode.Rail => LandRoutes.ContainsKey(place.Country),
                    _ => true,
                }
        );
        if (IsWater || mode == BorderMode.Air)
        {
            Entry = Pick(world.Union, random, place => mode != BorderMode.InlandWaterway || place.Country is "DE" or "NL" or "BE");
            To = random.Next(3) == 0 ? Pick(world.Union, random, place => Terminal(place).Length > 0) : Entry;
            Route =
                mode == BorderMode.Sea && From.Country is "CN" or "KR" or "JP" or "SG" or "IN" or "VN" && random.Next(2) == 0
                    ? Countries(From.Country, "EG", Entry.Country, To.Country)
                    : Countries(From.Country, Entry.Country, To.Country);
        }
        else
        {
            var way = LandRoutes[From.Country];
            Entry = world.Union.First(place => string.Equals(place.Country, way[^1], StringComparison.Ordinal));
            To = random.Next(3) == 0 ? Pick(world.Union, random, place => place.Country is "DE" or "NL" or "FR" or "IT") : Entry;
            Route = Countries([.. way, To.Country]);
        }

        Departure = Cut(now.AddHours(IsWater ? -24 * random.Next(2, 20) : -random.Next(2, 30)));
        Arrival = Cut(now.AddHours(IsWater ? 24 * random.Next(2, 12) : random.Next(5, 40)));
        NameMeans(world, random);
    }

    public BorderMode Mode { get; }

    public Place From { get; }

    /// <summary>Where the journey first touches the Union.</summary>
    public Place Entry { get; }

    public Place To { get; }

    public IReadOnlyList<string> Route { get; }

    public DateTimeOffset Departure { get; }

    public DateTimeOffset Arrival { get; }

    /// <summary>IMO or ENI number, flight registration, train number, or road vehicle number.</summary>
    public string MeansNumber { get; private set; } = "";

    public string MeansIdentificationType { get; private set; } = "";

    public string MeansType { get; private set; } = "";

    public string MeansNationality { get; private set; } = "";

    /// <summary>Voyage, flight, train or trip number.</summary>
    public string Conveyance { get; private set; } = "";

    /// <summary>
    /// The number of the master document: waybills begin with the airline's prefix and end in its check digit (modulo 7).
    /// </summary>
    public string MasterDocument { get; private set; } = "";

    public string Office =>
        (
            IsWater ? Entry.SeaOffice
            : Mode == BorderMode.Air ? Entry.AirOffice
            : Entry.LandOffice
        )!;

    private bool IsWater => Mode is BorderMode.Sea or BorderMode.InlandWaterway;

    public string Terminal(Place place) =>
        Mode switch
        {
            BorderMode.Air => place.Airport,
            BorderMode.Road or BorderMode.Rail => place.LandTerminal,
            _ => place.SeaPort,
        };

    internal static T Pick<T>(IReadOnlyList<T> from, Random random, Func<T, bool>? where = null)
    {
        var candidates = where is null ? from : [.. from.Where(where)];
        return candidates[random.Next(candidates.Count)];
    }

    internal static string Digits(Random random, int count) =>
        string.Create(
            count,
            random,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = (char)('0' + source.Next(10));
                }
            }
        );

    private static List<string> Countries(params string[] countries)
    {
        var route = new List<string>();
        foreach (var country in countries)
        {
            if (route.Count == 0 || !string.Equals(route[^1], country, StringComparison.Ordinal))
            {
                route.Add(country);
            }
        }

        return route;
    }

    private static DateTimeOffset Cut(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    private static string Imo(Random random)
    {
        var digits = Digits(random, 6);
        var sum = digits.Select((digit, i) => (digit - '0') * (7 - i)).Sum();
        return $"IMO{digits}{(sum % 10).ToString(CultureInfo.InvariantCulture)}";
    }

    private void NameMeans(World world, Random random)
    {
        var serial = Digits(random, 7);
        switch (Mode)
        {
            case BorderMode.Sea:
                (MeansNumber, MeansIdentificationType, MeansType, MeansNationality) = (
                    Imo(random),
                    "10",
                    "1511",
                    Pick(world.Ships, random)[1]
                );
                (Conveyance, MasterDocument) = ($"{Digits(random, 3)}W", $"MBOL{From.Country}{serial}");
                break;
            case BorderMode.InlandWaterway:
                (MeansNumber, MeansIdentificationType, MeansType, MeansNationality) = (
                    "0" + serial,
                    "80",
                    "803",
                    Pick(world.Barges, random)[1]
                );
                (Conveyance, MasterDocument) = ($"{Digits(random, 3)}R", $"RHINE{serial}");
                break;
            case BorderMode.Air:
                var airline = Pick(world.Airlines, random);
                (MeansNumber, MeansIdentificationType, MeansType, MeansNationality) = (
                    $"{airline[2]}-{Digits(random, 4)}",
                    "41",
                    "4000",
                    airline[2]
                );
                Conveyance = airline[1] + Digits(random, 4);
                MasterDocument =
                    $"{airline[0]}-{serial}{(int.Parse(serial, CultureInfo.InvariantCulture) % 7).ToString(CultureInfo.InvariantCulture)}";
                break;
            case BorderMode.Rail:
                (MeansNumber, MeansIdentificationType, MeansType, MeansNationality) = (Digits(random, 5), "21", "230", From.Country);
                (Conveyance, MasterDocument) = (MeansNumber, $"CIM{serial}");
                break;
            default:
                (MeansNumber, MeansIdentificationType, MeansType, MeansNationality) = (
                    $"{Digits(random, 2)}{From.Country}{Digits(random, 4)}",
                    "30",
                    "3111",
                    From.Country
                );
                (Conveyance, MasterDocument) = ($"T{Digits(random, 5)}", $"CMR{serial}");
                break;
        }
    }
}
