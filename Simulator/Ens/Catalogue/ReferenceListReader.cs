using System.Globalization;
using System.Runtime.CompilerServices;

namespace Ics2.Ens.Catalogue;

/// <summary>
/// Reads <c>reference/CL244.tsv</c>: lines with <c>#</c> say where it comes from, the first other line names the columns, separated by
/// tabs. Needed is <c>code</c>; understood are <c>flags</c> (also named roles, functions, group, lists), <c>from</c>, <c>to</c>
/// (yyyy-MM-dd, both included) and <c>name</c>. A code cell may hold several codes that begin alike: <c>GB: BEL LAR</c>.
/// </summary>
internal sealed class ReferenceListReader
{
    private static readonly string[] FlagColumns = ["flags", "roles", "functions", "group", "lists"];

    private readonly BoundedLines _lines;
    private readonly ReferenceListBuilder _list;
    private Columns _columns = new(-1, -1, -1, -1, -1);

    private ReferenceListReader(TextReader reader, string file)
    {
        _lines = new BoundedLines(reader, file);
        _list = new ReferenceListBuilder(_lines);
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
            if (IsEntry(line) && _columns.Name >= 0)
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
            if (IsEntry(line))
            {
                Take(line);
            }
        }

        return _list.Count > 0 ? _list.Build() : throw _lines.Error("the list has no codes");
    }

    /// <summary>False for remarks, empty lines, and for the line with the names of the columns, which are kept.</summary>
    private bool IsEntry(ReadOnlySpan<char> line)
    {
        if (line.IsWhiteSpace() || line[0] == '#')
        {
            return false;
        }

        if (_columns.Code >= 0)
        {
            return true;
        }

        string[] names = line.ToString().Split('\t');
        _columns = new Columns(
            Array.IndexOf(names, "code"),
            Array.FindIndex(names, name => FlagColumns.Contains(name, StringComparer.Ordinal)),
            Array.IndexOf(names, "from"),
            Array.IndexOf(names, "to"),
            Array.IndexOf(names, "name")
        );
        return _columns.Code >= 0 ? false : throw _lines.Error("expected the names of the columns, separated by tabs, among them 'code'");
    }

    // The embedded lists are read at the start of a process, before the runtime has optimised anything: hence plain loops, and the attribute.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(ReadOnlySpan<char> line)
    {
        var cell = Cell(line, _columns.Code);
        if (_columns.Flags >= 0)
        {
            _list.Flags(Cell(line, _columns.Flags));
        }

        if (_columns.From >= 0 || _columns.To >= 0)
        {
            _list.InForce(Day(line, _columns.From, DateOnly.MinValue), Day(line, _columns.To, DateOnly.MaxValue));
        }

        var colon = cell.IndexOf(':');
        if (colon < 0)
        {
            _list.Add(default, cell);
            return;
        }

        var beginning = cell[..colon];
        for (var start = colon + 1; start < cell.Length; )
        {
            var end = start;
            while (end < cell.Length && cell[end] != ' ')
            {
                end++;
            }

            if (end > start)
            {
                _list.Add(beginning, cell[start..end]);
            }

            start = end + 1;
        }
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
        while (column-- > 0)
        {
            var tab = line.IndexOf('\t');
            if (tab < 0)
            {
                return default;
            }

            line = line[(tab + 1)..];
        }

        var end = line.IndexOf('\t');
        return (end < 0 ? line : line[..end]).Trim(' ');
    }

    private sealed record Columns(int Code, int Flags, int From, int To, int Name);
}
