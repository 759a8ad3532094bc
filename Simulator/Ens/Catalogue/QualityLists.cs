using System.Collections.Frozen;
using System.Globalization;

namespace Ics2.Ens.Catalogue;

/// <summary>Which texts a stop word is about.</summary>
public enum StopWordKind
{
    /// <summary>Any free text.</summary>
    Any,

    /// <summary>Descriptions of goods.</summary>
    Goods,

    /// <summary>Names of parties.</summary>
    Party,
}

/// <summary>A word or phrase that says nothing (field.md F-8).</summary>
/// <param name="Term">In capital letters.</param>
/// <param name="Kind">Which texts it is about.</param>
/// <param name="Trust">How sure it is that the official list has it: high, medium, low; own for words of no meaning by themselves.</param>
/// <param name="From">Since when it is enforced; null when that is not known.</param>
public sealed record StopWord(string Term, StopWordKind Kind, string Trust, DateOnly? From)
{
    /// <summary>True when a text of stop words only is refused for it; words of low trust are a hint.</summary>
    public bool Refuses => Trust is not "low";

    /// <summary>Is it held against a text of that kind?</summary>
    public bool IsAbout(StopWordKind kind) => Kind == StopWordKind.Any || Kind == kind;
}

/// <summary>
/// What counts as text of no use: which leaves are cleansed (<c>quality.txt</c>, invented, DEC-16), and the stop words
/// (<c>reference/stopwords.tsv</c>).
/// </summary>
/// <param name="Elements">The tags of the leaves with free text, which alone are cleansed and judged, and whose words they are held
/// against.</param>
/// <param name="Stripped">The characters that are cut from both ends of a text.</param>
/// <param name="StopWords">Words and phrases that say nothing.</param>
public sealed record QualityLists(FrozenDictionary<string, StopWordKind> Elements, string Stripped, IReadOnlyList<StopWord> StopWords)
{
    internal static QualityLists Read(IPackFiles files)
    {
        var elements = new Dictionary<string, StopWordKind>(StringComparer.Ordinal);
        var stripped = "";
        foreach (var line in PackLine.ReadAll(files, "quality.txt"))
        {
            var cells = line.Text.Split(' ', 2);
            switch (cells[0])
            {
                case "element" when cells.Length == 2:
                    var words = cells[1].Split(' ');
                    elements[words[0]] = words.Length == 1 ? StopWordKind.Any : Kind(words[1]) ?? throw line.Error("no kind of stop words");
                    break;
                case "strip" when cells.Length == 2:
                    stripped = cells[1];
                    break;
                default:
                    throw line.Error("expected element or strip, and what it is about; stop words stand in reference/stopwords.tsv");
            }
        }

        // Longer phrases first, so that AS PER INVOICE is not eaten word by word.
        return new QualityLists(
            elements.ToFrozenDictionary(StringComparer.Ordinal),
            stripped,
            [.. ReadWords(files).OrderByDescending(word => word.Term.Length).ThenBy(word => word.Term, StringComparer.Ordinal)]
        );
    }

    private static List<StopWord> ReadWords(IPackFiles files)
    {
        using var reader =
            files.Open(PackReader.StopWords) ?? throw new SpecPackException($"The spec pack has no file {PackReader.StopWords}.");
        var lines = new BoundedLines(reader, PackReader.StopWords);
        var words = new List<StopWord>();
        var seen = new HashSet<(string, StopWordKind)>();
        var hasHeader = false;
        while (lines.TryNext(out var line))
        {
            if (line.IsWhiteSpace() || line[0] == '#')
            {
                continue;
            }

            string[] cells = [.. line.ToString().Split('\t').Select(cell => cell.Trim())];
            if (!hasHeader)
            {
                hasHeader = cells is ["term", "kind", "trust", ..];
                _ = hasHeader ? true : throw lines.Error("expected the columns term, kind, trust and from, separated by tabs");
                continue;
            }

            var word = Word(cells, lines);
            words.Add(seen.Add((word.Term, word.Kind)) ? word : throw lines.Error($"the term '{cells[0]}' stands in the list already"));
        }

        return words;
    }

    private static StopWord Word(string[] cells, BoundedLines lines)
    {
        if (cells is not [{ Length: > 0 } term, var kind, "high" or "medium" or "low" or "own", ..] || Kind(kind) is not { } known)
        {
            throw lines.Error(
                "expected a term, its kind (goods, party or any) and its trust (high, medium, low or own), separated by tabs"
            );
        }

        DateOnly? from = null;
        if (cells.Length > 3 && cells[3].Length > 0)
        {
            from = DateOnly.TryParseExact(cells[3], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw lines.Error($"'{cells[3]}' is no day; expected yyyy-MM-dd");
        }

        return new StopWord(term.ToUpperInvariant(), known, cells[2], from);
    }

    private static StopWordKind? Kind(string text) =>
        text switch
        {
            "goods" => StopWordKind.Goods,
            "party" => StopWordKind.Party,
            "any" => StopWordKind.Any,
            _ => null,
        };
}
