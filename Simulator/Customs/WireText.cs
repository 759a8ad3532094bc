using System.Text;

namespace Ics2.Customs;

/// <summary>Text of a finding, which may quote the trader, made fit for an element of a notice.</summary>
internal static class WireText
{
    /// <summary>At most so many characters, cut between characters, without what XML cannot hold.</summary>
    public static string Fit(string text, int most)
    {
        var fit = new StringBuilder(Math.Min(text.Length, most));
        foreach (var rune in text.EnumerateRunes())
        {
            if (fit.Length + rune.Utf16SequenceLength > most)
            {
                break;
            }

            // A lone half of a surrogate pair comes out of the enumeration as U+FFFD.
            fit.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        }

        return fit.ToString();
    }
}
