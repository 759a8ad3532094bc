using System.Collections.Immutable;
using Ics2.Customs.Model;

namespace Ics2.Customs.Referrals;

/// <summary>
/// Looks by other data than the linking keys for houses that an incomplete ENS may be waiting for (lifecycle 5.3 step 2).
/// </summary>
internal static class SearchHouses
{
    private const int ShortestMarks = 4;

    /// <summary>The houses to propose.</summary>
    public static ImmutableArray<Proposal> For(CustomsState state, Filing master)
    {
        var wanted = Traces(master).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. from filing in state.Filings.Values.Where(filing => filing.IsAccepted).OrderBy(filing => filing.Mrn, StringComparer.Ordinal)
            from index in Enumerable.Range(0, filing.Houses.Length)
            where filing.Houses[index].State == HouseState.PendingLinking
            let common = Traces(filing.Content.Houses[index]).FirstOrDefault(wanted.Contains)
            where common is not null
            select new Proposal(
                filing.Mrn!,
                filing.Content.Houses[index].Document?.Number,
                common[0] == 'C' ? $"container {common[1..]}" : $"shipping marks {common[1..]}"
            ),
        ];
    }

    /// <summary>Where a search for a master begins.</summary>
    public static IEnumerable<string> Traces(Filing master) =>
        master.Content.AllContainers().Select(Container).Concat(Marks(master.Content.Amounts));

    /// <summary>Where an unlinked house is found.</summary>
    public static IEnumerable<string> Traces(HouseContent house) => house.Containers.Select(Container).Concat(Marks(house.Amounts));

    private static string Container(string number) => "C" + number;

    // "N/M" and the like are no traces.
    private static IEnumerable<string> Marks(Amounts amounts) =>
        amounts.Marks.Where(marks => marks.Count(char.IsLetterOrDigit) >= ShortestMarks).Select(marks => "K" + marks.Trim());
}
