using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>Everything that one sample message agrees on: the journey, what is sent, who takes part.</summary>
internal sealed class SampleStory
{
    public SampleStory(MessageDefinition message, SampleOptions options)
    {
        (Message, Options) = (message, options);
        Carriage = Carriage.Of(message.Id);
        var (trade, mode) = HowItTravels();
        Journey = new Journey(mode, trade, options.Seed);
        var departure = message.Root.Find("activeBorderTransportMeans/actualDateAndTimeOfDeparture");
        var now = new DateTimeOffset(options.Now.UtcTicks - (options.Now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        Times = JourneyTimes.Around(Journey, Carriage.Moment, departure is { MinOccurs: > 0 }, now, options.Seed);
        Shipment = new Shipment(Journey, options.Seed, options.Items);
        Parties = new SampleParties(this);
        Documents = new SampleDocuments(this);
        Random = Draws.For(options.Seed, "coins");
        UsesLocationCodes = Random.Next(5) > 0;
        IsToOrder = Journey.IsWater && Random.Next(6) == 0;
        Variant = Random.Next(3);
        Houses = HowManyHouses();
    }

    public MessageDefinition Message { get; }

    public SampleOptions Options { get; }

    public Carriage Carriage { get; }

    public Journey Journey { get; }

    public JourneyTimes Times { get; }

    public Shipment Shipment { get; }

    public SampleParties Parties { get; }

    public SampleDocuments Documents { get; }

    /// <summary>For what only this message tells; what several tell of is drawn by its subject.</summary>
    public Random Random { get; }

    /// <summary>How many houses the shipment has.</summary>
    public int Houses { get; }

    /// <summary>Places are named by UN/LOCODE, else by name and country.</summary>
    public bool UsesLocationCodes { get; }

    /// <summary>The consignee is unknown (code 10600) and a notify party is named.</summary>
    public bool IsToOrder { get; }

    /// <summary>Chooses between alternatives that exclude each other, 0 to 2.</summary>
    public int Variant { get; }

    public bool Coin() => Random.Next(2) == 0;

    /// <summary>The house an element tells of, from 1; 0 at the level of the master.</summary>
    public int HouseOf(EnsElement within)
    {
        for (var element = within; element is not null; element = element.Parent)
        {
            if (element.Name is "consignmentHouseLevel")
            {
                return element.Occurrence + Options.House - 1;
            }
        }

        return 0;
    }

    /// <summary>What an item, a package or a commodity inside it is about; at the level of the master the sum of the houses.</summary>
    public Lot LotOf(EnsElement within)
    {
        var item = within;
        while (item.Parent is not null && item.Name is not "goodsItem")
        {
            item = item.Parent;
        }

        if (HouseOf(item) is > 0 and var house)
        {
            return Shipment.LotOf(house, item.Occurrence);
        }

        var lots = Enumerable.Range(1, Houses).Select(number => Shipment.LotOf(number, item.Occurrence)).ToList();
        return new Lot(lots[0].Kind, lots.Sum(lot => lot.Packages), lots.Sum(lot => lot.Mass));
    }

    /// <summary>The containers of the house or, outside of one, of all houses.</summary>
    public IReadOnlyList<Container> ContainersOf(EnsElement within) =>
        HouseOf(within) is > 0 and var house ? Shipment.ContainersOf(house) : Shipment.ContainersOfAll(Houses);

    public Mrn AnyMrn() => new MrnGenerator((_, _) => "S" + Random.Digits(10)).Filing(Journey.Entry.Country, Options.Now);

    private (Trade Trade, BorderMode Mode) HowItTravels()
    {
        var carriage = Options.With is { } with ? Carriage.Of(with) : Carriage;
        // Filings by water, and no others, choose between two modes.
        return (carriage.Trade, Draws.For(Options.Seed, "mode").Pick(carriage.Modes));
    }

    private int HowManyHouses()
    {
        var row = Message.Root.Find("consignmentMasterLevel/consignmentHouseLevel");
        var isSummedUp = Message.Root.Find("consignmentMasterLevel/goodsItem") is not null || row is null;
        var most = isSummedUp && row is not null ? row.MaxOccurs : int.MaxValue;
        return Math.Clamp(Options.Houses, 1, most);
    }
}
