using System.Collections.Immutable;
using System.Globalization;
using Ics2.Customs.Model;

namespace Ics2.Customs.Registering;

/// <summary>
/// Compares the filings of an ENS with each other (lifecycle 4.1 step 12, 5.2 step 4): weights, packages, actors, documents, and what was
/// said before loading with what is said before arrival. The trader is not told; an officer sees the flags. What is silent is not compared.
/// </summary>
internal static class CheckConsistency
{
    private const decimal Tolerance = 0.01m; // rounding in commercial papers

    /// <summary>Flags every ENS that is ready to be analysed, and takes away flags that no longer hold.</summary>
    public static void Run(DecisionBuilder decision)
    {
        foreach (
            var owner in decision
                .State.Filings.Values.Where(filing =>
                    filing.IsAccepted && filing.Ens is >= EnsState.PendingCompleteness and <= EnsState.ConsideredComplete
                )
                .OrderBy(filing => filing.Mrn, StringComparer.Ordinal)
                .ToList()
        )
        {
            ImmutableArray<Flag> flags =
                owner.Ens == EnsState.PendingCompleteness ? [] : [.. Compare(owner, [.. decision.Members(owner.Key).Skip(1)])];
            if (!flags.SequenceEqual(owner.Flags))
            {
                decision.Happens(new Flagged(owner.Key, decision.Now, flags));
            }
        }
    }

    private static IEnumerable<Flag> Compare(Filing owner, List<Filing> others)
    {
        var content = owner.Content;
        var houses = others
            .Where(filing => !FilingTypes.IsAssociated(filing.Type) && filing.Type is not ("F43" or "F44"))
            .SelectMany(filing => Linked(filing, owner).Select(house => (Filing: filing, House: house)))
            .ToList();

        // Houses below other houses repeat what those contain; only what the master's own parties file adds up to the master.
        var named = content
            .SupplementaryDeclarants.Concat(content.Houses.SelectMany(house => house.SupplementaryDeclarants))
            .ToHashSet(StringComparer.Ordinal);
        List<Amounts> parts =
            houses.Count > 0
                ? [.. houses.Where(one => named.Contains(one.Filing.Declarant!)).Select(one => one.House.Amounts)]
                : [.. content.Houses.Select(house => house.Amounts)];
        var containers = content.AllContainers().ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Differ(
                "weight",
                "kg",
                "the master consignment",
                content.Amounts.GrossMass,
                "its houses",
                Sum(parts.Select(part => part.GrossMass))
            ),
            .. Differ(
                "packages",
                "packages",
                "the master consignment",
                content.Amounts.Packages,
                "its houses",
                Sum(parts.Select(part => (decimal?)part.Packages))
            ),
            .. houses
                .Where(one => one.House.Carrier is { } carrier && content.Carrier is { } own && carrier != own)
                .Select(one => new Flag("actor", $"{one.Filing.Mrn} names the carrier {one.House.Carrier}, the master {content.Carrier}.")),
            .. houses
                .Where(one => one.House.MasterDocument is { } document && content.MasterDocument is { } own && document.Type != own.Type)
                .Select(one => new Flag(
                    "document",
                    $"{one.Filing.Mrn} calls the master document {one.House.MasterDocument!.Number} a "
                        + $"{one.House.MasterDocument.Type}, the master a {content.MasterDocument!.Type}."
                )),
            .. containers.Count > 0
                ? houses.SelectMany(one =>
                    one.House.Containers.Where(container => !containers.Contains(container))
                        .Select(container => new Flag(
                            "document",
                            $"{one.Filing.Mrn} names the container {container}, the master does not."
                        ))
                )
                : [],
            .. others
                .Where(filing => FilingTypes.IsAssociated(filing.Type))
                .SelectMany(filing => PreLoading(filing, owner, [owner, .. others])),
        ];
    }

    // The same house before loading and before arrival (DEC-6).
    private static IEnumerable<Flag> PreLoading(Filing filing, Filing owner, List<Filing> members)
    {
        var later = members
            .Where(other => !FilingTypes.IsAssociated(other.Type))
            .SelectMany(other => other.Content.Houses)
            .Where(house => house.Document is not null)
            .ToLookup(house => house.Document!.Number, StringComparer.Ordinal);
        foreach (var house in Linked(filing, owner).Where(house => house.Document is not null))
        {
            foreach (var other in later[house.Document!.Number].Take(1))
            {
                var name = $"{filing.Mrn}, house {house.Document.Number}, before loading";
                foreach (
                    var flag in Differ("pre-loading", "kg", name, house.Amounts.GrossMass, "before arrival", other.Amounts.GrossMass)
                        .Concat(Differ("pre-loading", "packages", name, house.Amounts.Packages, "before arrival", other.Amounts.Packages))
                )
                {
                    yield return flag;
                }
            }
        }
    }

    private static IEnumerable<HouseContent> Linked(Filing filing, Filing owner) =>
        filing.Content.Houses.Where((_, index) => filing.Houses[index].Ens == owner.Key);

    private static decimal? Sum(IEnumerable<decimal?> figures)
    {
        var known = figures.ToList();
        return known.Count == 0 || known.Contains(null) ? null : known.Sum();
    }

    private static IEnumerable<Flag> Differ(string kind, string unit, string one, decimal? first, string other, decimal? second)
    {
        if (first is { } a && second is { } b && Math.Abs(a - b) > Tolerance * Math.Max(a, b))
        {
            yield return new Flag(kind, string.Create(CultureInfo.InvariantCulture, $"{one}: {a} {unit}; {other}: {b} {unit}."));
        }
    }
}
