using System.Globalization;
using Ics2.Ens.Values;

namespace Ics2.Ens.Catalogue;

/// <summary>What characters a leaf may hold.</summary>
public enum ValueKind
{
    /// <summary><c>a</c>: letters.</summary>
    Letters,

    /// <summary><c>n</c>: digits.</summary>
    Digits,

    /// <summary><c>an</c>: any characters.</summary>
    Text,

    /// <summary><c>n..16,6</c>: digits with an optional decimal point.</summary>
    DecimalNumber,

    /// <summary><c>datetime</c>: an instant, wrapped in a <c>DateTime</c> child.</summary>
    DateTime,
}

/// <summary>What is wrong with a value; several faults may hold at once.</summary>
[Flags]
public enum FormatFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Fewer characters than the format asks for.</summary>
    TooShort = 1,

    /// <summary>More characters than the format allows.</summary>
    TooLong = 2,

    /// <summary>Letters in a number, or digits in a word.</summary>
    WrongCharacters = 4,

    /// <summary>Not a decimal number, or too many decimals.</summary>
    BadDecimal = 8,

    /// <summary>Starts with the decimal point.</summary>
    MissingLeadingDigit = 16,

    /// <summary>Not an instant that exists.</summary>
    BadDate = 32,
}

/// <summary>
/// The format column of a message table: <c>an..35</c> up to 35 characters, <c>an8</c> exactly 8, <c>n..16,6</c> up to 16 digits of which
/// up to 6 decimals, <c>datetime</c> an instant (spec/README "XML conventions").
/// </summary>
public sealed record ValueFormat(ValueKind Kind, int MinLength, int MaxLength, int Decimals, string Text)
{
    /// <summary>Reads a format as the spec pack writes it.</summary>
    public static bool TryParse(string text, out ValueFormat? format)
    {
        format = null;
        if (text is "datetime")
        {
            format = new ValueFormat(ValueKind.DateTime, 20, 25, 0, text);
            return true;
        }

        var kindLength = text.StartsWith("an", StringComparison.Ordinal) ? 2 : 1;
        if (text.Length <= kindLength || text[0] is not ('a' or 'n'))
        {
            return false;
        }

        var rest = text.AsSpan(kindLength);
        var upTo = rest.StartsWith("..", StringComparison.Ordinal);
        rest = upTo ? rest[2..] : rest;
        var comma = rest.IndexOf(',');
        var decimals = 0;
        if (comma >= 0 && !int.TryParse(rest[(comma + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out decimals))
        {
            return false;
        }

        if (
            !int.TryParse(comma >= 0 ? rest[..comma] : rest, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length == 0
        )
        {
            return false;
        }

        var kind =
            kindLength == 2 ? ValueKind.Text
            : text[0] == 'a' ? ValueKind.Letters
            : comma >= 0 ? ValueKind.DecimalNumber
            : ValueKind.Digits;
        format = new ValueFormat(kind, upTo ? 1 : length, length, decimals, text);
        return true;
    }

    /// <summary>All faults of a value. An empty value is only too short, whatever the kind.</summary>
    /// <param name="value">The value as it stands in the message, white space included.</param>
    public FormatFaults Check(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return FormatFaults.TooShort;
        }

        return Kind switch
        {
            ValueKind.DateTime => EnsDate.TryParse(value, out _) ? FormatFaults.None : FormatFaults.BadDate,
            ValueKind.DecimalNumber => CheckDecimal(value),
            ValueKind.Letters => CheckLength(value)
                | (value.ContainsAnyExcept(Alphabets.AsciiLetters) ? FormatFaults.WrongCharacters : FormatFaults.None),
            ValueKind.Digits => CheckLength(value)
                | (value.ContainsAnyExceptInRange('0', '9') ? FormatFaults.WrongCharacters : FormatFaults.None),
            _ => CheckLength(value),
        };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private FormatFaults CheckLength(ReadOnlySpan<char> value)
    {
        // Characters are Unicode code points, as XML Schema counts them: a surrogate pair is one.
        var length = value.Length > MaxLength || value.Length < MinLength * 2 ? CodePoints(value) : value.Length;
        return length > MaxLength ? FormatFaults.TooLong
            : length < MinLength ? FormatFaults.TooShort
            : FormatFaults.None;
    }

    private static int CodePoints(ReadOnlySpan<char> value)
    {
        var length = value.Length;
        foreach (var character in value)
        {
            if (char.IsLowSurrogate(character))
            {
                length--;
            }
        }

        return length;
    }

    private FormatFaults CheckDecimal(ReadOnlySpan<char> value)
    {
        if (value.ContainsAnyExcept(Alphabets.DecimalCharacters))
        {
            return value.IndexOf(',') >= 0 && !value.ContainsAnyExcept(Alphabets.DecimalCharactersAndComma)
                ? FormatFaults.BadDecimal
                : FormatFaults.WrongCharacters;
        }

        var point = value.IndexOf('.');
        if (point < 0)
        {
            return value.Length > MaxLength ? FormatFaults.TooLong : FormatFaults.None;
        }

        var decimals = value[(point + 1)..];
        var faults = point == 0 ? FormatFaults.MissingLeadingDigit : FormatFaults.None;
        if (decimals.IsEmpty || decimals.Contains('.') || decimals.Length > Decimals)
        {
            faults |= FormatFaults.BadDecimal;
        }

        return value.Length - 1 > MaxLength ? faults | FormatFaults.TooLong : faults;
    }
}
