using System.Globalization;
using System.Text;

namespace Ics2.Reporting;

/// <summary>
/// Lets through to a page only what can be shown, wherever it comes from. The renderer escapes markup and lets control characters and signs
/// of direction pass, as numbers (<c>&amp;#x1B;</c>); here they become U+FFFD. Letters written as numbers become letters, which is shorter.
/// </summary>
/// <param name="output">Takes what may be shown.</param>
internal sealed class PrintableWriter(TextWriter output) : TextWriter(CultureInfo.InvariantCulture)
{
    private const int LongestReference = 10; // &#x10FFFF;

    private readonly StringBuilder _reference = new(LongestReference);
    private readonly StringBuilder _space = new();
    private bool _isAfterTag;
    private char _high;

    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (_isAfterTag && value is (' ' or '\n' or '\r'))
        {
            _space.Append(value);
            return;
        }

        if (_isAfterTag)
        {
            EndSpace(value == '<');
        }

        _isAfterTag = value == '>' && _reference.Length == 0;
        if (_reference.Length > 0)
        {
            _reference.Append(value);
            if (value == ';' || _reference.Length >= LongestReference)
            {
                Flush(_reference.ToString());
            }
        }
        else if (value == '&')
        {
            _reference.Append(value);
        }
        else
        {
            WriteLetter(value);
        }
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (var letter in buffer)
        {
            Write(letter);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        EndSpace(isBetweenTags: true);
        base.Dispose(disposing);
    }

    // How the source of a component is indented is nobody's business; it made a tenth of a page.
    private void EndSpace(bool isBetweenTags)
    {
        if (_space.Length > 0)
        {
            var space = _space.Replace("\r", "").ToString();
            output.Write(isBetweenTags && space.Contains('\n', StringComparison.Ordinal) ? "\n" : space);
            _space.Clear();
        }

        _isAfterTag = false;
    }

    private void Flush(string reference)
    {
        _reference.Clear();
        if (
            !reference.StartsWith("&#x", StringComparison.Ordinal)
            || !uint.TryParse(
                reference.AsSpan(3).TrimEnd(';'),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            output.Write(reference);
        }
        else if (!Rune.TryCreate(number, out var rune) || !Printable.IsShown(rune))
        {
            output.Write(number == '\r' ? "" : "\uFFFD");
        }
        else
        {
            // What is markup in ASCII stays a number.
            output.Write(rune.IsAscii && number is not ('\n' or '\t') ? reference : rune.ToString());
        }
    }

    private void WriteLetter(char value)
    {
        if (char.IsHighSurrogate(value))
        {
            _high = value;
            return;
        }

        if (char.IsLowSurrogate(value))
        {
            Write(Rune.TryCreate(_high, value, out var pair) ? pair : Rune.ReplacementChar);
            _high = default;
        }
        else if (value != '\r')
        {
            Write(new Rune(value));
        }
    }

    private void Write(Rune rune) => output.Write(Printable.IsShown(rune) ? rune.ToString() : "\uFFFD");
}
