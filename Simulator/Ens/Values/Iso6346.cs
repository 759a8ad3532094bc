namespace Ics2.Ens.Values;

/// <summary>Container numbers: owner and category (4 letters), serial number (6 digits), check digit (R3021).</summary>
internal static class Iso6346
{
    /// <summary>A = 10, then on by one, leaving out every multiple of 11; position i weighs 2^i; modulo 11, 10 counts as 0.</summary>
    public static char CheckDigit(ReadOnlySpan<char> body)
    {
        long sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            sum += (long)Worth(body[i]) << i;
        }

        return (char)('0' + (sum % 11 % 10));
    }

    /// <summary>True for four capital letters, six digits and the right check digit.</summary>
    public static bool IsContainer(ReadOnlySpan<char> text) =>
        text.Length == 11
        && !text[..4].ContainsAnyExceptInRange('A', 'Z')
        && !text[4..].ContainsAnyExceptInRange('0', '9')
        && CheckDigit(text[..10]) == text[10];

    private static int Worth(char character)
    {
        if (char.IsAsciiDigit(character))
        {
            return character - '0';
        }

        var plain = 10 + character - 'A';
        return plain + ((plain - 1) / 10);
    }
}
