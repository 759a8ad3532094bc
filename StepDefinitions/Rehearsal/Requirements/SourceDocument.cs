using System.Text.RegularExpressions;

namespace Ics2.Rehearsal.Requirements;

/// <summary>Reads the column <c>source</c> of the requirements: <c>ICD 4.6.2; the retry is inferred</c>.</summary>
internal static partial class SourceDocument
{
    /// <summary>What a requirement without a public source rests on.</summary>
    public const string None = "no source found";

    /// <summary>The documents that a source names, without their sections.</summary>
    /// <param name="source">The column.</param>
    public static IReadOnlyList<string> NamesIn(string source) =>
        [
            .. source
                .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Where(clause => !clause.EndsWith("inferred", StringComparison.Ordinal))
                .Select(NameOf)
                .Distinct(StringComparer.Ordinal)
                .DefaultIfEmpty(None),
        ];

    /// <summary>Whether a source is this document, or this section of it or one below: <c>ICD 4.6</c> is <c>ICD 4.6.2</c> and not ICD 4.60.</summary>
    /// <param name="source">The column.</param>
    /// <param name="wanted">Document and section.</param>
    public static bool Matches(string source, string wanted)
    {
        var document = "";
        foreach (var place in source.Split(';', ',').Select(place => place.Trim()))
        {
            // What follows a comma is another section of the document before it.
            document = char.IsAsciiDigit(place.FirstOrDefault()) ? document : NameOf(place);
            var whole = char.IsAsciiDigit(place.FirstOrDefault()) ? $"{document} {place}" : place;
            if (
                whole.StartsWith(wanted, StringComparison.OrdinalIgnoreCase)
                && (whole.Length == wanted.Length || !char.IsAsciiLetterOrDigit(whole[wanted.Length]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static string NameOf(string clause) =>
        Rule().IsMatch(clause) ? "rules and conditions"
        : Section().Replace(clause, "") is { Length: > 0 } name ? name
        : clause;

    [GeneratedRegex(@"^[RC]\d{4}\b", RegexOptions.None, 60_000)]
    private static partial Regex Rule();

    // ICD 4.6.2, ICD Annex 4, HTI processes L4.19, CEF TA16-17, field.md F-2.
    [GeneratedRegex(@"[ ,]+(L?\d|Annex |TA\d|F-\d|note ).*$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Section();
}
