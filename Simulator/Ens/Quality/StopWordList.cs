using System.Collections.Frozen;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Quality;

/// <summary>The stop words of one kind of text, and what is left of a text without them.</summary>
internal sealed class StopWordList
{
    private readonly string[] _words;
    private readonly string[] _phrases;

    // A text of stop words only begins with the first word of one of them; most texts are told apart by that alone.
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _beginnings;

    public StopWordList(IEnumerable<StopWord> words)
    {
        _words = [.. words.Select(word => word.Term)];
        _phrases = [.. _words.Where(word => word.Contains(' ', StringComparison.Ordinal))];
        _beginnings = _words
            .Select(word => word.Split(' ')[0])
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Does the text consist of stop words only?</summary>
    /// <param name="text">A cleansed text.</param>
    /// <param name="isEmpty">Whether anything is said by what is left.</param>
    public bool Is(string text, Func<string, bool> isEmpty)
    {
        if (!MayBeStopWords(text))
        {
            return false;
        }

        var rest = Spread(text);
        foreach (var word in _words)
        {
            rest = rest.Replace($" {word} ", "  ", StringComparison.Ordinal);
        }

        return string.IsNullOrWhiteSpace(rest) || isEmpty(rest);
    }

    /// <summary>The first phrase of several words that the text contains; null when there is none. Single words (steel) say something
    /// beside others.</summary>
    public string? PhraseIn(string text)
    {
        foreach (var phrase in _phrases)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase) && Spread(text).Contains($" {phrase} ", StringComparison.Ordinal))
            {
                return phrase;
            }
        }

        return null;
    }

    // Punctuation between words separates them; inside a word (N/A) it belongs to it.
    private static string Spread(string text) =>
        $" {text.ToUpperInvariant()} "
            .Replace(", ", "  ", StringComparison.Ordinal)
            .Replace("; ", "  ", StringComparison.Ordinal)
            .Replace(". ", "  ", StringComparison.Ordinal);

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
}
