using System.Text;

namespace Ics2.As4.Mime;

/// <summary>Walks the delimiter lines of a multipart body (RFC 2046 5.1.1).</summary>
internal sealed class DelimiterFinder(string boundary, ReadOnlyMemory<byte> body)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly byte[] _delimiter = Encoding.ASCII.GetBytes("--" + boundary);
    private int _position;

    /// <summary>Whether a byte order mark stands before the body.</summary>
    public bool HasByteOrderMark { get; } = body.Span.StartsWith(ByteOrderMark);

    /// <summary>Where the first delimiter begins; minus one until it is found.</summary>
    public int FirstAt { get; private set; } = -1;

    /// <summary>Where the part before the current delimiter ends; its last line end belongs to the delimiter.</summary>
    public int ContentEnd { get; private set; }

    /// <summary>Where the line of the current delimiter ends, and the next part begins.</summary>
    public int LineEnd { get; private set; }

    /// <summary>Whether the current delimiter closes the message.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Whether a delimiter stood behind a line feed without carriage return, which MIME does not know.</summary>
    public bool SawBareLineFeed { get; private set; }

    /// <summary>Goes to the next delimiter.</summary>
    /// <returns>False when there is none.</returns>
    public bool Next()
    {
        var span = body.Span;
        while (span[_position..].IndexOf(_delimiter) is var offset and >= 0)
        {
            var at = _position + offset;
            var after = at + _delimiter.Length;
            _position = at + 1;
            var isFirstLine = at == 0 || (HasByteOrderMark && at == ByteOrderMark.Length);
            if ((isFirstLine || span[at - 1] == (byte)'\n') && TryReadLine(span, after))
            {
                FirstAt = FirstAt < 0 ? at : FirstAt;
                var hasReturn = at > 1 && span[at - 2] == (byte)'\r';
                SawBareLineFeed |= !isFirstLine && !hasReturn;
                ContentEnd = Math.Max(
                    LastLineEnd,
                    at
                        - (
                            isFirstLine ? 0
                            : hasReturn ? 2
                            : 1
                        )
                );
                LastLineEnd = LineEnd;
                _position = LineEnd;
                return true;
            }
        }

        return false;
    }

    private int LastLineEnd { get; set; }

    // A line that goes on after the boundary belongs to another boundary of which this one is a prefix (MIM-03).
    private bool TryReadLine(ReadOnlySpan<byte> span, int after)
    {
        IsClosing = span[after..].StartsWith("--"u8);
        var end = IsClosing ? after + 2 : after;
        while (end < span.Length && span[end] is (byte)' ' or (byte)'\t')
        {
            end++;
        }

        if (end == span.Length)
        {
            LineEnd = end;
            return IsClosing;
        }

        if (span[end..].StartsWith("\r\n"u8))
        {
            LineEnd = end + 2;
            return true;
        }

        if (span[end] == (byte)'\n')
        {
            SawBareLineFeed = true;
            LineEnd = end + 1;
            return true;
        }

        return false;
    }
}
