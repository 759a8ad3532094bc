using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ics2.Rehearsal.Archiving;

/// <summary>
/// Looks at a ZIP file byte by byte, as no reader of ZIP does: whatever belongs to no file of its directory could be read by somebody and was
/// signed by nobody. Structure: APPNOTE.TXT 4.3 of the ZIP format.
/// </summary>
internal sealed class ZipLayout
{
    private const uint LocalHeader = 0x04034b50;
    private const uint DirectoryEntry = 0x02014b50;
    private const uint EndOfDirectory = 0x06054b50;
    private const uint EndOfDirectory64 = 0x06064b50;
    private const uint Locator64 = 0x07064b50;
    private const uint Descriptor = 0x08074b50;
    private const int EndLength = 22;
    private const int LocalLength = 30;
    private const int EntryLength = 46;
    private const int MaxComment = ushort.MaxValue;
    private const int MaxFindings = 20;
    private const long MaxDirectory = 64L * 1024 * 1024;
    private const ushort Zip64 = 1;

    private readonly Stream _file;
    private readonly List<string> _findings = [];

    private ZipLayout(Stream file) => _file = file;

    /// <summary>What stands in the file besides its files, one sentence each.</summary>
    /// <param name="path">The ZIP file; that it can be read as one is looked at elsewhere.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlyList<string> FindingsIn(string path)
    {
        using var file = File.OpenRead(path);
        var layout = new ZipLayout(file);
        layout.Check();
        return layout._findings.Count <= MaxFindings
            ? layout._findings
            : [.. layout._findings.Take(MaxFindings), $"... and {layout._findings.Count - MaxFindings} more of the kind."];
    }

    private void Check()
    {
        if (FindEnd() is not { } end)
        {
            return;
        }

        var tail = Read(end, EndLength);
        var (size, start, comment) = ((long)Four(tail, 12), (long)Four(tail, 16), Two(tail, 20));
        if (comment > 0)
        {
            Add($"A comment of {comment} bytes stands at the end of the ZIP; the signature does not cover it.");
        }

        if (end + EndLength + comment < _file.Length)
        {
            Add($"{_file.Length - end - EndLength - comment} bytes stand behind the ZIP; they belong to no file in it.");
        }

        var directoryEnd = end;
        if (end >= 20 && Four(Read(end - 20, 4), 0) == Locator64)
        {
            var at = (long)BinaryPrimitives.ReadUInt64LittleEndian(Read(end - 12, 8));
            var wide = Read(at, 56);
            (size, start) = (Eight(wide, 40), Eight(wide, 48));
            directoryEnd = at;
        }

        if (start + size != directoryEnd)
        {
            Add($"{Math.Abs(directoryEnd - start - size)} bytes stand between the directory of the ZIP and its end.");
        }

        if (size <= MaxDirectory && start + size <= _file.Length)
        {
            CheckFiles(Entries(Read(start, (int)size)), start);
        }
    }

    // The last 22 bytes, or further in front when something was put behind them.
    private long? FindEnd()
    {
        var length = (int)Math.Min(_file.Length, EndLength + MaxComment + (1024 * 1024));
        var tail = Read(_file.Length - length, length);
        for (var at = length - EndLength; at >= 0; at--)
        {
            if (Four(tail, at) == EndOfDirectory)
            {
                return _file.Length - length + at;
            }
        }

        return null;
    }

    private List<Entry> Entries(byte[] directory)
    {
        var entries = new List<Entry>();
        for (var at = 0; at + EntryLength <= directory.Length && Four(directory, at) == DirectoryEntry; )
        {
            var (name, extra, comment) = (Two(directory, at + 28), Two(directory, at + 30), Two(directory, at + 32));
            var text = Encoding.UTF8.GetString(directory.AsSpan(at + EntryLength, Math.Min(name, directory.Length - at - EntryLength)));
            var fields = directory.AsSpan(
                Math.Min(at + EntryLength + name, directory.Length),
                Math.Clamp(directory.Length - at - EntryLength - name, 0, extra)
            );
            CheckExtra(fields, text, "the directory");
            if (comment > 0)
            {
                Add($"A comment of {comment} bytes stands beside {text} in the directory of the ZIP.");
            }

            entries.Add(
                new Entry(
                    text,
                    directory.AsSpan(at + 6, 22).ToArray(), // version needed to uncompressed size
                    Wide(fields, Four(directory, at + 20), Four(directory, at + 24), packed: true),
                    Wide(
                        fields,
                        Four(directory, at + 42),
                        Four(directory, at + 24),
                        packed: false,
                        Four(directory, at + 20) == uint.MaxValue
                    )
                )
            );
            at += EntryLength + name + extra + comment;
        }

        return entries;
    }

    private void CheckFiles(List<Entry> entries, long directory)
    {
        var expected = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.At))
        {
            if (entry.At != expected)
            {
                Add($"{Math.Abs(entry.At - expected)} bytes before {entry.Name} belong to no file in the ZIP.");
            }

            if (entry.At + LocalLength > _file.Length || Read(entry.At, LocalLength) is not { } local || Four(local, 0) != LocalHeader)
            {
                Add($"{entry.Name} has no header of its own where the directory says.");
                return;
            }

            var (name, extra) = (Two(local, 26), Two(local, 28));
            var text = Encoding.UTF8.GetString(Read(entry.At + LocalLength, name));
            if (text != entry.Name)
            {
                Add($"{entry.Name} has another name in its own header: {text}.");
            }

            CheckExtra(Read(entry.At + LocalLength + name, extra), entry.Name, "its own header");
            var hasDescriptor = (Two(local, 6) & 8) != 0;
            if (!local.AsSpan(4, hasDescriptor ? 10 : 22).SequenceEqual(entry.Header.AsSpan(0, hasDescriptor ? 10 : 22)))
            {
                Add($"The header of {entry.Name} and the directory of the ZIP say different things about it.");
            }

            expected = entry.At + LocalLength + name + extra + entry.Packed;
            expected += hasDescriptor ? DescriptorAt(expected) : 0;
        }

        if (expected != directory)
        {
            Add($"{Math.Abs(directory - expected)} bytes before the directory of the ZIP belong to no file in it.");
        }
    }

    private int DescriptorAt(long at)
    {
        var start = Read(at, 4);
        var hasSignature = Four(start, 0) == Descriptor;
        // Sizes of eight bytes are told by what follows: another header.
        foreach (var length in hasSignature ? new[] { 16, 24 } : [12, 20])
        {
            if (at + length + 4 <= _file.Length && Four(Read(at + length, 4), 0) is LocalHeader or DirectoryEntry or EndOfDirectory64)
            {
                return length;
            }
        }

        return hasSignature ? 16 : 12;
    }

    // Sizes beyond 4 GB are the only thing that our writer puts there.
    private void CheckExtra(ReadOnlySpan<byte> fields, string name, string where)
    {
        for (var at = 0; at < fields.Length; )
        {
            var isKnown = at + 4 <= fields.Length && BinaryPrimitives.ReadUInt16LittleEndian(fields[at..]) == Zip64;
            if (!isKnown)
            {
                Add($"{fields.Length - at} bytes stand in {where} of {name} that say nothing about the file.");
                return;
            }

            at += 4 + BinaryPrimitives.ReadUInt16LittleEndian(fields[(at + 2)..]);
        }
    }

    private static long Wide(ReadOnlySpan<byte> fields, long value, long unpacked, bool packed, bool packedIsWide = false)
    {
        if (value != uint.MaxValue || fields.Length < 12)
        {
            return value;
        }

        // In the order unpacked, packed, place, each only where the short field is full.
        var at = 4 + (unpacked == uint.MaxValue ? 8 : 0) + (!packed && packedIsWide ? 8 : 0);
        return at + 8 <= fields.Length ? (long)BinaryPrimitives.ReadUInt64LittleEndian(fields[at..]) : value;
    }

    private byte[] Read(long at, int length)
    {
        var bytes = new byte[length];
        _file.Position = Math.Clamp(at, 0, _file.Length);
        _ = _file.ReadAtLeast(bytes, length, throwOnEndOfStream: false);
        return bytes;
    }

    private void Add(FormattableString finding) => _findings.Add(finding.ToString(CultureInfo.InvariantCulture));

    private static int Two(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint Four(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long Eight(byte[] bytes, int at) => (long)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    /// <summary>One file of the directory.</summary>
    /// <param name="Header">What the directory says about it, from the version needed to the size.</param>
    /// <param name="Packed">Its length in the ZIP.</param>
    /// <param name="At">Where its own header stands.</param>
    private sealed record Entry(string Name, byte[] Header, long Packed, long At);
}
