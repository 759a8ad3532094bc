using System.Collections.Frozen;
using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>
/// Cleanses and looks for text of no use (lifecycle 4.1 steps 6 to 8): a mandatory element that is empty afterwards, or holds a stop word
/// only, is refused with IE3N99, code 100. The official lists are not published; these are invented (DEC-16).
/// </summary>
internal static class CheckDataQuality
{
    private static readonly FrozenSet<string> StopWords =
        new[] { "N/A", "NA", "NONE", "TBA", "TBC", "UNKNOWN", "AS ABOVE", "CARGO", "GOODS", "VARIOUS" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // Numbers and codes are judged by their format; these hold words.
    private static readonly FrozenSet<string> Words = new[] { "descriptionOfGoods", "name", "city", "street", "location", "description" }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<ValidationFinding> Of(EnsMessage document) =>
    [
        .. document.Root.DescendantsAndSelf().Where(IsUseless).Select(element => new ValidationFinding(
            ErrorCode.DataQuality, "data quality", element.Path, element.Line, element.Column,
            "After cleansing nothing but a stop word is left of this mandatory element.", element.Value, "words that describe what is meant")),
    ];

    private static bool IsUseless(EnsElement element)
    {
        if (element.Value is not { } text || element.Definition is not { MinOccurs: > 0, Codes: null } || !Words.Contains(element.Name))
        {
            return false;
        }

        var cleansed = Cleanse(text);
        return cleansed.Length == 0 || StopWords.Contains(cleansed);
    }

    // Control characters and repeated spaces, and punctuation around the text.
    private static string Cleanse(string text) =>
        string.Join(' ', new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Trim([.. ".,;:!?-_*#\"'()[]/ "]);
}
