using System.Globalization;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Comparing;

/// <summary>Any list of a pack, as entries with what is said of each.</summary>
internal sealed record Listing(string Id, string Name, IReadOnlyDictionary<string, string> Entries)
{
    public string? Edition { get; init; }

    public string? Complete { get; init; }

    public string? Shape { get; init; }

    /// <summary>All lists of a pack.</summary>
    public static IEnumerable<Listing> Of(SpecPack pack) =>
        pack
            .CodeLists.Select(Of)
            .Concat([
                new Listing(
                    "stopwords",
                    "Stop words",
                    pack.Quality.StopWords.ToDictionary(
                        word => $"{word.Term} ({word.Kind.ToString().ToLowerInvariant()})",
                        word => string.Create(CultureInfo.InvariantCulture, $"{word.Trust} {word.From:yyyy-MM-dd}"),
                        StringComparer.Ordinal
                    )
                ),
                new Listing(
                    "quality",
                    "Free texts that are cleansed",
                    pack.Quality.Elements.ToDictionary(element => element.Key, element => $"{element.Value}", StringComparer.Ordinal)
                )
                {
                    Shape = pack.Quality.Stripped,
                },
                new Listing("eori", "National forms of EORIs", pack.EoriForms.Described),
                new Listing(
                    "northern-ireland",
                    "Places of Northern Ireland",
                    pack.PlacesOfNorthernIreland.ToDictionary(place => place, _ => "", StringComparer.Ordinal)
                ),
            ]);

    /// <summary>What differs; null when nothing does.</summary>
    public static ListChange? Between(Listing? before, Listing? after)
    {
        var known = before ?? after!;
        if (before is null || after is null)
        {
            return new ListChange(known.Id, known.Name, before?.Entries.Count, after?.Entries.Count, [], [], [], []);
        }

        var change = new ListChange(
            after.Id,
            after.Name,
            before.Entries.Count,
            after.Entries.Count,
            [
                .. new[]
                {
                    new ValueChange("name", before.Name, after.Name),
                    new ValueChange("version", before.Edition, after.Edition),
                    new ValueChange("complete", before.Complete, after.Complete),
                    new ValueChange("shape", before.Shape, after.Shape),
                }.Where(value => value.Before != value.After),
            ],
            Missing(after.Entries, before.Entries),
            Missing(before.Entries, after.Entries),
            [
                .. after
                    .Entries.Where(entry => before.Entries.TryGetValue(entry.Key, out var was) && was != entry.Value)
                    .Select(entry => entry.Key)
                    .Order(StringComparer.Ordinal),
            ]
        );
        return change.Header.Count + change.Added.Count + change.Removed.Count + change.Changed.Count == 0 ? null : change;
    }

    private static Listing Of(CodeList list) =>
        new(
            list.Id,
            list.Name,
            list.Codes.Concat(list.Prefixes.Select(prefix => KeyValuePair.Create(prefix + "*", "")))
                .ToDictionary(
                    code => code.Key,
                    code => $"{code.Value}\t{list.Flags(code.Key)}\t{list.Days(code.Key)}",
                    StringComparer.Ordinal
                )
        )
        {
            Edition = list.Version,
            Complete = list.IsSubset ? "no" : "yes",
            Shape = list.Further,
        };

    private static List<string> Missing(IReadOnlyDictionary<string, string> of, IReadOnlyDictionary<string, string> @in) =>
        [.. of.Keys.Where(code => !@in.ContainsKey(code)).Order(StringComparer.Ordinal)];
}
