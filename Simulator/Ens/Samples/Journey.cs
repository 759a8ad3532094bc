namespace Ics2.Ens.Samples;

/// <summary>
/// One journey into the Union: from where to where, by what, when, past which countries. All samples of one seed, trade and mode tell the
/// same journey, so that filings that belong together fit.
/// </summary>
internal sealed class Journey
{
    private readonly Lane _lane;
    private readonly LaneEntry _entry;

    public Journey(BorderMode mode, Trade trade, int seed)
    {
        (Mode, Trade) = (mode, trade);
        var random = Draws.For(seed, "journey", (int)mode, (int)trade);
        IsContainerised = IsWater && trade == Trade.Cargo ? random.Next(4) > 0 : mode is BorderMode.Sea or BorderMode.Rail;
        var by = ByWhat();
        var lanes = LanesFor(by);
        if (lanes.Count == 0)
        {
            IsContainerised = true;
            by = ByWhat();
            lanes = LanesFor(by);
        }

        (By, _lane) = (by, random.Pick(lanes));
        _entry = random.Pick(_lane.Entries);
        var isBound = _entry.Onward.Count > 0 && (!_entry.At.HasLocationCode || random.Next(3) == 0);
        To = isBound ? random.Pick(_entry.Onward) : _entry.At;
        Route = Countries([_lane.From.Country, .. _lane.Via, Entry.Country, To.Country]);
        Goods = [.. GoodsOf(By).Where(goods => goods.Fits(By, From.Country))];
        Means = MeansOfTransport.Of(this, _lane, random);
    }

    public BorderMode Mode { get; }

    public Trade Trade { get; }

    /// <summary>The letter of goods.txt for what travels so.</summary>
    public char By { get; }

    /// <summary>In containers; for water and rail.</summary>
    public bool IsContainerised { get; }

    public bool IsBulk => By == 'B';

    public bool IsShortSea => _lane.IsShortSea;

    public Place From => _lane.From;

    /// <summary>Where the journey first touches the Union.</summary>
    public Place Entry => _entry.At;

    public Place To { get; }

    /// <summary>From departure to the entry into the Union.</summary>
    public TimeSpan Time => _entry.Time;

    public IReadOnlyList<string> Route { get; }

    public MeansOfTransport Means { get; }

    /// <summary>Who flies; null where nobody does.</summary>
    public Airline? Airline => _lane.Airline;

    /// <summary>Number plates on the way, or what the numbers of wagons begin with.</summary>
    public string Marks => _lane.Marks;

    public IReadOnlyList<string> Flags => _lane.Flags;

    public string Office => Entry.Office!;

    public bool IsWater => Mode is BorderMode.Sea or BorderMode.InlandWaterway;

    /// <summary>Goods that travel so from there.</summary>
    public IReadOnlyList<Goods> Goods { get; }

    private char ByWhat() =>
        (Trade, Mode) switch
        {
            (Trade.Post, _) => 'P',
            (Trade.Express, _) => 'X',
            (_, BorderMode.Air) => 'A',
            (_, BorderMode.Road) => 'R',
            (_, BorderMode.Rail) => 'T',
            _ => IsContainerised ? 'S' : 'B',
        };

    private List<Lane> LanesFor(char by)
    {
        var world = World.Get();
        var lanes = Mode switch
        {
            BorderMode.Sea => world.Sea,
            BorderMode.InlandWaterway => world.Inland,
            BorderMode.Air => Trade == Trade.Express ? world.Express : world.Air,
            BorderMode.Rail => world.Rail,
            _ => world.Road,
        };
        return [.. lanes.Where(lane => lane.Carries.Contains(by, StringComparison.Ordinal))];
    }

    private static IReadOnlyList<Goods> GoodsOf(char by) => by == 'B' ? World.Get().Bulk : World.Get().Goods;

    private static List<string> Countries(IEnumerable<string> countries)
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
}
