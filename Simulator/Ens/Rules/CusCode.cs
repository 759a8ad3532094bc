using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Rules;

/// <summary>CUS codes: seven digits, a hyphen and a check digit (R3020).</summary>
internal static class CusCode
{
    /// <summary>Does the rule about the form apply to a row? Then its list need not say the same.</summary>
    public static bool HasRule(ElementDefinition row) =>
        row.Codes is { Id: "CL719" } && row.Rules.Contains("R3020", StringComparer.Ordinal);

    public static bool HasForm(ReadOnlySpan<char> code) =>
        code.Length == 9 && code[7] == '-' && !code[..7].ContainsAnyExceptInRange('0', '9') && char.IsAsciiDigit(code[8]);

    /// <summary>Weights 7 to 1, modulo 10: true for every one of the 57,362 codes (formats.md).</summary>
    public static bool HasCheckDigit(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < 7; i++)
        {
            sum += (code[i] - '0') * (7 - i);
        }

        return sum % 10 == code[8] - '0';
    }
}
