using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Comparing;

/// <summary>
/// How much two rows look alike. Tables give rows no identity beyond their tag, so that one was renamed or moved can only be guessed.
/// </summary>
internal static class Resemblance
{
    private const double SameRow = 7;
    private const double SameClass = 0.6;

    /// <summary>What a row says besides its tag, as the pack writes it.</summary>
    public static string Says(ElementDefinition row) =>
        string.Join(
            ' ',
            ((string?[])[$"{row.MinOccurs}..{row.MaxOccurs}", Letter(row.Status), row.Format?.Text, row.Codes?.Id, .. row.Rules]).Where(
                word => word is not null
            )
        );

    public static string Letter(ElementStatus status) =>
        status switch
        {
            ElementStatus.Mandatory => "M",
            ElementStatus.Optional => "O",
            _ => "C",
        };

    /// <summary>How likely it is that a row of the same class got another tag; null when it is not.</summary>
    public static double? OfRenamed(ElementDefinition before, ElementDefinition after)
    {
        if (before.IsClass != after.IsClass)
        {
            return null;
        }

        var likeness =
            (HasAlikeName(before.Tag, after.Tag) ? 2 : 0)
            + (PlaceOf(before) == PlaceOf(after) ? 2 : 0)
            + (before.MinOccurs == after.MinOccurs && before.MaxOccurs == after.MaxOccurs && before.Status == after.Status ? 1 : 0)
            + (before.Rules.Count > 0 && before.Rules.SequenceEqual(after.Rules, StringComparer.Ordinal) ? 2 : 0)
            + (
                before.IsClass
                    ? 6 * InsideOf(before, after)
                    : (before.Format == after.Format ? 3 : 0) + (before.Codes is { Id: var id } && id == after.Codes?.Id ? 3 : 0)
            );
        return likeness >= SameRow ? likeness : null;
    }

    /// <summary>Is a row with the same tag in another class likely to be the same?</summary>
    public static bool IsMoved(ElementDefinition before, ElementDefinition after) =>
        before.Tag == after.Tag
        && before.IsClass == after.IsClass
        && (before.IsClass ? InsideOf(before, after) >= SameClass : before.Format == after.Format);

    /// <summary>What two classes have in common of all that stands in them, 0 to 1.</summary>
    private static double InsideOf(ElementDefinition before, ElementDefinition after)
    {
        var (one, other) = (Inside(before), Inside(after));
        var common = one.Count(other.Contains);
        return (double)common / Math.Max(1, one.Count + other.Count - common);
    }

    private static HashSet<string> Inside(ElementDefinition row) =>
        row.DescendantsAndSelf().Skip(1).Select(below => below.Path[row.Path.Length..]).ToHashSet(StringComparer.Ordinal);

    // The sibling before it.
    private static string? PlaceOf(ElementDefinition row)
    {
        var siblings = row.Parent!.Children;
        for (var i = 1; i < siblings.Count; i++)
        {
            if (ReferenceEquals(siblings[i], row))
            {
                return siblings[i - 1].Tag;
            }
        }

        return null;
    }

    private static bool HasAlikeName(string one, string other) =>
        one.EndsWith(other, StringComparison.OrdinalIgnoreCase)
        || other.EndsWith(one, StringComparison.OrdinalIgnoreCase)
        || one.StartsWith(other, StringComparison.OrdinalIgnoreCase)
        || other.StartsWith(one, StringComparison.OrdinalIgnoreCase);
}
