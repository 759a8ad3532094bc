namespace Ics2.Ens.Samples;

/// <summary>
/// What is sent: which goods, in how many packages, in which containers and receptacles, house by house. It follows from the seed and the
/// number of the house alone, so a master and its houses agree whoever files them, and a master is the sum of its houses.
/// </summary>
internal sealed class Shipment
{
    private const int HousesPerGroup = 16; // that share a container
    private const int MaxItemsOfSharedContainer = 2;
    private const decimal FullContainer = 21_000;
    private const decimal ShareOfContainer = 1_200;
    private const decimal ReceptacleItems = 2.4m;
    private const int ItemsPerReceptacle = 8;

    private readonly Dictionary<(int House, int Item), Lot> _lots = [];
    private readonly Dictionary<int, IReadOnlyList<Container>> _containers = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _wagons = [];
    private readonly Journey _journey;
    private readonly int _seed;
    private readonly int _items;
    private readonly bool _sharesContainers;
    private readonly string _service;
    private readonly int _ownContainers;

    public Shipment(Journey journey, int seed, int items)
    {
        (_journey, _seed, _items) = (journey, seed, Math.Max(1, items));
        var random = Draws.For(seed, "shipment");
        _sharesContainers = random.Next(2) == 0;
        _service = random.Pick(["C", "C", "U", "E"]);
        _ownContainers = random.Next(1, 4);
    }

    /// <summary>What an item of a house is.</summary>
    public Lot LotOf(int house, int item)
    {
        if (!_lots.TryGetValue((house, item), out var lot))
        {
            _lots[(house, item)] = lot = MakeLot(house, item);
        }

        return lot;
    }

    /// <summary>What companies of a house deal in.</summary>
    public string TradeOf(int house)
    {
        // A consolidation is of one trade, each postal item of its own.
        var random = Draws.For(_seed, "trade", _journey.Trade == Trade.Post ? house : 0);
        return random.Pick(_journey.Goods).Trade;
    }

    /// <summary>The containers of a house: a place in a shared one, or its own.</summary>
    public IReadOnlyList<Container> ContainersOf(int house)
    {
        if (!_containers.TryGetValue(house, out var containers))
        {
            _containers[house] = containers = MakeContainers(house);
        }

        return containers;
    }

    /// <summary>All containers of the first houses, each once.</summary>
    public IReadOnlyList<Container> ContainersOfAll(int houses)
    {
        const int All = 0;
        if (!_containers.TryGetValue(All, out var containers))
        {
            var each = Enumerable
                .Range(1, houses)
                .SelectMany(ContainersOf)
                .DistinctBy(container => container.Number, StringComparer.Ordinal);
            _containers[All] = containers = [.. each];
        }

        return containers;
    }

    /// <summary>The wagons that carry a house.</summary>
    public IReadOnlyList<string> WagonsOf(int house)
    {
        if (!_wagons.TryGetValue(house, out var wagons))
        {
            var random = Draws.For(_seed, "wagons", house);
            _wagons[house] = wagons = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Identifiers.Wagon(_journey.Marks, random))];
        }

        return wagons;
    }

    /// <summary>The number of a house's document, without what its issuer puts before it.</summary>
    public string HouseNumber(int house)
    {
        var random = Draws.For(_seed, "house", house);
        return _journey switch
        {
            { Trade: Trade.Post } => Identifiers.PostalItem(_service + (char)('A' + random.Next(26)), _journey.From.Country, random),
            { Trade: Trade.Express, Airline.Designator: "5X" } => random.Fill("1Z@@####@##########"),
            { Trade: Trade.Express } => random.Digits(12),
            _ => random.Digits(8),
        };
    }

    /// <summary>Letters of a service go with CN 22, parcels and express mail with CN 23.</summary>
    public string PostalDocumentType => _service == "U" ? "C664" : "C665";

    /// <summary>How many receptacles hold the items of so many houses.</summary>
    public static int Receptacles(int houses) => (houses + ItemsPerReceptacle - 1) / ItemsPerReceptacle;

    /// <summary>Which receptacle an item lies in, from 1.</summary>
    public static int ReceptacleOf(int house) => Receptacles(house);

    /// <summary>
    /// A receptacle (S9): offices of exchange, category of mail, subclass, last digit of the year, despatch, number, flags of the last one
    /// and of insured content, weight in 100 g.
    /// </summary>
    public string Receptacle(int number, int houses, DateTimeOffset now)
    {
        var world = World.Get();
        var random = Draws.For(_seed, "receptacle", number);
        var despatch = Draws.For(_seed, "despatch").Digits(4);
        var category = _journey.Mode == BorderMode.Air ? 'A' : 'C';
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{world.SendingOffices[_journey.From.Country]}{world.ReceivingOffices[_journey.To.Country]}{category}{_service}N"
                + $"{now.Year % 10}{despatch}{number:000}{(number == Receptacles(houses) ? 1 : 0)}0{random.Next(200, 310):0000}"
        );
    }

    private List<Container> MakeContainers(int house)
    {
        if (_sharesContainers && _items <= MaxItemsOfSharedContainer)
        {
            return [ContainerAt((house - 1) / HousesPerGroup, number: 0)];
        }

        var mass = Enumerable.Range(1, _items).Sum(item => LotOf(house, item).Mass);
        var count = Math.Max(_ownContainers, 1 + (int)(mass / FullContainer)); // light goods fill them by their volume
        return [.. Enumerable.Range(1, count).Select(number => ContainerAt(house, number))];
    }

    private Container ContainerAt(int group, int number)
    {
        var random = Draws.For(_seed, "container", group, number);
        return new Container(
            Identifiers.Container(random),
            random.Pick(["45", "45", "44"]),
            [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Fill("SL#######"))]
        );
    }

    private Lot MakeLot(int house, int item)
    {
        var trade = TradeOf(house);
        var kinds = _journey.Goods.Where(goods => goods.Trade == trade).ToList();
        var kind = Draws.For(_seed, "kind", _journey.Trade == Trade.Post ? house : 0, item).Pick(kinds);
        var random = Draws.For(_seed, "lot", house, item);
        if (_journey.IsBulk)
        {
            return new Lot(kind, 0, Math.Max(1, random.Next(3_000, 24_000) / _items) * 1000m);
        }

        if (_journey.Trade == Trade.Post)
        {
            return new Lot(kind, 1, decimal.Round(ReceptacleItems * random.Next(40, 100) / 100 / _items, 3) + 0.001m);
        }

        var most = Math.Clamp((int)(MassOfHouse / _items / kind.PackageMass), 1, 900);
        var packages = random.Next(Math.Max(1, most / 3), most + 1);
        return new Lot(kind, packages, packages * kind.PackageMass);
    }

    /// <summary>What a house weighs at most, in kilograms.</summary>
    private decimal MassOfHouse =>
        (_journey.Trade, _journey.Mode) switch
        {
            (Trade.Express, _) => 60,
            (_, BorderMode.Air) => 1_500,
            (_, BorderMode.Road) => 9_000,
            _ => _sharesContainers ? ShareOfContainer : 18_000 * _ownContainers,
        };
}

/// <summary>One item: what, how many packages, how heavy in kilograms.</summary>
internal sealed record Lot(Goods Kind, int Packages, decimal Mass);

/// <summary>A container: number, size and type (CL710), seals.</summary>
internal sealed record Container(string Number, string SizeAndType, IReadOnlyList<string> Seals);
