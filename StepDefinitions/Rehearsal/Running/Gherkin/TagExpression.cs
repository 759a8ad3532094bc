using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>
/// A choice of scenarios by tag, such as <c>@connectivity and not (@slow or @pull)</c>: and binds closer than or, not closer than and.
/// </summary>
public sealed partial class TagExpression
{
    private const int LongestText = 1000;

    private readonly Func<IReadOnlySet<string>, bool> _holds;

    private TagExpression(string text, Func<IReadOnlySet<string>, bool> holds) => (Text, _holds) = (text, holds);

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression; the at signs may be left out, capitals do not matter.</param>
    /// <param name="expression">What was read.</param>
    /// <param name="why">What is wrong and where.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TagExpression? expression, [NotNullWhen(false)] out string? why)
    {
        expression = null;
        why = null;
        if (text.Length > LongestText)
        {
            why = $"The tag expression has {text.Length} characters; at most {LongestText} are read.";
            return false;
        }

        var reader = new Reader([.. Token().Matches(text).Select(token => (token.Index, token.Value))]);
        var chosen = reader.Either();
        why = reader.Fault ?? reader.Rest();
        if (why is not null)
        {
            why = $"The tag expression '{text}' cannot be read: {why} Write it like '@connectivity and not @slow'.";
            return false;
        }

        expression = new TagExpression(text, chosen);
        return true;
    }

    /// <summary>Whether the expression holds for a scenario.</summary>
    /// <param name="tags">The scenario's tags, without at signs.</param>
    public bool Holds(IEnumerable<string> tags) => _holds(tags.ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public override string ToString() => Text;

    [GeneratedRegex(@"[()]|[^\s()]+", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Token();

    private sealed class Reader((int Index, string Value)[] tokens)
    {
        private int _next;

        public string? Fault { get; private set; }

        public string? Rest() =>
            _next < tokens.Length
                ? $"'{tokens[_next].Value}' at character {tokens[_next].Index + 1} follows where 'and', 'or' or the end was expected."
                : null;

        public Func<IReadOnlySet<string>, bool> Either()
        {
            var left = Both();
            while (Takes("or"))
            {
                var (first, second) = (left, Both());
                left = tags => first(tags) || second(tags);
            }

            return left;
        }

        private Func<IReadOnlySet<string>, bool> Both()
        {
            var left = One();
            while (Takes("and"))
            {
                var (first, second) = (left, One());
                left = tags => first(tags) && second(tags);
            }

            return left;
        }

        private Func<IReadOnlySet<string>, bool> One()
        {
            if (Takes("not"))
            {
                var inner = One();
                return tags => !inner(tags);
            }

            if (Takes("("))
            {
                var inner = Either();
                if (!Takes(")"))
                {
                    Fault ??= $"a ')' is missing {Place()}.";
                }

                return inner;
            }

            var word = _next < tokens.Length ? tokens[_next].Value : ")";
            if (word is ")" || IsWord(word, "and") || IsWord(word, "or"))
            {
                Fault ??= $"a tag is missing {Place()}.";
                return _ => false;
            }

            _next++;
            var tag = word.TrimStart('@');
            return tags => tags.Contains(tag);
        }

        private string Place() =>
            _next < tokens.Length ? $"at character {tokens[_next].Index + 1}, before '{tokens[_next].Value}'" : "at the end";

        private bool Takes(string word)
        {
            var takes = Fault is null && _next < tokens.Length && IsWord(tokens[_next].Value, word);
            _next += takes ? 1 : 0;
            return takes;
        }

        private static bool IsWord(string token, string word) => string.Equals(token, word, StringComparison.OrdinalIgnoreCase);
    }
}
