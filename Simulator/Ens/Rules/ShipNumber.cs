namespace Ics2.Ens.Rules;

/// <summary>The numbers of ships and inland vessels (R3009, R3010).</summary>
internal static class ShipNumber
{
    /// <summary>IMO and seven digits, of which the last is the last digit of the sum of the first six weighed 7, 6, 5, 4, 3, 2.</summary>
    public static bool IsImo(ReadOnlySpan<char> number)
    {
        if (number.Length != 10 || !number.StartsWith("IMO", StringComparison.Ordinal) || !AreDigits(number[3..]))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 6; i++)
        {
            sum += (number[3 + i] - '0') * (7 - i);
        }

        return sum % 10 == number[9] - '0';
    }

    /// <summary>Eight digits.</summary>
    public static bool IsEni(ReadOnlySpan<char> number) => number.Length == 8 && AreDigits(number);

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
