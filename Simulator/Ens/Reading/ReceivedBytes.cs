using System.Buffers.Text;
using System.Text;

namespace Ics2.Ens.Reading;

/// <summary>
/// Passes the bytes of a message on and remembers how they begin and which came last, to say in words what they are when they cannot be
/// read as XML, and where.
/// </summary>
internal sealed class ReceivedBytes(Stream message) : Stream
{
    private const int Remembered = 4096;

    private readonly byte[] _first = new byte[Remembered];
    private byte[] _last = [];
    private int _firstLength;
    private int _linesBefore;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    private ReadOnlySpan<byte> First => _first.AsSpan(0, _firstLength);

    /// <summary>What the bytes are instead of XML in UTF-8, in words and with the remedy; null when that is not known.</summary>
    public (string What, string Found)? Instead() =>
        First switch
        {
            [0x1F, 0x8B, ..] => (
                "still is gzip (1F 8B). Send or check the XML itself; in AS4 set the part property CompressionType",
                "1F 8B"
            ),
            [(byte)'P', (byte)'K', 3, 4, ..] => ("is a zip archive. Send the XML itself", "PK"),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => ("is a PDF. Send the XML; a PDF travels as attachment", "%PDF"),
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [(byte)'<', 0, ..] or [0, (byte)'<', ..] => ("is UTF-16. Write it in UTF-8", "UTF-16"),
            [] => ("is empty", "nothing"),
            _ => InsteadOf(First.TrimStart(" \t\r\n"u8)),
        };

    /// <summary>Where a document type begins before the root, from 1; null when there is none among the first bytes.</summary>
    public (int Line, int Column)? DocumentType()
    {
        var at = First.IndexOf("<!DOCTYPE"u8);
        if (at < 0)
        {
            return null;
        }

        var before = First[..at];
        return before.Count("<!--"u8) == before.Count("-->"u8) && before.Count((byte)'<') == before.Count("<?"u8) + before.Count("<!--"u8)
            ? PlaceIn(before, linesBefore: 0)
            : null;
    }

    /// <summary>Where the bytes read last stop being UTF-8, from 1; null when they are.</summary>
    public (int Line, int Column, byte Byte)? NotUtf8()
    {
        ReadOnlySpan<byte> rest = _last;
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(rest, out _, out var length);
            if (status == System.Buffers.OperationStatus.InvalidData)
            {
                var (line, column) = PlaceIn(_last.AsSpan(0, _last.Length - rest.Length), _linesBefore);
                return (line, column, rest[0]);
            }

            rest = rest[Math.Max(length, 1)..];
        }

        return null;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        _linesBefore += _last.AsSpan().Count((byte)'\n');
        var read = message.Read(buffer, offset, count);
        if (_last.Length != read)
        {
            _last = new byte[read];
        }

        var piece = buffer.AsSpan(offset, read);
        piece.CopyTo(_last);
        var kept = Math.Min(piece.Length, Remembered - _firstLength);
        piece[..kept].CopyTo(_first.AsSpan(_firstLength));
        _firstLength += kept;
        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static (string What, string Found)? InsteadOf(ReadOnlySpan<byte> text) =>
        text switch
        {
            [(byte)'{' or (byte)'[', ..] => ("is JSON. ICS2 messages are XML", ((char)text[0]).ToString()),
            [(byte)'<', ..] => null,
            _ when text.StartsWith("--"u8) || text.StartsWith("Content-Type:"u8) => (
                "is a MIME message. Check the XML in it, or explain the whole with ics2 inspect",
                "MIME"
            ),
            _ when text.Length >= 16 && Base64.IsValid(text[..(text.Length / 4 * 4)]) => (
                "is base64. Send or check what it encodes",
                $"{Encoding.ASCII.GetString(text[..12])}..."
            ),
            _ => null,
        };

    private static (int Line, int Column) PlaceIn(ReadOnlySpan<byte> before, int linesBefore) =>
        (linesBefore + before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
}
