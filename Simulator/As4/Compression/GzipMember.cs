using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Ics2.As4.Compression;

/// <summary>
/// Expands one gzip member piece by piece, and knows where it ends. <see cref="GZipStream"/> takes a stream that was cut short, has a
/// second member or has anything behind it without a word (attack-cases section 11), and so would a look at the last eight bytes alone:
/// whoever writes bytes behind a member can repeat its trailer at their end.
/// </summary>
internal sealed class GzipMember : IDisposable
{
    private const int TrailerLength = 8;
    private const int FixedHeader = 10;

    private readonly ReadOnlyMemory<byte> _all;
    private readonly int _dataAt;
    private readonly Steps _source;
    private readonly DeflateStream _inflated;
    private readonly Crc32 _checksum = new();
    private long _length;

    private GzipMember(ReadOnlyMemory<byte> all, int dataAt)
    {
        (_all, _dataAt) = (all, dataAt);
        _source = new Steps(all[dataAt..^TrailerLength]);
        _inflated = new DeflateStream(_source, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>What the trailer says of the content's length; true only once <see cref="Fault"/> has said nothing.</summary>
    public uint StatedLength => BinaryPrimitives.ReadUInt32LittleEndian(_all.Span[^4..]);

    /// <summary>Reads the header.</summary>
    /// <param name="why">What is wrong with it; null when nothing is.</param>
    public static GzipMember? Open(ReadOnlyMemory<byte> compressed, out string? why)
    {
        var dataAt = 0;
        why =
            !compressed.Span.StartsWith(Gzip.Signature) ? Gzip.NoSignature
            : (dataAt = HeaderLength(compressed.Span)) < 0
                ? "its header is none of RFC 1952: another method than deflate, or flags that mean nothing"
            : dataAt == 0 || dataAt + TrailerLength >= compressed.Length ? "it is cut short"
            : null;
        return why is null ? new GzipMember(compressed, dataAt) : null;
    }

    /// <summary>The next bytes of the content; 0 at its end, and at a fault.</summary>
    /// <exception cref="InvalidDataException">The compressed data is damaged.</exception>
    public int Read(Span<byte> piece)
    {
        var read = _inflated.Read(piece);
        _checksum.Append(piece[..read]);
        _length += read;
        return read;
    }

    /// <summary>What is wrong with the member once all of it was read; null when it is one, complete, and nothing follows.</summary>
    public string? Fault()
    {
        if (_source.WantedMore)
        {
            return "it is cut short: its data has no end";
        }

        if (!_source.GaveAll)
        {
            return Behind(EndOfData());
        }

        var trailer = _all.Span[^TrailerLength..];
        return BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _checksum.GetCurrentHashAsUInt32()
                ? "its checksum (CRC-32) is not that of its content"
            : BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != (uint)_length
                ? "its trailer states another length than its content has"
            : null;
    }

    public void Dispose()
    {
        _inflated.Dispose();
        _source.Dispose();
    }

    // The member ended early: what is it that follows?
    private string Behind(int end)
    {
        var rest = _all.Span[Math.Min(end + TrailerLength, _all.Length)..];
        return rest.StartsWith(Gzip.Signature)
            ? "a second member follows the first: exactly one is taken"
            : $"{rest.Length} bytes follow the member, which ends at byte {_all.Length - rest.Length}";
    }

    // Only for the explanation of a fault: once more, and byte by byte where the end was seen.
    private int EndOfData()
    {
        using var source = new Steps(_all[_dataAt..^TrailerLength], single: _source.LastStepAt);
        using var inflated = new DeflateStream(source, CompressionMode.Decompress);
        var piece = new byte[64 * 1024];
        while (inflated.Read(piece) > 0)
        {
            // nothing is kept
        }

        return _dataAt + source.At;
    }

    // RFC 1952 2.3: 0 when the header does not end, -1 when it is none.
    private static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        const byte deflate = 8,
            checksum = 2,
            extra = 4,
            name = 8,
            comment = 16,
            reserved = 0xE0;
        if (bytes.Length < FixedHeader)
        {
            return 0;
        }

        var flags = bytes[3];
        if (bytes[2] != deflate || (flags & reserved) != 0)
        {
            return -1;
        }

        var at = FixedHeader;
        if ((flags & extra) != 0)
        {
            if (bytes.Length < at + 2)
            {
                return 0;
            }

            at += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
        }

        foreach (var text in (ReadOnlySpan<byte>)[name, comment])
        {
            if ((flags & text) == 0)
            {
                continue;
            }

            var length = at < bytes.Length ? bytes[at..].IndexOf((byte)0) : -1;
            if (length < 0)
            {
                return 0;
            }

            at += length + 1;
        }

        at += (flags & checksum) != 0 ? 2 : 0;
        return at < bytes.Length ? at : 0;
    }

    /// <summary>
    /// Hands the compressed data out in steps, the last byte by itself: who needed that byte, and asked for no more, ended with it.
    /// </summary>
    private sealed class Steps(ReadOnlyMemory<byte> bytes, int single = int.MaxValue) : Stream
    {
        public int At { get; private set; }

        public int LastStepAt { get; private set; }

        public bool GaveAll => At == bytes.Length;

        public bool WantedMore { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            WantedMore |= GaveAll;
            var most = At >= single ? 1 : Math.Max(bytes.Length - 1 - At, 1);
            var step = bytes.Span.Slice(At, Math.Min(Math.Min(most, buffer.Length), bytes.Length - At));
            step.CopyTo(buffer);
            LastStepAt = At;
            At += step.Length;
            return step.Length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
