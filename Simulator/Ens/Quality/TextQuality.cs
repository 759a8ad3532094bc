using System.Text;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Quality;

/// <summary>Cleanses one text and says whether anything is left of it. Most texts are clean, and cost no memory.</summary>
internal sealed class TextQuality(QualityLists lists)
{
    private readonly string _stripped = " " + lists.Stripped;

    private readonly Dictionary<StopWordKind, StopWordList> _refused = ByKind(lists.StopWords.Where(word => word.Refuses));
    private readonly Dictionary<StopWordKind, StopWordList> _all = ByKind(lists.StopWords);

    /// <summary>Control characters go, white space becomes single spaces, punctuation is cut from both ends.</summary>
    /// <returns>The same instance when there is nothing to do.</returns>
    public string Cleanse(string text)
    {
        if (IsClean(text))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            var isSpace = char.IsWhiteSpace(character);
            if (isSpace ? clean.Length > 0 && clean[^1] != ' ' : !char.IsControl(character))
            {
                clean.Append(isSpace ? ' ' : character);
            }
        }

        return clean.ToString().Trim(_stripped.ToCharArray());
    }

    /// <summary>Is nothing left of a cleansed text without the stop words that it is held against?</summary>
    public bool SaysNothing(string text, StopWordKind kind) => text.Length == 0 || _refused[kind].Is(text, IsEmpty);

    /// <summary>What may be minded about a cleansed text that says something; null when nothing.</summary>
    public string? Doubt(string text, StopWordKind kind) =>
        text.Length == 0 ? null
        : _all[kind].Is(text, IsEmpty) ? $"The text '{text}' may be on the list of stop words."
        : _refused[kind].PhraseIn(text) is { } phrase ? $"The text contains the stop words '{phrase}'; alone they would be refused."
        : null;

    private static Dictionary<StopWordKind, StopWordList> ByKind(IEnumerable<StopWord> words) =>
        Enum.GetValues<StopWordKind>().ToDictionary(kind => kind, kind => new StopWordList(words.Where(word => word.IsAbout(kind))));

    private bool IsEmpty(string rest) => string.IsNullOrWhiteSpace(Cleanse(rest));

    private bool IsClean(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }

        if (_stripped.Contains(text[0], StringComparison.Ordinal) || _stripped.Contains(text[^1], StringComparison.Ordinal))
        {
            return false;
        }

        var last = '\0';
        foreach (var character in text)
        {
            if (char.IsControl(character) || (char.IsWhiteSpace(character) && (character != ' ' || last == ' ')))
            {
                return false;
            }

            last = character;
        }

        return true;
    }
}
