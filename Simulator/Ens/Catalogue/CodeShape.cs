using System.Text;
using System.Text.RegularExpressions;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The look of values of a list that is kept elsewhere: <c>A</c> a capital letter, <c>9</c> a digit, <c>X</c> either, <c>[0-3]</c> one of a
/// range, <c>&lt;CL718&gt;</c> a code of another list, <c>*</c> anything to the end, everything else itself.
/// </summary>
internal sealed class CodeShape(string text, CodeList? prefixList)
{
    // The length of the codes of the list a shape may begin with: country codes.
    private const int PrefixLength = 2;

    private readonly string _mask = prefixList is null ? text : text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..];

    /// <summary>Can the text be read as a shape? A range has four characters besides its bracket, and * ends it.</summary>
    public static bool IsShape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*' && i < text.Length - 1)
            {
                return false;
            }

            if (text[i] == '[')
            {
                if (i + 4 >= text.Length || text[i + 2] != '-' || text[i + 4] != ']' || text[i + 1] > text[i + 3])
                {
                    return false;
                }

                i += 4;
            }
        }

        return true;
    }

    /// <summary>The same as a pattern of XML Schema.</summary>
    public string Pattern
    {
        get
        {
            var pattern = new StringBuilder(
                prefixList is null ? "" : $"({string.Join('|', prefixList.Codes.Keys.Order(StringComparer.Ordinal))})"
            );
            for (var i = 0; i < _mask.Length; i++)
            {
                pattern.Append(
                    _mask[i] switch
                    {
                        'A' => "[A-Z]",
                        '9' => "[0-9]",
                        'X' => "[A-Z0-9]",
                        '*' => ".*",
                        '[' => _mask.Substring(i, 5),
                        _ => Regex.Escape(_mask[i].ToString()),
                    }
                );
                i += _mask[i] == '[' ? 4 : 0;
            }

            return pattern.ToString();
        }
    }

    public bool Matches(ReadOnlySpan<char> value)
    {
        if (prefixList is not null)
        {
            if (value.Length < PrefixLength || !prefixList.Names(value[..PrefixLength]))
            {
                return false;
            }

            value = value[PrefixLength..];
        }

        var at = 0;
        for (var i = 0; i < _mask.Length; i++, at++)
        {
            if (_mask[i] == '*')
            {
                return true;
            }

            if (at >= value.Length || !Fits(value[at], ref i))
            {
                return false;
            }
        }

        return at == value.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => text;

    private bool Fits(char character, ref int i)
    {
        switch (_mask[i])
        {
            case 'A':
                return char.IsAsciiLetterUpper(character);
            case '9':
                return char.IsAsciiDigit(character);
            case 'X':
                return char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character);
            case '[':
                var fits = character >= _mask[i + 1] && character <= _mask[i + 3];
                i += 4;
                return fits;
            default:
                return character == _mask[i];
        }
    }
}
