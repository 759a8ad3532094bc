using System.Buffers;

namespace Ics2.Ens.Values;

/// <summary>Sets of characters that the formats are made of.</summary>
internal static class Alphabets
{
    public static readonly SearchValues<char> AsciiLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    public static readonly SearchValues<char> UpperLettersAndDigits = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    public static readonly SearchValues<char> EoriCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    public static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789.");
    public static readonly SearchValues<char> DecimalCharactersAndComma = SearchValues.Create("0123456789.,");
}
