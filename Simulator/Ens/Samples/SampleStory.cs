using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>Everything that one sample message agrees on: the journey, who declares, what is in the boxes.</summary>
internal sealed class SampleStory
{
    private readonly Dictionary<EnsElement, Party> _parties = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<EnsElement, (Goods Kind, int Packages)> _goods = new(ReferenceEqualityComparer.Instance);
    private readonly World _world = World.Get();

    public SampleStory(MessageDefinition message, SampleOptions options)
    {
        Message = message;
        Options = options;
        Random = new Random(options.Seed);
        Journey = new Journey(ChooseMode(message.Mode), Random, options.Now);
        Declarant = options.Declarant ?? Eori.Parse(Journey.Entry.Country + Journey.Digits(Random, 9));
        Carrier = Eori.Parse(Journey.Entry.Country + Journey.Digits(Random, 10));
        UsesLocationCodes = Random.Next(5) > 0;
        IsContainerised = Journey.Mode is BorderMode.Sea or BorderMode.Rail
            ? Random.Next(4) > 0
            : Journey.Mode == BorderMode.InlandWaterway && Random.Next(2) == 0;
        IsBulk = Journey.Mode is BorderMode.Sea or BorderMode.InlandWaterway && !IsContainerised;
        IsToOrder = Random.Next(6) == 0;
        IsBetweenPersons = Random.Next(6) == 0;
        Variant = Random.Next(3);
    }

    public MessageDefinition Message { get; }

    public SampleOptions Options { get; }

    public Random Random { get; }

    public Journey Journey { get; }

    public Eori Declarant { get; }

    public Eori Carrier { get; }

    /// <summary>Places are named by UN/LOCODE, else by name and country.</summary>
    public bool UsesLocationCodes { get; }

    public bool IsContainerised { get; }

    public bool IsBulk { get; }

    /// <summary>The consignee is unknown (code 10600) and a notify party is named.</summary>
    public bool IsToOrder { get; }

    /// <summary>A natural person sends to a natural person.</summary>
    public bool IsBetweenPersons { get; }

    /// <summary>Chooses between alternatives that exclude each other, 0 to 2.</summary>
    public int Variant { get; }

    public bool Coin() => Random.Next(2) == 0;

    public string Digits(int count) => Journey.Digits(Random, count);

    /// <summary>Who stands behind a class such as consignor or declarant.</summary>
    public Party PartyOf(EnsElement owner)
    {
        if (!_parties.TryGetValue(owner, out var party))
        {
            var isOutside = owner.Name is "consignor" or "seller";
            var place =
                isOutside ? Journey.From
                : owner.Name is "carrier" or "declarant" or "representative" ? Journey.Entry
                : Journey.To;
            var isPerson = IsBetweenPersons && owner.Name is "consignor" or "consignee" || owner.Name is "authorizedPerson";
            var name = isPerson
                ? Journey.Pick(_world.People, Random)
                : Company(owner.Name is "carrier" ? _world.Carriers : _world.Companies, place.Country);
            _parties[owner] = party = new Party(name, place, isPerson, Journey.Pick(_world.Streets, Random));
        }

        return party;
    }

    /// <summary>What an item, a package or a commodity inside it is about.</summary>
    public Goods GoodsOf(EnsElement within) => LotOf(within).Kind;

    /// <summary>How many packages of it there are.</summary>
    public int PackagesOf(EnsElement within) => LotOf(within).Packages;

    public Mrn AnyMrn() => new MrnGenerator((_, _) => "S" + Digits(10)).Filing(Journey.Entry.Country, Options.Now);

    private (Goods Kind, int Packages) LotOf(EnsElement within)
    {
        var item = within;
        while (item.Parent is not null && item.Name is not "goodsItem")
        {
            item = item.Parent;
        }

        if (!_goods.TryGetValue(item, out var lot))
        {
            _goods[item] = lot = (Journey.Pick(IsBulk ? _world.Bulk : _world.Goods, Random), Random.Next(1, 200));
        }

        return lot;
    }

    private string Company(IReadOnlyList<string> names, string country)
    {
        var name = Journey.Pick(names, Random);
        return _world.Suffixes.TryGetValue(country, out var suffix) ? $"{name} {suffix}" : name;
    }

    private BorderMode ChooseMode(string modes)
    {
        var candidates = new List<BorderMode>();
        Add("sea", BorderMode.Sea);
        Add("sea", BorderMode.Sea);
        Add("inland", BorderMode.InlandWaterway);
        Add("air", BorderMode.Air);
        Add("road", BorderMode.Road);
        Add("rail", BorderMode.Rail);
        return candidates.Count == 0 ? Journey.Pick([BorderMode.Sea, BorderMode.Air], Random) : Journey.Pick(candidates, Random);

        void Add(string word, BorderMode mode)
        {
            if (modes.Contains(word, StringComparison.Ordinal))
            {
                candidates.Add(mode);
            }
        }
    }
}

/// <summary>A company or a person, with where it is.</summary>
internal sealed record Party(string Name, Place Place, bool IsPerson, string Street);
