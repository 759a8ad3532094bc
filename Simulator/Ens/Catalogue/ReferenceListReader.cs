using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>reference/CL244.tsv</c>: lines with <c>#</c> say where it comes from, the first other line names the columns, separated by
/// tabs. Needed is <c>code</c>; understood are <c>flags</c> (also named roles, functions, group, lists), <c>from</c>, <c>to</c>
/// (yyyy-MM-dd, both included) and <c>name</c>. A code cell may hold several codes that begin alike: <c>GB: BEL LAR</c>.
/// </summary>
internal sealed class ReferenceListReader
{
    private const int MaxWidth = 35;

    private static readonly string[] FlagColumns = ["flags", "roles", "functions", "group", "lists"];

    private readonly BoundedLines _lines;
    private readonly List<Entry> _entries = [];
    private readonly StringBuilder _codes = new();
    private readonly Dictionary<string, ushort> _flagNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> _flagLookup;
    private Columns _columns = new(-1, -1, -1, -1, -1);

    private ReferenceListReader(TextReader reader, string file)
    {
        _lines = new BoundedLines(reader, file);
        _flagLookup = _flagNumbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Reads the codes; names are left out.</summary>
    /// <exception cref="SpecPackException">The file cannot be understood; the message names the line.</exception>
    public static ReferenceList Read(IPackFiles files, string file)
    {
        using var reader = files.Open(file) ?? throw new SpecPackException($"The spec pack has no file {file}.");
        return new ReferenceListReader(reader, file).Read();
    }

    /// <summary>Reads the names alone: they are asked for where a person reads them, and cost more than the codes.</summary>
    public static Dictionary<string, string> ReadNames(IPackFiles files, string file)
    {
        using var reader = files.Open(file) ?? throw new SpecPackException($"The spec pack has no file {file}.");
        return new ReferenceListReader(reader, file).ReadNames();
    }

    private Dictionary<string, string> ReadNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        while (_lines.TryNext(out var line))
        {
            if (!IsHeader(line) && line.Length > 0 && line[0] != '#' && _columns.Name >= 0)
            {
                names[Cell(line, _columns.Code).ToString()] = Cell(line, _columns.Name).ToString();
            }
        }

        return names;
    }

    private ReferenceList Read()
    {
        while (_lines.TryNext(out var line))
        {
            if (!line.IsWhiteSpace() && line[0] != '#' && !IsHeader(line))
            {
                Take(line);
            }
        }

        return _entries.Count > 0 ? Sorted() : throw _lines.Error("the list has no codes");
    }

    private bool IsHeader(ReadOnlySpan<char> line)
    {
        if (_columns.Code >= 0 || line.Length == 0 || line[0] == '#')
        {
            return false;
        }

        string[] names = line.ToString().Split('\t');
        _columns = new Columns(
            Array.IndexOf(names, "code"),
            Array.FindIndex(names, name => FlagColumns.Contains(name, StringComparer.Ordinal)),
            Array.IndexOf(names, "from"),
            Array.IndexOf(names, "to"),
            Array.IndexOf(names, "name")
        );
        return _columns.Code >= 0 ? true : throw _lines.Error("expected the names of the columns, separated by tabs, among them 'code'");
    }

    private void Take(ReadOnlySpan<char> line)
    {
        var cell = Cell(line, _columns.Code);
        var flags = FlagNumber(_columns.Flags < 0 ? default : Cell(line, _columns.Flags));
        var from = Day(line, _columns.From, DateOnly.MinValue);
        var to = Day(line, _columns.To, DateOnly.MaxValue);
        var colon = cell.IndexOf(':');
        if (colon < 0)
        {
            Add("", cell, flags, from, to);
            return;
        }

        foreach (var part in cell[(colon + 1)..].Split(' '))
        {
            var ending = cell[(colon + 1)..][part];
            if (!ending.IsEmpty)
            {
                Add(cell[..colon], ending, flags, from, to);
            }
        }
    }

    private void Add(ReadOnlySpan<char> beginning, ReadOnlySpan<char> ending, ushort flags, DateOnly from, DateOnly to)
    {
        var length = beginning.Length + ending.Length;
        if (length is 0 or > MaxWidth || ending.ContainsAnyExceptInRange('!', '~') || beginning.ContainsAnyExceptInRange('!', '~'))
        {
            throw _lines.Error($"'{beginning}{ending}' is no code; expected 1 to {MaxWidth} ASCII characters without spaces");
        }

        _entries.Add(new Entry(_codes.Length, (byte)length, flags, from, to, _lines.Number));
        _codes.Append(beginning).Append(ending);
    }

    private ushort FlagNumber(ReadOnlySpan<char> text)
    {
        if (_flagLookup.TryGetValue(text, out var number))
        {
            return number;
        }

        return _flagNumbers.Count < ushort.MaxValue
            ? _flagNumbers[text.ToString()] = (ushort)_flagNumbers.Count
            : throw _lines.Error("the list has too many different flags");
    }

    private DateOnly Day(ReadOnlySpan<char> line, int column, DateOnly otherwise)
    {
        var text = column < 0 ? default : Cell(line, column);
        if (text.IsEmpty)
        {
            return otherwise;
        }

        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw _lines.Error($"'{text}' is no day; expected yyyy-MM-dd");
    }

    private static ReadOnlySpan<char> Cell(ReadOnlySpan<char> line, int column)
    {
        foreach (var cell in line.Split('\t'))
        {
            if (column-- == 0)
            {
                return line[cell].Trim();
            }
        }

        return default;
    }

    private ReferenceList Sorted()
    {
        var width = _entries.Max(entry => entry.Length);
        var text = _codes.ToString();
        var entries = CollectionsMarshal.AsSpan(_entries);
        entries.Sort((one, other) => Code(text, one).SequenceCompareTo(Code(text, other)));
        var codes = new byte[entries.Length * width];
        var flags = _columns.Flags < 0 ? null : new ushort[entries.Length];
        var validity = _columns.From < 0 && _columns.To < 0 ? null : new (DateOnly, DateOnly)[entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            var code = Code(text, entries[i]);
            if (i > 0 && code.SequenceEqual(Code(text, entries[i - 1])))
            {
                throw Twice(code, entries[i - 1].Line, entries[i].Line);
            }

            Encoding.ASCII.GetBytes(code, codes.AsSpan(i * width, width));
            if (flags is not null)
            {
                flags[i] = entries[i].Flags;
            }

            if (validity is not null)
            {
                validity[i] = (entries[i].From, entries[i].To);
            }
        }

        return new ReferenceList(codes, width, flags, [.. _flagNumbers.OrderBy(flag => flag.Value).Select(flag => flag.Key)], validity);
    }

    private SpecPackException Twice(ReadOnlySpan<char> code, int one, int other) =>
        _lines.ErrorAt(
            Math.Max(one, other),
            string.Create(CultureInfo.InvariantCulture, $"the code '{code}' stands in line {Math.Min(one, other)} already")
        );

    private static ReadOnlySpan<char> Code(string text, Entry entry) => text.AsSpan(entry.Start, entry.Length);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Start, byte Length, ushort Flags, DateOnly From, DateOnly To, int Line);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Columns(int Code, int Flags, int From, int To, int Name);
}
