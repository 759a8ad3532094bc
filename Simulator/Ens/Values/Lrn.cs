using System.Diagnostics.CodeAnalysis;

namespace Ics2.Ens.Values;

/// <summary>A trader's own reference of a filing: 1 to 22 characters (<c>an..22</c>), unique per declarant (R3003).</summary>
public sealed record Lrn
{
    private const int MaxLength = 22;

    private Lrn(string value) => Value = value;

    /// <summary>The reference as written.</summary>
    public string Value { get; }

    /// <summary>Reads an LRN.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="lrn">The reference, when the text is one.</param>
    /// <param name="why">What is wrong with the text otherwise.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Lrn? lrn, [NotNullWhen(false)] out string? why)
    {
        lrn = null;
        why = text switch
        {
            null or "" => "An LRN is missing.",
            { Length: > MaxLength } => $"An LRN has at most {MaxLength} characters; '{text}' has {text.Length}.",
            _ when text.Any(char.IsControl) => "An LRN holds no control characters.",
            _ => null,
        };
        if (why is not null)
        {
            return false;
        }

        lrn = new Lrn(text!);
        return true;
    }

    /// <summary>Reads an LRN that is known to be one.</summary>
    /// <exception cref="FormatException">It is not; the message says why.</exception>
    public static Lrn Parse(string text) => TryParse(text, out var lrn, out var why) ? lrn : throw new FormatException(why);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
