using System.Globalization;

namespace Ics2.Mutants;

/// <summary>One test and what it asked for.</summary>
/// <param name="Id">xunit's own.</param>
/// <param name="Passes">Whether it passes without a fault; others can notice none.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Class">Namespace and name, which tests of one fixture share.</param>
/// <param name="Name">As shown.</param>
/// <param name="Before">Faults that were asked for before it began: by its constructor or a fixture.</param>
/// <param name="Within">Faults that it asked for itself.</param>
internal sealed record CoveringTest(
    string Id,
    bool Passes,
    int Milliseconds,
    string Class,
    string Name,
    IReadOnlySet<int> Before,
    IReadOnlySet<int> Within
)
{
    private const int LongestMilliseconds = 3_000;

    /// <summary>Reads a line of the worker.</summary>
    public static CoveringTest Parse(string[] columns) =>
        new(
            columns[1],
            columns[2] == "passed",
            int.Parse(columns[3], CultureInfo.InvariantCulture),
            columns[4],
            columns[5],
            Numbers(columns[6]),
            Numbers(columns[7])
        );

    /// <summary>The tests for a fault, quick and narrow ones first, in portions that grow.</summary>
    public static IEnumerable<List<CoveringTest>> For(int fault, IReadOnlyList<CoveringTest> all)
    {
        var owners = all.Where(test => test.Before.Contains(fault)).GroupBy(test => test.Class, StringComparer.Ordinal).ToList();

        // One test of a class alone: a fixture asked, for all of them.
        var shared = owners.Where(group => group.Count() == 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var covering = all.Where(test =>
                test.Passes && (test.Within.Contains(fault) || test.Before.Contains(fault) || shared.Contains(test.Class))
            )
            .OrderBy(test => (test.Milliseconds / 20, test.Within.Count))
            .ToList();
        var portion = new List<CoveringTest>();
        var (sum, whole, limit) = (0, 0, 100);
        foreach (var test in covering)
        {
            whole += test.Milliseconds;
            if (whole > LongestMilliseconds)
            {
                break;
            }

            portion.Add(test);
            sum += test.Milliseconds + 2;
            if (sum >= limit)
            {
                yield return portion;
                (portion, sum, limit) = ([], 0, limit * 5);
            }
        }

        if (portion.Count > 0)
        {
            yield return portion;
        }
    }

    private static HashSet<int> Numbers(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))];
}
