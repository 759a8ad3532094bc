using System.Collections.Frozen;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// What counts as text of no use (DEC-16): invented lists, read from <c>quality.txt</c> of the spec pack, to be replaced.
/// </summary>
/// <param name="Elements">The tags of the leaves with free text, which alone are cleansed and judged.</param>
/// <param name="Stripped">The characters that are cut from both ends of a text.</param>
/// <param name="StopWords">Words and phrases that say nothing, in capital letters.</param>
public sealed record QualityLists(FrozenSet<string> Elements, string Stripped, IReadOnlyList<string> StopWords)
{
    internal static QualityLists Read(IPackFiles files)
    {
        var elements = new List<string>();
        var stopWords = new List<string>();
        var stripped = "";
        foreach (var line in PackLine.ReadAll(files, "quality.txt"))
        {
            var cells = line.Text.Split(' ', 2);
            switch (cells[0])
            {
                case "element" when cells.Length == 2:
                    elements.Add(cells[1]);
                    break;
                case "stop" when cells.Length == 2:
                    stopWords.Add(cells[1].ToUpperInvariant());
                    break;
                case "strip" when cells.Length == 2:
                    stripped = cells[1];
                    break;
                default:
                    throw line.Error("expected element, strip or stop, and what it is about");
            }
        }

        // Longer phrases first, so that AS PER INVOICE is not eaten word by word.
        return new QualityLists(
            elements.ToFrozenSet(StringComparer.Ordinal),
            stripped,
            [.. stopWords.OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal)]
        );
    }
}
