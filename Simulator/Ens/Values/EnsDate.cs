using System.Globalization;

namespace Ics2.Ens.Values;

/// <summary>
/// Instants on the wire: <c>YYYY-MM-DDThh:mm:ssZ</c> is written; <c>Z</c> and numeric offsets are read (spec/README "XML conventions").
/// Fractions of a second and local times without an offset are refused.
/// </summary>
public static class EnsDate
{
    private static readonly string[] Accepted = ["yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz"];

    /// <summary>Reads an instant.</summary>
    /// <returns>False when the text is no instant of that form, or a day or hour that does not exist.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset instant)
    {
        text = text.Trim(" \t\r\n"); // a schema collapses the white space around an instant
        if (text.Length == 20 && text[19] == 'Z')
        {
            return DateTimeOffset.TryParseExact(
                text,
                Accepted[0],
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out instant
            );
        }

        instant = default;
        return text.Length == 25
            && DateTimeOffset.TryParseExact(text, Accepted[1], CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    /// <summary>Writes an instant in UTC, cut to the second.</summary>
    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(Accepted[0], CultureInfo.InvariantCulture);
}
