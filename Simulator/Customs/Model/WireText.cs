using System.Globalization;
using System.Text;
using Ics2.Ens.Validation;

namespace Ics2.Customs.Model;

/// <summary>Text of a finding, which may quote the trader, made fit for an element of a notice.</summary>
internal static class WireText
{
    /// <summary>
    /// At most so many characters, cut between characters. Control characters become spaces, and a character of a script that messages are
    /// not written in is named by its number: the answer to a filing that breaks a rule must not break it too.
    /// </summary>
    public static string Fit(string text, int most)
    {
        var fit = new StringBuilder(Math.Min(text.Length, most));

        // A lone half of a surrogate pair comes out of the enumeration as U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            var shown =
                Rune.IsControl(rune) ? " "
                : AlphabetCheck.IsAllowed(rune) ? rune.ToString()
                : string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
            if (fit.Length + shown.Length > most)
            {
                break;
            }

            fit.Append(shown);
        }

        return fit.ToString();
    }
}
