using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Samples;

/// <summary>A company or a person, with where it is and its EORI.</summary>
internal sealed record Party(string Name, Place Place, bool IsPerson, string Street, int Number, Eori Eori)
{
    /// <summary>A domain for its electronic mail that nobody can own.</summary>
    public string Domain => new string([.. Name.ToLowerInvariant().Where(char.IsAsciiLetter).Take(24)]) + ".example";
}

/// <summary>Who takes part in a shipment. The same party comes out for the same part, whichever message asks.</summary>
internal sealed class SampleParties(SampleStory story)
{
    private readonly Dictionary<(string Part, int House), Party> _known = [];
    private readonly World _world = World.Get();

    private SampleOptions Options => story.Options;

    private Journey Journey => story.Journey;

    public Party Carrier => Known("carrier", 0, MakeCarrier, Options.Carrier ?? DeclarantAs(Role.Carrier));

    /// <summary>Who files the houses: a forwarder, the express operator, the postal operator.</summary>
    public Party HouseFiler =>
        Known(
            "house filer",
            0,
            _ => (WithForm(Names(HouseFilers, "house filer")[0], Journey.To), Journey.To),
            Options.HouseFiler ?? DeclarantAs(Role.HouseFiler)
        );

    /// <summary>How a forwarder's bills begin.</summary>
    public string HousePrefix => Names("forwarders", "house filer")[1];

    /// <summary>How a carrier's bills of lading begin.</summary>
    public string MasterPrefix => Names("lines", "carrier")[1];

    public Party Author => AuthorAs(story.Carriage.Author);

    /// <summary>Who is named as the one that files what this message leaves open.</summary>
    public Party NextFiler =>
        story.Carriage.Author switch
        {
            // A straight bill and a house without its consignee's side wait for the consignee; a master for the houses.
            Role.Carrier when story.Message.SpecificCircumstance is not "F13" => HouseFiler,
            Role.Carrier => ConsigneeFiler(1),
            _ when story.Message.SpecificCircumstance is "F14" => ConsigneeFiler(Options.House),
            _ => Known("sub-house filer", 0, random => (Name("forwarders", Journey.To, random), Journey.To)),
        };

    public Party PartyOf(EnsElement owner)
    {
        var house = story.HouseOf(owner);
        return owner.Name switch
        {
            "carrier" => Carrier,
            "declarant" or "requester" or "personNotifyingTheArrival" => Author,
            "representative" => Known("representative", 0, random => (Name("forwarders", Journey.Entry, random), Journey.Entry)),
            "authorizedPerson" => Known("authorised person", house, random => (PersonOf(Journey.From, random)!, Journey.From)),
            "facilityPlace" => Known("screening", 0, random => (Name("forwarders", Journey.From, random), Journey.From)),
            "supplementaryDeclarant" => NextFiler,
            "consignor" or "seller" => house > 0 || !HasMasterParties ? Exporter(Math.Max(house, 1)) : MasterConsignor,
            "consignee" or "buyer" => house > 0 || !HasMasterParties ? Importer(Math.Max(house, 1)) : MasterConsignee,
            "notifyParty" when house > 0 && story.IsToOrder => Importer(house),
            "notifyParty" => Known("notify party", 0, random => (Name("forwarders", Journey.To, random), Journey.To)),
            _ => Known("other " + owner.Name, owner.Occurrence, random => (Name("forwarders", Journey.To, random), Journey.To)),
        };
    }

    public Party Exporter(int house) => Known("exporter", house, random => Trader(house, Journey.From, PersonShare(sends: true), random));

    public Party Importer(int house) =>
        Known(
            "importer",
            house,
            random => Trader(house, Journey.To, PersonShare(sends: false), random),
            house == Options.House ? Options.ConsigneeFiler ?? DeclarantAs(Role.ConsigneeFiler) : null
        );

    private Party ConsigneeFiler(int house) => Importer(house);

    private string HouseFilers =>
        Journey.Trade switch
        {
            Trade.Express => "couriers",
            Trade.Post => "posts",
            _ => "forwarders",
        };

    // A consolidation goes from forwarder to forwarder, mail from operator to operator; a single consignment from trader to trader.
    private bool HasMasterParties => Journey.Trade == Trade.Post || story.Message.Root.Find("consignmentMasterLevel/goodsItem") is not null;

    private Party MasterConsignor => Known("master consignor", 0, random => (Name(HouseFilers, Journey.From, random), Journey.From));

    private Party MasterConsignee => HouseFiler;

    private Party AuthorAs(Role role) =>
        role switch
        {
            Role.Carrier => Carrier,
            Role.HouseFiler => HouseFiler,
            _ => ConsigneeFiler(Options.House),
        };

    private Eori? DeclarantAs(Role role) => story.Carriage.Author == role ? Options.Declarant : null;

    // Out of a hundred: parcels go to people, express ones less often; what is sent in containers never does.
    private int PersonShare(bool sends) =>
        (Journey.Trade, sends) switch
        {
            (Trade.Post, true) => 25,
            (Trade.Post, false) => 60,
            (Trade.Express, false) => 25,
            _ => 0,
        };

    private (string Name, Place Place) MakeCarrier(Random random)
    {
        if (Journey.Airline is { } airline)
        {
            return (airline.Name, airline.Home == Journey.From.Country ? Journey.From : Journey.Entry);
        }

        return Journey.Mode switch
        {
            BorderMode.Road => (Name(Journey.Trade == Trade.Express ? "couriers" : "hauliers", Journey.From, random), Journey.From),
            BorderMode.Rail => (Name("railways", Journey.Entry, random), Journey.Entry),
            _ => (WithForm(Names("lines", "carrier")[0], Journey.Entry), Journey.Entry),
        };
    }

    private (string Name, Place Place) Trader(int house, Place place, int share, Random random)
    {
        if (random.Next(100) < share && PersonOf(place, random) is { } person)
        {
            return (person, place);
        }

        return (WithForm(random.Pick([.. _world.Companies[story.Shipment.TradeOf(house)]]), place), place);
    }

    private string? PersonOf(Place place, Random random) =>
        _world.People[place.Country].ToList() is { Count: > 0 } people ? random.Pick(people) : null;

    private string Name(string kind, Place place, Random random) => WithForm(random.Pick(_world.Names(kind))[0], place);

    // Of a kind whose name and document prefix belong together.
    private string[] Names(string kind, string part) => Draws.For(Options.Seed, part + " name").Pick(_world.Names(kind));

    private string WithForm(string name, Place place) => _world.Suffixes.TryGetValue(place.Country, out var form) ? $"{name} {form}" : name;

    private Party Known(string part, int house, Func<Random, (string Name, Place Place)> make, Eori? eori = null)
    {
        if (!_known.TryGetValue((part, house), out var party))
        {
            var random = Draws.For(Options.Seed, part, house, (int)Journey.Trade);
            var (name, place) = make(random);
            var registeredIn = _world.EoriForms.ContainsKey(place.Country) ? place.Country : Journey.Entry.Country;
            var number = Eori.Parse(registeredIn + random.Fill(_world.EoriForms[registeredIn]));
            var street = _world.Streets.GetValueOrDefault(place.Country, "Harbour Road");
            var isPerson = _world.People[place.Country].Contains(name, StringComparer.Ordinal);
            _known[(part, house)] = party = new Party(name, place, isPerson, street, random.Next(1, 180), eori ?? number);
        }

        return party;
    }
}
