using System.Collections.Frozen;
using System.Text;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Quality;

/// <summary>Cleanses one text and says whether anything is left of it. Most texts are clean, and cost no memory.</summary>
internal sealed class TextQuality(QualityLists lists)
{
    private readonly string _stripped = " " + lists.Stripped;

    // A text of stop words only begins with the first word of one of them.
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _beginnings = lists
        .StopWords.Select(word => word.Split(' ')[0])
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

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

    /// <summary>Is nothing left of a cleansed text without its stop words?</summary>
    public bool SaysNothing(string text) => text.Length == 0 || (MayBeStopWords(text) && IsStopWords(text));

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

    // Punctuation that ends a word is not part of it, if a stop word does not end with it itself.
    private bool MayBeStopWords(string text)
    {
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        for (var word = end < 0 ? text.AsSpan() : text.AsSpan(0, end); !word.IsEmpty; word = word[..^1])
        {
            if (_beginnings.Contains(word))
            {
                return true;
            }

            if (word[^1] is not (',' or ';' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsStopWords(string text)
    {
        // Punctuation between words separates them; inside a word (N/A) it belongs to it.
        var rest = $" {text.ToUpperInvariant()} "
            .Replace(", ", "  ", StringComparison.Ordinal)
            .Replace("; ", "  ", StringComparison.Ordinal)
            .Replace(". ", "  ", StringComparison.Ordinal);
        foreach (var word in lists.StopWords)
        {
            rest = rest.Replace($" {word} ", "  ", StringComparison.Ordinal);
        }

        return string.IsNullOrWhiteSpace(rest) || string.IsNullOrWhiteSpace(Cleanse(rest));
    }
}
