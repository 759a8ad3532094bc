using System.Globalization;
using System.Text;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Validation;

/// <summary>
/// Text is written in Latin, Greek or Cyrillic script, with the digits, punctuation and symbols that scripts share; control characters
/// other than tab and line breaks are refused. Anything else is code 102 (lifecycle 4.1 step 4, DEC-14).
/// </summary>
public static class AlphabetCheck
{
    // First and last code point of the blocks that hold these scripts, or what Unicode calls Common and Inherited.
    private static readonly (int First, int Last)[] Allowed =
    [
        (0x00A0, 0x052F), // Latin-1 to Cyrillic Supplement, with IPA, modifiers, combining marks and Greek
        (0x1AB0, 0x1AFF), // combining marks
        (0x1C80, 0x1C8F), // Cyrillic Extended-C
        (0x1D00, 0x20FF), // phonetic extensions, Latin Additional, Greek Extended, punctuation, currency
        (0x2100, 0x2BFF), // letter-like symbols, number forms, arrows, symbols
        (0x2C60, 0x2C7F), // Latin Extended-C
        (0x2DE0, 0x2DFF), // Cyrillic Extended-A
        (0x2E00, 0x2E7F), // punctuation
        (0x3000, 0x3004), // ideographic space and marks shared by scripts
        (0x3008, 0x3020),
        (0xA640, 0xA69F), // Cyrillic Extended-B
        (0xA700, 0xA7FF), // tone letters, Latin Extended-D
        (0xAB30, 0xAB6F), // Latin Extended-E
        (0xFB00, 0xFB06), // Latin ligatures
        (0xFE00, 0xFE0F), // variation selectors
        (0xFE20, 0xFE6F), // combining half marks, forms
        (0xFF01, 0xFF65), // full-width forms
        (0xFFE0, 0xFFFD),
        (0x1D400, 0x1D7FF), // mathematical letters
        (0x1F000, 0x1FAFF), // symbols
    ];

    internal static void Check(EnsElement leaf, FindingSink findings)
    {
        var value = leaf.Value.AsSpan();
        if (!value.ContainsAnyExceptInRange(' ', '~'))
        {
            return;
        }

        foreach (var rune in value.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                findings.At(
                    leaf,
                    Breach.Value,
                    "alphabet",
                    string.Create(CultureInfo.InvariantCulture, $"The character U+{rune.Value:X4} is not allowed."),
                    "Latin, Greek or Cyrillic letters, digits and punctuation"
                );
                return;
            }
        }
    }

    /// <summary>May the character stand in a message?</summary>
    public static bool IsAllowed(Rune rune) =>
        rune.Value < 0x7F
            ? rune.Value >= ' ' || rune.Value is '\t' or '\n' or '\r'
            : Array.Exists(Allowed, block => rune.Value >= block.First && rune.Value <= block.Last);
}
