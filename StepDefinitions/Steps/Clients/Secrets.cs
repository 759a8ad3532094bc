using System.Collections;
using System.Text.RegularExpressions;
using Ics2.Contract.Traders;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// Blanks what nobody may read in a report: the passwords of the trader folder, what the environment calls a secret, private keys, and what
/// looks like a password or a token on a command line or in a log.
/// </summary>
/// <param name="values">Texts that are secret wherever they stand.</param>
public sealed partial class Secrets(IEnumerable<string> values)
{
    private const string Blank = "***";
    private const int Shortest = 6; // what is shorter would blank half of every text
    private const int PatternTimeout = 60_000;

    private readonly string[] _values =
    [
        .. values.Where(value => value.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(value => value.Length),
    ];

    /// <summary>The secrets of a trader and those of the environment.</summary>
    /// <param name="trader">Whose folder it is; null for those of the environment alone.</param>
    public static Secrets Of(TraderSettings? trader) =>
        new([
            .. trader is null ? Array.Empty<string>() : [trader.Seal.Password, trader.Tls.Password],
            .. Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .Where(variable => SecretName().IsMatch((string)variable.Key))
                .Select(variable => (string?)variable.Value ?? ""),
        ]);

    /// <summary>The text without them.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="cutBefore">Something was cut off before it, so that it may begin in the middle of a secret.</param>
    /// <param name="cutAfter">Something was cut off behind it.</param>
    public string BlankIn(string text, bool cutBefore = false, bool cutAfter = false)
    {
        foreach (var value in _values)
        {
            text = text.Replace(value, Blank, StringComparison.Ordinal);
        }

        text = cutBefore ? WithoutHalfAtStart(text) : text;
        text = cutAfter ? WithoutHalfAtEnd(text) : text;
        text = PrivateKey().Replace(text, Blank);
        return Named().Replace(text, named => named.Groups["name"].Value + Blank);
    }

    private string WithoutHalfAtStart(string text)
    {
        var half = Longest((value, length) => text.StartsWith(value[^length..], StringComparison.Ordinal));
        text = half > 0 ? Blank + text[half..] : text;
        return EndOfKey().Replace(text, Blank, 1);
    }

    private string WithoutHalfAtEnd(string text)
    {
        var half = Longest((value, length) => text.EndsWith(value[..length], StringComparison.Ordinal));
        return half > 0 ? text[..^half] + Blank : text;
    }

    // How much of a secret stands at an end of the text; less than three characters tell nothing.
    private int Longest(Func<string, int, bool> stands) =>
        _values
            .Select(value => Enumerable.Range(3, value.Length - 3).LastOrDefault(length => stands(value, length)))
            .DefaultIfEmpty()
            .Max();

    [GeneratedRegex(
        "TOKEN|PASSW|PASSPHRASE|SECRET|API_?KEY|PRIVATE_?KEY",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        PatternTimeout
    )]
    private static partial Regex SecretName();

    // To its end, or to that of the text when that was cut off.
    [GeneratedRegex(
        @"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----BEGIN)[\s\S])*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)",
        RegexOptions.CultureInvariant,
        PatternTimeout
    )]
    private static partial Regex PrivateKey();

    [GeneratedRegex(@"\A(?:(?!-----BEGIN)[\s\S])*?-----END [A-Z ]*PRIVATE KEY-----", RegexOptions.CultureInvariant, PatternTimeout)]
    private static partial Regex EndOfKey();

    // --password x, --api-token=x, "password": "x", password=x, Bearer x, https://name:x@host
    [GeneratedRegex(
        """
            (?<name>(?<![\w-])--?[\w-]*(?:passw(?:or)?d|passphrase|token|secret|api-?key)[\w-]*(?:=|[ ]+)
              |"?\b\w*(?:passw(?:or)?d|passphrase|secret|api_?key|access_?token)"?\s*[:=]\s*
              |\bBearer\s+
              |://[^\s/:@]+:(?=[^\s/@]+@))
            (?:"(?:[^"\\]|\\.)*"|'[^']*'|(?<=://[^\s/:@]+:)[^\s/@]+|[^\s"',;]+)
            """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace,
        PatternTimeout
    )]
    private static partial Regex Named();
}
