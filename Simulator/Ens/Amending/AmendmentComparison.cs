using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;
using Ics2.Ens.Writing;

namespace Ics2.Ens.Amending;

/// <summary>
/// Compares an amendment with the filing it replaces (R3024, lifecycle 6): what cannot be amended is code 104, new goods items and house
/// consignments are code 101. Items are matched by number, houses by their document, or by position where they have none; the last ones may
/// be left out (DEC-24). Of a filing only what is compared has to be kept.
/// </summary>
/// <param name="pack">The messages.</param>
/// <param name="representativeByNumber">Of the representative only presence and EORI are compared, instead of the whole class
/// (DEC-25).</param>
public sealed class AmendmentComparison(SpecPack pack, bool representativeByNumber = false)
{
    private const string Rule = "R3024";
    private const string Representative = "representative";
    private const string ItemNumber = "goodsItemNumber";
    private const string HouseDocument = "transportDocumentHouseLevel";
    private const string DocumentNumber = "documentNumber";

    private readonly EnsWriter _writer = new(pack, indent: false);
    private readonly EnsReader _reader = new(pack);
    private readonly ConcurrentDictionary<string, FrozenSet<ElementDefinition>> _lockedRows = new(StringComparer.Ordinal);

    // Six tables carry no marks at all; each takes those of a kindred one (DEC-26).
    private static readonly Dictionary<string, string> Kindred = new(StringComparer.Ordinal)
    {
        ["IE3A31"] = "IE3A27",
        ["IE3A33"] = "IE3A22",
        ["IE3A34"] = "IE3A30",
        ["IE3A40"] = "IE3A50",
        ["IE3A41"] = "IE3A51",
        ["IE3A45"] = "IE3A12",
    };

    /// <summary>
    /// The part of a filing or amendment that its next amendment is compared with, as XML; null for F25, which cannot be amended.
    /// </summary>
    public string? Kept(EnsMessage version)
    {
        var id = version.Definition.IsFiling ? version.Definition.Counterpart! : version.Id;
        if (pack.Find(id) is not { } amendment)
        {
            return null;
        }

        var root = new EnsElement(version.Id, version.Definition.Root, null, 1);
        Keep(version.Root, root, LockedRows(version.Definition, amendment), whole: false);
        return Encoding.UTF8.GetString(_writer.Write(new EnsMessage(version.Definition, root)));
    }

    /// <summary>Finds every forbidden difference.</summary>
    /// <param name="kept">What was <see cref="Kept"/> of the latest version.</param>
    /// <param name="amendment">The amendment, which has passed validation.</param>
    /// <exception cref="ArgumentException">The second message is no amendment, or the text was not made by <see cref="Kept"/>.</exception>
    public IReadOnlyList<ValidationFinding> Compare(string kept, EnsMessage amendment) =>
        Compare(
            _reader.Read(Encoding.UTF8.GetBytes(kept)).Message
                ?? throw new ArgumentException("The text is not what was kept of a message.", nameof(kept)),
            amendment
        );

    /// <summary>Finds every forbidden difference.</summary>
    /// <param name="current">The latest version: the filing, or its last amendment.</param>
    /// <param name="amendment">The amendment, which has passed validation.</param>
    /// <exception cref="ArgumentException">The second message is no amendment.</exception>
    public IReadOnlyList<ValidationFinding> Compare(EnsMessage current, EnsMessage amendment)
    {
        if (!amendment.Definition.IsAmendment)
        {
            throw new ArgumentException($"{amendment.Id} is no amendment.", nameof(amendment));
        }

        var findings = new FindingSink(pack, new EnsLimits().MaxFindings);
        new Comparison(LockedRows(amendment.Definition, amendment.Definition), representativeByNumber, findings).Classes(
            current.Root,
            amendment.Root
        );
        return findings.InOrder();
    }

    // The rows of a version, which may be the filing's own table, that an amendment of it must not change; looked for once per message.
    private FrozenSet<ElementDefinition> LockedRows(MessageDefinition version, MessageDefinition amendment) =>
        _lockedRows.GetOrAdd(
            version.Id,
            _ =>
            {
                var table = Kindred.TryGetValue(amendment.Id, out var kindred) ? pack.Message(kindred) : amendment;
                var locked = table
                    .Root.DescendantsAndSelf()
                    .Where(row => row.Rules.Contains(Rule, StringComparer.Ordinal))
                    .Select(row => PathInside(table, row))
                    .ToHashSet(StringComparer.Ordinal);
                return version
                    .Root.DescendantsAndSelf()
                    .Where(row => row.Parent is not null && locked.Contains(PathInside(version, row)))
                    .ToFrozenSet();
            }
        );

    private static string PathInside(MessageDefinition message, ElementDefinition row) => row.Path[(message.Root.Path.Length + 1)..];

    // Entries stay even when nothing of them is locked: they are counted. Of everything else only what leads to a kept leaf.
    private static void Keep(EnsElement from, EnsElement to, FrozenSet<ElementDefinition> locked, bool whole)
    {
        for (var child = from.FirstChild; child is not null; child = child.Next)
        {
            var isLocked = whole || (child.Definition is { } row && locked.Contains(row));
            var copy = new EnsElement(child.Name, child.Definition, to, child.Occurrence) { Value = child.Value };
            Keep(child, copy, locked, isLocked);
            if (copy.FirstChild is not null || IsEntry(child.Name) || (child.Value is not null && (isLocked || IsKey(child))))
            {
                to.Append(copy);
            }
        }
    }

    private static bool IsEntry(string tag) => tag is "goodsItem" or "consignmentHouseLevel";

    private static bool IsKey(EnsElement leaf) =>
        leaf.Name is ItemNumber || (leaf.Name is DocumentNumber && leaf.Parent!.Name is HouseDocument);

    private sealed class Comparison(FrozenSet<ElementDefinition> locked, bool representativeByNumber, FindingSink findings)
    {
        public void Classes(EnsElement before, EnsElement after)
        {
            foreach (var row in after.Definition!.Children)
            {
                if (IsEntry(row.Tag))
                {
                    Entries(before, after, row.Tag);
                }
                else if (
                    representativeByNumber
                    && row is { Tag: Representative, Depth: 1 }
                    && before.Child(row.Tag) is { } known
                    && after.Child(row.Tag) is { } named
                )
                {
                    Classes(known, named);
                }
                else if (locked.Contains(row))
                {
                    Locked(before.Child(row.Tag), after.Child(row.Tag), after, row);
                }
                else if (row is { IsClass: true, Repeats: false } && before.Child(row.Tag) is { } inside && after.Child(row.Tag) is { } now)
                {
                    Classes(inside, now);
                }
            }
        }

        private void Entries(EnsElement before, EnsElement after, string tag)
        {
            var old = before.All(tag).ToList();
            var byKey = new Dictionary<string, EnsElement>(StringComparer.Ordinal);
            old.ForEach(entry => byKey.TryAdd(Key(entry), entry));
            var now = after.All(tag).ToList();
            var nowKeys = now.Select(Key).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < now.Count; i++)
            {
                var key = Key(now[i]);
                if (byKey.TryGetValue(key, out var known))
                {
                    Classes(known, now[i]);
                }
                else if (i < old.Count && !nowKeys.Contains(Key(old[i])))
                {
                    // Neither version knows the other's entry here: it is the same one under another number or document.
                    Classes(old[i], now[i]);
                }
                else
                {
                    findings.At(now[i], Breach.Added, Rule, $"An amendment cannot add a <{tag}>.", "the entries of the filing", key);
                }
            }
        }

        private static string Key(EnsElement entry) =>
            entry.Text(ItemNumber) ?? entry.Text(HouseDocument + "/" + DocumentNumber) ?? entry.Path;

        private void Locked(EnsElement? before, EnsElement? after, EnsElement parent, ElementDefinition row)
        {
            if (before is null ? after is not null : after is null || !Same(before, after))
            {
                findings.At(
                    after ?? parent,
                    Breach.Value,
                    Rule,
                    $"<{row.Tag}> cannot be amended.",
                    before is null ? "absent" : before.Value ?? "as in the filing"
                );
            }
        }

        private static bool Same(EnsElement before, EnsElement after) =>
            string.Equals(before.Value, after.Value, StringComparison.Ordinal)
            && before.Children.Count() == after.Children.Count()
            && before
                .Children.Zip(after.Children)
                .All(pair => string.Equals(pair.First.Name, pair.Second.Name, StringComparison.Ordinal) && Same(pair.First, pair.Second));
    }
}
