using Ics2.Reporting;

namespace Ics2.Dashboard.Watching;

/// <summary>How many rows there are of what, gathered in one pass over all of them.</summary>
/// <param name="Parties">By party, in their order.</param>
/// <param name="Types">By type, in their order.</param>
/// <param name="Trouble">Rows that somebody should look at.</param>
/// <param name="Refused">Rows that tell of a refusal.</param>
public sealed record LiveCounts(
    IReadOnlyList<(string Name, int Count)> Parties,
    IReadOnlyList<(string Name, int Count)> Types,
    int Trouble,
    int Refused
)
{
    private const int Lanes = 5; // colours

    private readonly Dictionary<string, int> _lanes = Parties
        .Index()
        .ToDictionary(one => one.Item.Name, one => 1 + (one.Index % Lanes), StringComparer.Ordinal);

    /// <summary>Counts.</summary>
    /// <param name="rows">All rows.</param>
    public static LiveCounts Of(IReadOnlyList<LiveRow> rows)
    {
        var (parties, types) = (
            new SortedDictionary<string, int>(StringComparer.Ordinal),
            new SortedDictionary<string, int>(StringComparer.Ordinal)
        );
        var (trouble, refused) = (0, 0);
        foreach (var row in rows)
        {
            if (row.Party is { } party)
            {
                parties[party] = parties.GetValueOrDefault(party) + 1;
            }

            types[row.Type] = types.GetValueOrDefault(row.Type) + 1;
            trouble += row.Mood is Mood.Bad or Mood.Caution ? 1 : 0;
            refused += row.Mood == Mood.Bad ? 1 : 0;
        }

        return new LiveCounts([.. parties.Select(Pair)], [.. types.Select(Pair)], trouble, refused);
    }

    /// <summary>The lane of a party, from 1; 0 for nobody's.</summary>
    public int LaneOf(string? party) => party is null ? 0 : _lanes.GetValueOrDefault(party);

    private static (string Name, int Count) Pair(KeyValuePair<string, int> one) => (one.Key, one.Value);
}
