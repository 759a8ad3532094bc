using System.Globalization;
using System.Text.RegularExpressions;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Reads <c>xs:dateTime</c> and nothing else. The framework's parsers take a date alone, a space for the T, or the form of a mail header
/// as well, which the schema of ebMS forbids and other receivers refuse.
/// </summary>
internal static partial class XmlDateTime
{
    private const int Ticks = 7;

    /// <summary>Reads.</summary>
    /// <param name="text">Without white space around it.</param>
    /// <param name="instant">The instant; without a zone the text is taken for UTC (ICD 4.2.1).</param>
    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length > 64 || Form().Match(text) is not { Success: true } match)
        {
            return false;
        }

        // 24:00:00 is midnight of the next day (XML Schema part 2, 3.2.7).
        var isEndOfDay = match.Groups["time"].Value == "24:00:00";
        var fraction = match.Groups["fraction"].Value;
        var time = isEndOfDay ? "00:00:00" : match.Groups["time"].Value;
        var zone = match.Groups["zone"].Value is { Length: > 0 } stated ? stated : "Z";
        var written = $"{match.Groups["date"].Value}T{time}.{fraction.PadRight(Ticks, '0')[..Ticks]}{zone}";
        if (
            (isEndOfDay && fraction.AsSpan().ContainsAnyExcept('0'))
            || !DateTimeOffset.TryParseExact(
                written,
                "yyyy-MM-dd'T'HH:mm:ss.fffffffK",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var read
            )
            || (isEndOfDay && read.Date == DateTimeOffset.MaxValue.UtcDateTime.Date)
        )
        {
            return false;
        }

        instant = isEndOfDay ? read.AddDays(1) : read;
        return true;
    }

    [GeneratedRegex(
        @"^(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(\.(?<fraction>[0-9]+))?(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 60_000
    )]
    private static partial Regex Form();
}
