using System.Globalization;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Comparing;

/// <summary>Compares two versions of the messages.</summary>
public static class PackComparison
{
    private const double Alike = 0.5;

    /// <summary>What the later one changes; equal packs differ in nothing.</summary>
    public static PackDifference Between(SpecPack before, SpecPack after)
    {
        var (old, @new) = (Ids(before), Ids(after));
        return new PackDifference(before.Version, after.Version)
        {
            Pack = Unequal([.. Header(before)], [.. Header(after)]),
            AddedMessages = Added(after, [.. @new.Except(old, StringComparer.Ordinal)], [.. @new.Intersect(old, StringComparer.Ordinal)]),
            RemovedMessages = [.. old.Except(@new, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ChangedMessages =
            [
                .. @new.Intersect(old, StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .Select(id => Between(before.Message(id), after.Message(id)))
                    .Where(change => change.Catalogue.Count + change.Elements.Count > 0),
            ],
            Lists = Lists(before, after),
            Checks = Checks(before, after),
        };
    }

    private static HashSet<string> Ids(SpecPack pack) => pack.MessageIds.ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<(string What, string? Value)> Header(SpecPack pack) =>
        [
            ("version", pack.Version),
            ("namespace", pack.Namespace),
            ("agreement", pack.Agreement),
            (
                "past",
                pack.Past is { } past
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"{past.Since:yyyy-MM-dd} {string.Join(' ', past.Messages.Order(StringComparer.Ordinal))}"
                    )
                    : null
            ),
            ("entryCountries", Words(pack.EntryCountries)),
            ("tin", Words(pack.TinParties)),
        ];

    private static string? Words(IReadOnlyCollection<string> words) =>
        words.Count == 0 ? null : string.Join(' ', words.Order(StringComparer.Ordinal));

    private static MessageChange Between(MessageDefinition before, MessageDefinition after) =>
        new(after.Id, Unequal([.. Catalogue(before)], [.. Catalogue(after)]), TableComparison.Between(before.Root, after.Root));

    private static IEnumerable<(string What, string? Value)> Catalogue(MessageDefinition message) =>
        [("shortName", message.ShortName), ("direction", $"{message.Direction}"), ("mode", message.Mode), ("name", message.Name)];

    // A new message is least work for whoever knows which known one it resembles, as that one is now.
    private static List<NewMessage> Added(SpecPack pack, IReadOnlyList<string> added, IReadOnlyList<string> known)
    {
        var tables = added.Count == 0 ? [] : known.Select(id => (Id: id, Rows: Rows(pack.Message(id)))).ToList();
        return
        [
            .. added
                .Order(StringComparer.Ordinal)
                .Select(pack.Message)
                .Select(message =>
                {
                    var rows = Rows(message);
                    var best = tables
                        .Select(table => (table.Id, Common: table.Rows.Count(rows.Contains), All: table.Rows.Count))
                        .OrderByDescending(table => (double)table.Common / (rows.Count + table.All - table.Common))
                        .ThenBy(table => table.Id[3] != message.Id[3])
                        .FirstOrDefault();
                    var isAlike = best.Id is not null && (double)best.Common / (rows.Count + best.All - best.Common) >= Alike;
                    return new NewMessage(
                        message.Id,
                        message.Name,
                        rows.Count,
                        isAlike ? best.Id : null,
                        isAlike ? rows.Count - best.Common : rows.Count
                    );
                }),
        ];
    }

    private static HashSet<string> Rows(MessageDefinition message) =>
        message
            .Root.DescendantsAndSelf()
            .Select(row => $"{row.Path[message.Root.Path.Length..]} {Resemblance.Says(row)}")
            .ToHashSet(StringComparer.Ordinal);

    private static List<ListChange> Lists(SpecPack before, SpecPack after)
    {
        var (old, @new) = (ById(before), ById(after));
        return
        [
            .. old
                .Keys.Union(@new.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(id => Listing.Between(old.GetValueOrDefault(id), @new.GetValueOrDefault(id)))
                .OfType<ListChange>(),
        ];

        static Dictionary<string, Listing> ById(SpecPack pack) => Listing.Of(pack).ToDictionary(list => list.Id, StringComparer.Ordinal);
    }

    private static List<CheckChange> Checks(SpecPack before, SpecPack after) =>
        [
            .. before
                .Checks.Keys.Union(after.Checks.Keys, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(id => new CheckChange(id, Between(before.Checks.GetValueOrDefault(id), after.Checks.GetValueOrDefault(id))))
                .Where(change => change.Values.Count > 0),
        ];

    private static List<ValueChange> Between(CheckDescription? before, CheckDescription? after) =>
        before is null || after is null
            ? [new ValueChange("check", before?.Text, after?.Text)]
            : Unequal([.. Values(before)], [.. Values(after)]);

    private static IEnumerable<(string What, string? Value)> Values(CheckDescription check) =>
        [
            (
                "codes",
                Words([
                    .. check.Verdicts.Select(verdict =>
                        $"{CheckReader.Word(verdict.Breach)}={string.Join('/', verdict.Also.Prepend(verdict.Code))}"
                    ),
                ])
            ),
            ("trust", check.Trust.ToString().ToLowerInvariant()),
            ("text", check.Text),
        ];

    private static List<ValueChange> Unequal((string What, string? Value)[] before, (string What, string? Value)[] after) =>
        [
            .. before
                .Zip(after, (was, now) => new ValueChange(now.What, was.Value, now.Value))
                .Where(change => change.Before != change.After),
        ];
}
