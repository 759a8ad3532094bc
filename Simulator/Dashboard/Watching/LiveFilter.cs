using Ics2.Reporting;

namespace Ics2.Dashboard.Watching;

/// <summary>Which rows the page Live shows.</summary>
/// <param name="Party">Only this party's; empty for all.</param>
/// <param name="Type">Only of this type; empty for all.</param>
/// <param name="Verdict"><c>good</c>, <c>trouble</c>, or empty for all.</param>
/// <param name="Text">Only rows that say this.</param>
public sealed record LiveFilter(string Party = "", string Type = "", string Verdict = "", string Text = "")
{
    /// <summary>Whether it shows a row.</summary>
    public bool Shows(LiveRow row) =>
        (Party.Length == 0 || row.Party == Party)
        && (Type.Length == 0 || row.Type == Type)
        && Verdict switch
        {
            "good" => row.Mood is Mood.Good or Mood.Quiet or Mood.Open,
            "trouble" => row.Mood is Mood.Bad or Mood.Caution,
            _ => true,
        }
        && (Text.Length == 0 || Said(row).Any(text => text?.Contains(Text, StringComparison.OrdinalIgnoreCase) == true));

    /// <summary>The rows to show, with pulls that found nothing folded into one where they follow each other.</summary>
    /// <param name="rows">All rows, newest first.</param>
    /// <param name="limit">The most that are shown.</param>
    /// <returns>The rows, and whether there are more.</returns>
    public (IReadOnlyList<LiveRow> Rows, bool More) Of(IEnumerable<LiveRow> rows, int limit)
    {
        var shown = new List<LiveRow>();
        foreach (var row in rows)
        {
            if (!Shows(row))
            {
                continue;
            }

            if (row.IsEmptyPull && shown is [.., { IsEmptyPull: true } before] && before.Party == row.Party)
            {
                shown[^1] = before with { Times = before.Times + 1 };
            }
            else if (shown.Count == limit)
            {
                return (shown, true);
            }
            else
            {
                shown.Add(row);
            }
        }

        return (shown, false);
    }

    private static IEnumerable<string?> Said(LiveRow row) => [row.What, row.Party, row.Word, row.Cause, row.Remedy, row.Remark];
}
