using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Ics2.StepDefinitions.Clients;

/// <summary>Which client a rehearsal judges, as <c>--client</c> names it.</summary>
public static partial class ClientChoice
{
    /// <summary>Reads <c>builtin</c>, <c>exec:CMD</c> or <c>http:URL</c>.</summary>
    /// <param name="text">The choice; a command may have arguments, and quotes around words with blanks.</param>
    /// <param name="timeLimit">Longest that one command or call may take.</param>
    /// <param name="why">Why it is none.</param>
    public static bool TryParse(
        string text,
        TimeSpan timeLimit,
        [NotNullWhen(true)] out ITraderUnderTest? client,
        [NotNullWhen(false)] out string? why
    )
    {
        client = null;
        why = null;
        if (text == "builtin")
        {
            client = new BuiltinTrader();
        }
        else if (text.StartsWith("exec:", StringComparison.Ordinal))
        {
            if (Words(text["exec:".Length..]) is { Count: > 0 } words)
            {
                client = new ExecTrader(words, timeLimit);
            }
            else
            {
                why = "exec: needs a command, for example exec:./client.sh; a quote that opens has to close";
            }
        }
        else if (Url(text) is { } url)
        {
            client = new HttpTrader(url, timeLimit);
        }
        else
        {
            why = $"'{text}' is no client; expected builtin, exec:CMD, http:URL or manual";
        }

        return client is not null;
    }

    // "http:http://host/" as the option is described, and "http://host/" as everybody will write it.
    private static Uri? Url(string text) =>
        (Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", Host.Length: > 0 })
        || (
            text.StartsWith("http:", StringComparison.Ordinal)
            && Uri.TryCreate(text["http:".Length..], UriKind.Absolute, out url)
            && url is { Scheme: "http" or "https", Host.Length: > 0 }
        )
            ? url
            : null;

    // Null when a quote stays open: then some of the text belongs to no word.
    private static List<string>? Words(string command)
    {
        var words = Word().Matches(command);
        return string.IsNullOrWhiteSpace(Word().Replace(command, ""))
            ? [.. words.Select(word => Quoted().Replace(word.Value, quoted => quoted.Value[1..^1]))]
            : null;
    }

    [GeneratedRegex("""(?:"[^"]*"|'[^']*'|[^\s"'])+""", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Word();

    [GeneratedRegex(
        """
            "[^"]*"|'[^']*'
            """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        60_000
    )]
    private static partial Regex Quoted();
}
