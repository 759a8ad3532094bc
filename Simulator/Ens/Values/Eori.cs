using System.Diagnostics.CodeAnalysis;

namespace Ics2.Ens.Values;

/// <summary>
/// An economic operator's registration number: the country that gave it (two letters) and up to 15 capital letters, digits
/// or hyphens: <c>BE0123456789</c>, <c>FI1234567-8</c> (field.md F-7). Whether it exists is a question to the register (R3005), not to this type.
/// </summary>
public sealed record Eori
{
    private Eori(string value) => Value = value;

    /// <summary>The number as written.</summary>
    public string Value { get; }

    /// <summary>The country that gave the number, two letters.</summary>
    public string Country => Value[..2];

    /// <summary>Reads an EORI.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="eori">The number, when the text is one.</param>
    /// <param name="why">What is wrong with the text otherwise.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Eori? eori, [NotNullWhen(false)] out string? why)
    {
        eori = null;
        why = Refusal(text);
        if (why is not null)
        {
            return false;
        }

        eori = new Eori(text!);
        return true;
    }

    /// <summary>Reads an EORI that is known to be one.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static Eori Parse(string text) => TryParse(text, out var eori, out var why) ? eori : throw new FormatException(why);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string? Refusal(string? text) =>
        text switch
        {
            null or "" => "An EORI is missing.",
            { Length: < 3 or > 17 } => $"An EORI has 3 to 17 characters; '{text}' has {text.Length}.",
            _ when !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]) =>
                $"An EORI begins with two capital letters for the country; found '{text[..2]}'.",
            _ when text.AsSpan(2).ContainsAnyExcept(Alphabets.EoriCharacters) =>
                $"After the country an EORI holds capital letters, digits and hyphens only; found '{text[2..]}'.",
            _ => null,
        };
}
