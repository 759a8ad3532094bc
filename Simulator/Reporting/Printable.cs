using System.Globalization;
using System.Text;

namespace Ics2.Reporting;

/// <summary>
/// Text fit to be shown. Reasons and values quote what the other side sent, so they may hold anything: characters that XML forbids, escape
/// sequences for the terminal, signs that turn the direction of what follows, megabytes.
/// </summary>
public static class Printable
{
    private const int Max = 4000;

    /// <summary>The text with control characters and lone surrogates replaced, and cut when it is very long.</summary>
    /// <param name="text">Any text; null is none.</param>
    public static string Of(string? text) => Filter(text, Max, length => $"… ({length} characters)");

    /// <summary>The text on one line.</summary>
    /// <param name="text">Any text; null is none.</param>
    public static string Line(string? text) => OnOneLine(Of(text));

    /// <summary>The beginning of the text on one line.</summary>
    /// <param name="text">Any text; null is none.</param>
    /// <param name="max">How many characters of it.</param>
    public static string Line(string? text, int max) => OnOneLine(Filter(text, max, _ => "…"));

    private static string OnOneLine(string text) => text.Replace('\n', ' ').Replace('\t', ' ');

    private static string Filter(string? text, int max, Func<int, string> cut)
    {
        if (text is null)
        {
            return "";
        }

        var shown = new StringBuilder(Math.Min(text.Length, max));
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= max)
            {
                return shown.Append(cut(text.Length)).ToString();
            }

            shown.Append(
                IsShown(rune) ? rune.ToString()
                : rune.Value == '\r' ? ""
                : "\uFFFD"
            );
        }

        return shown.ToString();
    }

    // EnumerateRunes already gives U+FFFD for a lone surrogate. U+FFFE and U+FFFF are not allowed in XML either.
    internal static bool IsShown(Rune rune) =>
        rune.Value is '\n' or '\t'
        || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format);
}
