using System.Globalization;
using System.Text;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// What a client writes, however much that is: the beginning and the end are kept, bytes that are no text and characters that would do
/// something to a terminal are made visible.
/// </summary>
internal sealed class BoundedOutput
{
    private const int Half = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly byte[] _head = new byte[Half];
    private readonly byte[] _tail = new byte[Half]; // of what does not fit into the head; the oldest is overwritten
    private long _written;

    /// <summary>Reads to the end of a stream, or until it breaks off.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                Add(buffer.AsSpan(0, read));
            }
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException)
        {
            // what came before is kept
        }
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            var first = (int)Math.Min(Math.Max(Half - _written, 0), bytes.Length);
            bytes[..first].CopyTo(_head.AsSpan((int)Math.Min(_written, Half)));
            _written += first;
            foreach (var value in bytes[first..])
            {
                _tail[(_written++ - Half) % Half] = value;
            }
        }
    }

    /// <summary>All of it as text; null when something was left out.</summary>
    public string? Whole()
    {
        lock (_gate)
        {
            return _written <= 2 * Half ? Encoding.UTF8.GetString([.. Head(), .. Tail()]) : null;
        }
    }

    /// <summary>It, fit to be shown.</summary>
    /// <param name="secrets">What is blanked.</param>
    public ClientOutput Show(Secrets secrets)
    {
        lock (_gate)
        {
            var leftOut = Math.Max(_written - (2 * Half), 0);
            var text =
                leftOut == 0
                    ? secrets.BlankIn(Visible([.. Head(), .. Tail()]))
                    : secrets.BlankIn(Visible(Head()), cutAfter: true)
                        + string.Create(CultureInfo.InvariantCulture, $"\n[… {leftOut} of {_written} bytes left out …]\n")
                        + secrets.BlankIn(Visible(Tail()), cutBefore: true);
            return new ClientOutput(text, _written, leftOut);
        }
    }

    private byte[] Head() => _head[..(int)Math.Min(_written, Half)];

    private byte[] Tail()
    {
        var behind = Math.Max(_written - Half, 0);
        var from = (int)(behind % Half);
        return behind <= Half ? _tail[..(int)behind] : [.. _tail[from..], .. _tail[..from]];
    }

    private static string Visible(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var good = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (!good)
            {
                foreach (var value in bytes[..length])
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}");
                }
            }
            else if (rune.Value is '\n' or '\t' || !IsHidden(rune))
            {
                text.Append(rune.ToString());
            }
            else if (rune.Value != '\r' || bytes is not [_, (byte)'\n', ..])
            {
                text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value is 0xFFFE or 0xFFFF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
