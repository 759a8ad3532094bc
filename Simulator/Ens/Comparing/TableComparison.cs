using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Comparing;

/// <summary>Compares two tables of a message, class by class.</summary>
internal sealed class TableComparison
{
    private readonly List<(int Place, ElementChange Change)> _changes = [];
    private readonly List<ElementDefinition> _removed = [];
    private readonly List<ElementDefinition> _added = [];
    private readonly HashSet<ElementDefinition> _taken = [];

    private TableComparison() { }

    /// <summary>What differs, in the order of the later table; what is removed first.</summary>
    public static IReadOnlyList<ElementChange> Between(ElementDefinition before, ElementDefinition after)
    {
        var comparison = new TableComparison();
        comparison.Pair(before, after);
        while (comparison.FindMoved()) { }

        comparison.TellTheRest();
        return [.. comparison._changes.OrderBy(entry => entry.Place).Select(entry => entry.Change)];
    }

    private void Pair(ElementDefinition before, ElementDefinition after)
    {
        CompareRows(before, after);
        var gone = before.Children.Where(child => after.Child(child.Tag) is null).ToList();
        var pairs = new List<(ElementDefinition Before, ElementDefinition After)>();
        foreach (var child in after.Children)
        {
            if (before.Child(child.Tag) is { } same)
            {
                pairs.Add((same, child));
            }
            else if (MostAlike(gone, child) is { } renamed)
            {
                gone.Remove(renamed);
                pairs.Add((renamed, child));
                Tell(ElementChangeKind.Renamed, child, renamed.Tag, child.Tag);
            }
            else
            {
                _added.Add(child);
            }
        }

        _removed.AddRange(gone);
        CompareOrder(pairs);
        pairs.ForEach(pair => Pair(pair.Before, pair.After));
    }

    private static ElementDefinition? MostAlike(List<ElementDefinition> gone, ElementDefinition came) =>
        gone.Select(row => (Row: row, Likeness: Resemblance.OfRenamed(row, came)))
            .Where(candidate => candidate.Likeness is not null)
            .OrderByDescending(candidate => candidate.Likeness)
            .Select(candidate => candidate.Row)
            .FirstOrDefault();

    private void CompareRows(ElementDefinition before, ElementDefinition after)
    {
        if (before.MinOccurs != after.MinOccurs || before.MaxOccurs != after.MaxOccurs)
        {
            Tell(ElementChangeKind.Cardinality, after, $"{before.MinOccurs}..{before.MaxOccurs}", $"{after.MinOccurs}..{after.MaxOccurs}");
        }

        TellUnequal(ElementChangeKind.Status, after, Resemblance.Letter(before.Status), Resemblance.Letter(after.Status));
        TellUnequal(ElementChangeKind.Format, after, before.Format?.Text, after.Format?.Text);
        TellUnequal(ElementChangeKind.CodeList, after, before.Codes?.Id, after.Codes?.Id);
        TellUnequal(ElementChangeKind.Rules, after, Rules(before), Rules(after));
    }

    // Siblings stand in XML as they stand in the table. Those outside of the longest row of siblings that kept their order have moved.
    private void CompareOrder(List<(ElementDefinition Before, ElementDefinition After)> pairs)
    {
        var kept = LongestRising([.. pairs.Select(pair => pair.Before.Index)]);
        for (var i = 0; i < pairs.Count; i++)
        {
            if (!kept.Contains(i))
            {
                Tell(ElementChangeKind.Order, pairs[i].After, Behind(pairs[i].Before), Behind(pairs[i].After));
            }
        }
    }

    // A row may have left its class, have been taken into a new one beside it, or out of one that went.
    private bool FindMoved()
    {
        foreach (var came in _added.SelectMany(Left))
        {
            foreach (var gone in _removed.SelectMany(Left))
            {
                if (
                    Resemblance.IsMoved(gone, came)
                    && (_removed.Contains(gone) || SameTag(gone.Parent!.Parent, came.Parent))
                    && (_added.Contains(came) || SameTag(came.Parent!.Parent, gone.Parent))
                )
                {
                    _taken.UnionWith([gone, came]);
                    _removed.Remove(gone);
                    _added.Remove(came);
                    Tell(ElementChangeKind.Moved, came, gone.Path, came.Path);
                    Pair(gone, came);
                    return true;
                }
            }
        }

        return false;
    }

    private static bool SameTag(ElementDefinition? one, ElementDefinition? other) => one?.Tag == other?.Tag;

    // What is left of a class that came or went, without rows that are accounted for.
    private IEnumerable<ElementDefinition> Left(ElementDefinition row) =>
        row.Children.Where(child => !_taken.Contains(child)).SelectMany(Left).Prepend(row);

    private void TellTheRest()
    {
        foreach (var row in _removed)
        {
            _changes.Add((-1, new ElementChange(ElementChangeKind.Removed, row.Path, Resemblance.Says(row), null, Left(row).Count())));
        }

        foreach (var row in _added)
        {
            Tell(ElementChangeKind.Added, row, null, Resemblance.Says(row));
        }
    }

    private void TellUnequal(ElementChangeKind kind, ElementDefinition after, string? was, string? @is)
    {
        if (was != @is)
        {
            Tell(kind, after, was, @is);
        }
    }

    private void Tell(ElementChangeKind kind, ElementDefinition row, string? before, string? after) =>
        _changes.Add((row.Index, new ElementChange(kind, row.Path, before, after, Left(row).Count())));

    private static string? Rules(ElementDefinition row) =>
        row.Rules.Count == 0 ? null : string.Join(' ', row.Rules.Order(StringComparer.Ordinal));

    private static string Behind(ElementDefinition row)
    {
        var siblings = row.Parent!.Children;
        for (var i = 1; i < siblings.Count; i++)
        {
            if (ReferenceEquals(siblings[i], row))
            {
                return "behind " + siblings[i - 1].Tag;
            }
        }

        return "first";
    }

    private static HashSet<int> LongestRising(int[] places)
    {
        var length = new int[places.Length];
        var from = new int[places.Length];
        var best = -1;
        for (var i = 0; i < places.Length; i++)
        {
            (length[i], from[i]) = (1, -1);
            for (var j = 0; j < i; j++)
            {
                if (places[j] < places[i] && length[j] >= length[i])
                {
                    (length[i], from[i]) = (length[j] + 1, j);
                }
            }

            best = best < 0 || length[i] > length[best] ? i : best;
        }

        var kept = new HashSet<int>();
        for (; best >= 0; best = from[best])
        {
            kept.Add(best);
        }

        return kept;
    }
}
