using System.Globalization;
using System.Text;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// The lines of a data file that somebody else wrote: UTF-8, within bounds, so that a file of a gigabyte, a binary or a device costs one
/// sentence and no memory.
/// </summary>
internal sealed class BoundedLines(TextReader reader, string file)
{
    /// <summary>The longest line, in characters.</summary>
    public const int MaxLine = 16 * 1024;

    /// <summary>The longest file, in characters; UN/LOCODE with names and remarks has about 8 million.</summary>
    public const long MaxCharacters = 64L * 1024 * 1024;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _rest = new();
    private int _at;
    private int _length;
    private long _read;

    /// <summary>The number of the line read last.</summary>
    public int Number { get; private set; }

    /// <summary>The next line without its end; it may be overwritten by the next call. False at the end.</summary>
    /// <exception cref="SpecPackException">The file is too long, a line is, or it is not UTF-8.</exception>
    public bool TryNext(out ReadOnlySpan<char> line)
    {
        line = default;
        _rest.Clear();
        Number++;
        while (true)
        {
            if (_at == _length && !Fill())
            {
                line = WithoutMark(_rest.ToString());
                return _rest.Length > 0;
            }

            var left = _buffer.AsSpan(_at, _length - _at);
            var end = left.IndexOf('\n');
            var part = end < 0 ? left : left[..end];
            if (_rest.Length + part.Length > MaxLine)
            {
                throw Error(string.Create(CultureInfo.InvariantCulture, $"the line is longer than {MaxLine} characters"));
            }

            _at += end < 0 ? part.Length : end + 1;
            if (end >= 0)
            {
                line = WithoutMark(_rest.Length == 0 ? part : _rest.Append(part).ToString()).TrimEnd('\r');
                return true;
            }

            _rest.Append(part);
        }
    }

    /// <summary>What is wrong at the line read last.</summary>
    public SpecPackException Error(string what) => ErrorAt(Number, what);

    /// <summary>What is wrong at a line.</summary>
    public SpecPackException ErrorAt(int line, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {what}."));

    private ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> line) => Number == 1 ? line.TrimStart('\uFEFF') : line;

    private bool Fill()
    {
        try
        {
            (_at, _length) = (0, reader.Read(_buffer, 0, _buffer.Length));
        }
        catch (DecoderFallbackException)
        {
            throw Error("the file is not UTF-8 from here on");
        }

        _read += _length;
        return _read <= MaxCharacters
            ? _length > 0
            : throw Error(
                string.Create(CultureInfo.InvariantCulture, $"the file has more than {MaxCharacters} characters; reading stopped")
            );
    }
}
