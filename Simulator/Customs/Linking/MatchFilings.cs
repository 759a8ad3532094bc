using Ics2.Customs.Model;

namespace Ics2.Customs.Linking;

/// <summary>
/// What belongs together, seen from the data alone (lifecycle 2.1, 2.2): computed afresh each time, so the order of arrival does not matter
/// (DEC-8).
/// </summary>
internal sealed class MatchFilings
{
    private readonly IReadOnlyList<Filing> _accepted;
    private readonly ILookup<string, (Filing Filing, int Index, HouseContent House)> _byDocument;
    private readonly ILookup<string, (Filing Filing, int Index, HouseContent House)> _byReceptacle;

    public MatchFilings(IEnumerable<Filing> filings)
    {
        _accepted =
        [
            .. filings
                .Where(filing => filing.IsAccepted && !filing.IsArrival)
                .OrderBy(filing => filing.RegisteredAt)
                .ThenBy(filing => filing.Mrn, StringComparer.Ordinal)
                .ThenBy(filing => filing.Type, StringComparer.Ordinal),
        ];
        var houses = (
            from filing in _accepted
            from index in Enumerable.Range(0, filing.Houses.Length)
            select (Filing: filing, Index: index, House: filing.Content.Houses[index])
        ).ToList();
        _byDocument = houses
            .Where(one => one.House.Document is not null)
            .ToLookup(one => one.House.Document!.Number, StringComparer.Ordinal);
        _byReceptacle = houses
            .Where(one => one.Filing.Type == "F44")
            .SelectMany(one => one.House.Receptacles.Select(receptacle => (receptacle, one)))
            .ToLookup(pair => pair.receptacle, pair => pair.one, StringComparer.Ordinal);
        foreach (var owner in _accepted.Where(filing => FilingTypes.CarriesEns(filing.Type)))
        {
            Follow(owner);
        }

        foreach (var filing in _accepted)
        {
            Associate(filing);
        }
    }

    /// <summary>House (filing and index) to the filing its ENS is built on.</summary>
    public Dictionary<(FilingKey Filing, int House), FilingKey?> Linked { get; } = [];

    /// <summary>Who names whom without that one having filed, by ENS.</summary>
    public Dictionary<FilingKey, List<(FilingKey Naming, string Eori)>> Silent { get; } = [];

    /// <summary>Postal masters with receptacles that nobody described.</summary>
    public HashSet<FilingKey> Uncovered { get; } = [];

    public bool IsComplete(FilingKey ens) => Silent[ens].Count == 0 && !Uncovered.Contains(ens);

    private void Follow(Filing owner)
    {
        Silent[owner.Key] = [];
        for (var i = 0; i < owner.Houses.Length; i++)
        {
            Linked.TryAdd((owner.Key, i), owner.Key);
        }

        var byHand = new HashSet<string>(StringComparer.Ordinal);
        foreach (var filing in _accepted)
        {
            for (var i = 0; i < filing.Houses.Length; i++)
            {
                if (filing.Houses[i].RelatedByHand == owner.Key)
                {
                    Linked[(filing.Key, i)] = owner.Key;
                    byHand.Add(filing.Declarant!);
                }
            }
        }

        if (FilingTypes.IsPostalMaster(owner.Type))
        {
            FollowReceptacles(owner);
        }
        else if (FilingTypes.IsMaster(owner.Type))
        {
            var content = owner.Content;
            string?[] carriers = owner.Type == "F21" ? [content.Declarant, content.Carrier] : [content.Declarant];
            var named =
                owner.Type == "F13" ? content.Houses.SelectMany(house => house.SupplementaryDeclarants) : content.SupplementaryDeclarants;
            Descend(owner, owner, carriers, named, houseDocument: null, []);
            Silent[owner.Key].RemoveAll(missing => byHand.Contains(missing.Eori));
        }
    }

    private void Descend(
        Filing owner,
        Filing upper,
        string?[] carriers,
        IEnumerable<string> named,
        string? houseDocument,
        HashSet<(FilingKey, int)> seen
    )
    {
        foreach (var eori in named)
        {
            var lower = LowerHouses(owner, upper, carriers, eori, houseDocument).ToList();
            if (lower.Count == 0)
            {
                Silent[owner.Key].Add((upper.Key, eori));
            }

            foreach (var (filing, index) in lower.Where(house => seen.Add((house.Filing.Key, house.Index))))
            {
                Linked.TryAdd((filing.Key, index), owner.Key);
                var house = filing.Content.Houses[index];
                Descend(owner, filing, carriers, house.SupplementaryDeclarants, house.Document?.Number, seen);
            }
        }
    }

    private IEnumerable<(Filing Filing, int Index)> LowerHouses(
        Filing owner,
        Filing upper,
        string?[] carriers,
        string eori,
        string? houseDocument
    )
    {
        var types = LowerTypes(upper.Type);
        return from filing in _accepted
            where types.Contains(filing.Type) && filing.Declarant == eori && filing.Key != upper.Key
            from index in Enumerable.Range(0, filing.Houses.Length)
            let house = filing.Content.Houses[index]
            where
                house.MasterDocument?.Number == owner.Content.MasterDocument?.Number
                && carriers.Contains(house.Carrier)
                && (filing.Type != "F16" || house.Document?.Number == houseDocument)
            select (filing, index);
    }

    // F13 never links with F16 (DEC-4); F33 is a house under F21 (DEC-6).
    private static string[] LowerTypes(string upper) =>
        upper switch
        {
            "F12" or "F15" => ["F14", "F15"],
            "F13" => ["F17"],
            "F14" => ["F14", "F15", "F16"],
            "F21" or "F22" or "F26" or "F33" => ["F22", "F26", "F33"],
            _ => [],
        };

    private void FollowReceptacles(Filing owner)
    {
        foreach (var receptacle in owner.Content.Receptacles)
        {
            var items = _byReceptacle[receptacle].ToList();
            var covered = items.Count > 0;
            foreach (var (filing, index, house) in items)
            {
                Linked.TryAdd((filing.Key, index), owner.Key);
                var data = WithDocument(house, "F43").ToList();
                data.ForEach(item => Linked.TryAdd((item.Filing.Key, item.Index), owner.Key));
                covered &= data.Count > 0;
            }

            if (!covered)
            {
                Uncovered.Add(owner.Key);
            }
        }
    }

    // Pre-loading data meet the pre-arrival filing with the same house document (DEC-6); a postal item meets its receptacle.
    private void Associate(Filing filing)
    {
        string[] counterparts = filing.Type switch
        {
            "F23" or "F24" => ["F22", "F27"],
            "F32" => ["F30", "F31", "F33"],
            "F43" => ["F44"],
            _ => [],
        };
        for (var i = 0; i < filing.Houses.Length && counterparts.Length > 0; i++)
        {
            var house = filing.Content.Houses[i];
            var master = filing.Type == "F23" ? MasterOf(filing) : house.MasterDocument?.Number;
            var match = WithDocument(house, counterparts)
                .Where(other =>
                    (
                        filing.Type is not ("F23" or "F24")
                        || master is null
                        || (other.House.MasterDocument ?? other.Filing.Content.MasterDocument)?.Number is not { } number
                        || number == master
                    )
                    && (
                        filing.Type != "F32"
                        || (
                            other.Filing.Declarant == filing.Declarant
                            && (house.Ucr is null || other.House.Ucr is null || house.Ucr == other.House.Ucr)
                        )
                    )
                )
                .ToList();
            if (match.Count > 0)
            {
                Linked.TryAdd((filing.Key, i), Linked.GetValueOrDefault((match[0].Filing.Key, match[0].Index)));
            }
        }
    }

    private string? MasterOf(Filing preLoading) =>
        _accepted.FirstOrDefault(filing => filing.Type == "F25" && filing.Mrn == preLoading.Mrn)?.Content.MasterDocument?.Number;

    private IEnumerable<(Filing Filing, int Index, HouseContent House)> WithDocument(HouseContent house, params string[] types) =>
        house.Document is null ? [] : _byDocument[house.Document.Number].Where(one => types.Contains(one.Filing.Type));
}
