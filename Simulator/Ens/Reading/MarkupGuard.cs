using System.Globalization;

namespace Ics2.Ens.Reading;

/// <summary>
/// Passes characters on to the XML reader and counts them: all, and those of each tag, comment and processing instruction. The reader holds
/// these in memory as a whole, so an attribute of 100 MB would cost several times that; text and CDATA it gives in pieces.
/// </summary>
/// <param name="text">What is read.</param>
/// <param name="most">The most characters of the whole text.</param>
internal sealed class MarkupGuard(TextReader text, long most) : TextReader
{
    /// <summary>No message needs more for one tag; a comment may explain something.</summary>
    public const int Longest = 64 * 1024;

    private const string CommentStart = "!--";
    private const string CDataStart = "![CDATA[";

    private State _state = State.Text;
    private string _start = "";
    private char _quote;
    private char _secondLast;
    private char _last;
    private int _length;
    private long _all;

    private enum State
    {
        Text,
        Start,
        Tag,
        Quoted,
        Comment,
        Instruction,
        CData,
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A tag, comment or processing instruction is longer than <see cref="Longest"/>, or the text
    /// than allowed.</exception>
    public override int Read(char[] buffer, int index, int count)
    {
        var read = text.Read(buffer, index, count);
        _all += read;
        if (_all > most)
        {
            throw new InvalidDataException(
                string.Create(CultureInfo.InvariantCulture, $"The message is longer than {most} characters; reading stopped.")
            );
        }

        for (var rest = buffer.AsSpan(index, read); !rest.IsEmpty; )
        {
            rest = rest[Step(rest)..];
        }

        return read;
    }

    /// <summary>Looks at some of the characters, at least one.</summary>
    /// <returns>How many.</returns>
    private int Step(ReadOnlySpan<char> rest)
    {
        switch (_state)
        {
            case State.Text:
                var begin = rest.IndexOf('<');
                if (begin < 0)
                {
                    return rest.Length;
                }

                (_state, _start, _length, _secondLast, _last) = (State.Start, "", 0, '\0', '\0');
                return begin + 1;
            case State.Start:
                return Begin(rest[0]);
            case State.Tag:
                var end = rest.IndexOfAny('>', '"', '\'');
                if (end >= 0)
                {
                    (_state, _quote) = (rest[end] == '>' ? State.Text : State.Quoted, rest[end]);
                }

                return Count(end, rest.Length);
            case State.Quoted:
                var closing = rest.IndexOf(_quote);
                if (closing >= 0)
                {
                    _state = State.Tag;
                }

                return Count(closing, rest.Length);
            default:
                return UntilItsEnd(rest);
        }
    }

    /// <summary>What begins with the characters behind the less-than sign? One that decides otherwise is looked at again.</summary>
    private int Begin(char next)
    {
        if (_start.Length == 0 && next is not ('!' or '?'))
        {
            _state = State.Tag; // nearly always
            return 0;
        }

        _start += next;
        _state = _start switch
        {
            CommentStart => State.Comment,
            CDataStart => State.CData,
            "?" => State.Instruction,
            _ when CommentStart.StartsWith(_start, StringComparison.Ordinal) || CDataStart.StartsWith(_start, StringComparison.Ordinal) =>
                State.Start,
            _ => State.Tag,
        };
        return _state == State.Tag ? 0 : 1;
    }

    private int UntilItsEnd(ReadOnlySpan<char> rest)
    {
        var greater = rest.IndexOf('>');
        var seen = greater < 0 ? rest : rest[..greater];
        if (!seen.IsEmpty)
        {
            (_secondLast, _last) = (seen.Length == 1 ? _last : seen[^2], seen[^1]);
        }

        var length = _state == State.CData ? (greater < 0 ? rest.Length : greater + 1) : Count(greater, rest.Length);
        if (greater >= 0)
        {
            var ended = _state switch
            {
                State.Comment => (_secondLast, _last) == ('-', '-'),
                State.CData => (_secondLast, _last) == (']', ']'),
                _ => _last == '?',
            };
            _state = ended ? State.Text : _state;
            (_secondLast, _last) = (_last, '>');
        }

        return length;
    }

    private int Count(int found, int all)
    {
        var length = found < 0 ? all : found + 1;
        _length += length;
        return _length <= Longest
            ? length
            : throw new InvalidDataException(
                $"A tag, comment or processing instruction is longer than {Longest} characters; reading stopped."
            );
    }
}
