using System.Diagnostics.CodeAnalysis;

namespace Ics2.Ens.Values;

/// <summary>
/// A movement reference number, 18 characters (R3004, lifecycle 8): year (2 digits), country (2 letters), 11 unique characters, trader
/// interface (A, B or C), procedure (T filing, Z arrival), check digit.
/// </summary>
public sealed record Mrn
{
    /// <summary>The length of every MRN.</summary>
    public const int Length = 18;

    private const int UniqueLength = 11;

    private Mrn(string value) => Value = value;

    /// <summary>The number as written.</summary>
    public string Value { get; }

    /// <summary>The country the message was addressed to, two letters; Greece is GR, Northern Ireland XI.</summary>
    public string Country => Value[2..4];

    /// <summary>True for an arrival notification (procedure Z), false for an ENS filing (procedure T).</summary>
    public bool IsArrival => Value[16] == 'Z';

    /// <summary>Reads an MRN.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="mrn">The number, when the text is one.</param>
    /// <param name="why">What is wrong with the text otherwise: the part, what it must be, and the right check digit when only that is
    /// wrong.</param>
    /// <param name="verifyCheckDigit">False accepts any check digit: the documents give no algorithm, so a trader's may differ (lifecycle
    /// 8).</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Mrn? mrn,
        [NotNullWhen(false)] out string? why,
        bool verifyCheckDigit = true
    )
    {
        mrn = null;
        why = Refusal(text, verifyCheckDigit);
        if (why is not null)
        {
            return false;
        }

        mrn = new Mrn(text!);
        return true;
    }

    /// <summary>Reads an MRN that is known to be one.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static Mrn Parse(string text) => TryParse(text, out var mrn, out var why) ? mrn : throw new FormatException(why);

    /// <summary>
    /// The check digit of the first 17 characters, ISO 6346 style: letters count 10 to 38 without multiples of 11, position i weighs 2^i,
    /// the sum modulo 11, and 10 becomes 0 (lifecycle 8, inferred).
    /// </summary>
    public static char CheckDigit(ReadOnlySpan<char> first17) => Iso6346.CheckDigit(first17);

    /// <inheritdoc/>
    public override string ToString() => Value;

    internal static Mrn Compose(int year, string country, string unique, bool arrival)
    {
        var body = $"{year % 100:00}{country}{unique}A{(arrival ? 'Z' : 'T')}";
        return Parse(body + CheckDigit(body));
    }

    internal static bool IsUniquePart(string text) =>
        text.Length == UniqueLength && !text.AsSpan().ContainsAnyExcept(Alphabets.UpperLettersAndDigits);

    private static string? Refusal(string? text, bool verifyCheckDigit) =>
        text switch
        {
            null or "" => "An MRN is missing.",
            { Length: not Length } => $"An MRN has {Length} characters; '{text}' has {text.Length}.",
            _ when !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]) =>
                $"An MRN begins with the year in two digits; found '{text[..2]}'.",
            _ when !char.IsAsciiLetterUpper(text[2]) || !char.IsAsciiLetterUpper(text[3]) =>
                $"Characters 3 and 4 of an MRN are the country in capital letters; found '{text[2..4]}'.",
            _ when !IsUniquePart(text[4..15]) => $"Characters 5 to 15 of an MRN are capital letters and digits; found '{text[4..15]}'.",
            _ when text[15] is not ('A' or 'B' or 'C') => $"Character 16 of an MRN is the trader interface A, B or C; found '{text[15]}'.",
            _ when text[16] is not ('T' or 'Z') =>
                $"Character 17 of an MRN is the procedure T (filing) or Z (arrival); found '{text[16]}'.",
            _ when !char.IsAsciiDigit(text[17]) => $"An MRN ends in a check digit; found '{text[17]}'.",
            _ when verifyCheckDigit && CheckDigit(text.AsSpan(0, 17)) != text[17] =>
                $"The check digit of '{text}' is {CheckDigit(text.AsSpan(0, 17))}; found {text[17]}.",
            _ => null,
        };
}
