using System.Buffers;
using System.Text;

namespace Ics2.As4;

/// <summary>Takes bytes into memory that is used again after disposal; nothing of it may be kept.</summary>
/// <param name="expected">How many are expected; it grows.</param>
internal sealed class PooledBuffer(int expected = 4096) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(expected);
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>The same as memory.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        _length += bytes.Length;
    }

    public void WriteUtf8(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, Reserve(text.Length * 3));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private Span<byte> Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_length + count, _bytes.Length * 2));
            Written.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        return _bytes.AsSpan(_length);
    }
}
