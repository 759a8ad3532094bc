namespace Ics2.Ens.Values;

/// <summary>Numbers that say by a check digit or their form whether they can exist (formats.md; field.md).</summary>
internal static class CheckDigits
{
    /// <summary>
    /// UPU S10, thirteen characters: service, eight digits weighed 8 6 4 2 3 5 9 7, check digit 11 - sum modulo 11 (10 is 0, 11 is 5), country.
    /// </summary>
    public static bool IsPostalItem(ReadOnlySpan<char> text)
    {
        if (text.Length != 13 || !AreLetters(text[..2]) || !AreDigits(text[2..11]) || !AreLetters(text[11..]))
        {
            return false;
        }

        ReadOnlySpan<int> weights = [8, 6, 4, 2, 3, 5, 9, 7];
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += (text[2 + i] - '0') * weights[i];
        }

        var digit = (11 - (sum % 11)) switch
        {
            10 => 0,
            11 => 5,
            var other => other,
        };
        return digit == text[10] - '0';
    }

    /// <summary>
    /// UPU S9, 29 characters: two postal centres of six letters or digits, category, subclass, then year, dispatch, receptacle and flags
    /// and weight in digits.
    /// </summary>
    public static bool IsReceptacle(ReadOnlySpan<char> text) =>
        text.Length == 29
        && AreLetters(text[..5])
        && AreLetters(text[6..11])
        && char.IsAsciiLetterUpper(text[5])
        && char.IsAsciiLetterUpper(text[11])
        && text[12] is 'A' or 'B' or 'C' or 'D'
        && AreDigits(text[15..]);

    /// <summary>Air waybill: airline of three digits, serial of seven, check digit serial modulo 7; a hyphen may stand between.</summary>
    public static bool IsAirWaybill(ReadOnlySpan<char> text)
    {
        if (text.Length == 12 && text[3] == '-')
        {
            return AreDigits(text[..3]) && HasSerial(text[4..]);
        }

        return text.Length == 11 && AreDigits(text[..3]) && HasSerial(text[3..]);
    }

    private static bool HasSerial(ReadOnlySpan<char> serial)
    {
        if (!AreDigits(serial))
        {
            return false;
        }

        var number = 0;
        foreach (var digit in serial[..7])
        {
            number = (number * 10) + (digit - '0');
        }

        return number % 7 == serial[7] - '0';
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool AreLetters(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('A', 'Z');
}
