using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Ics2.Rehearsal.Running.Bindings;

/// <summary>The table under a step: its first row names the columns.</summary>
public sealed class DataTable
{
    /// <summary>Creates a table without rows.</summary>
    /// <param name="header">The names of the columns; each may stand once.</param>
    public DataTable(params string[] header)
    {
        if (header.Length == 0)
        {
            throw new ArgumentException("A table has at least one column.", nameof(header));
        }

        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"The table has two columns named '{twice.Key}'.", nameof(header));
        }

        Header = header;
        Rows = new DataTableRows();
    }

    /// <summary>The names of the columns.</summary>
    public ICollection<string> Header { get; }

    /// <summary>The rows below the header.</summary>
    public DataTableRows Rows { get; }

    /// <summary>The number of rows below the header.</summary>
    public int RowCount => Rows.Count;

    /// <summary>Adds a row with one cell per column.</summary>
    /// <param name="cells">The cells, in the order of the columns.</param>
    public void AddRow(params string[] cells)
    {
        if (cells.Length != Header.Count)
        {
            throw new ArgumentException($"The table has {Header.Count} columns, the row has {cells.Length} cells.", nameof(cells));
        }

        Rows.Add(new DataTableRow(this, cells));
    }
}

/// <summary>The rows of a table.</summary>
public sealed class DataTableRows : IReadOnlyList<DataTableRow>
{
    private readonly List<DataTableRow> rows = [];

    /// <inheritdoc/>
    public int Count => rows.Count;

    /// <inheritdoc/>
    public DataTableRow this[int index] => rows[index];

    /// <inheritdoc/>
    public IEnumerator<DataTableRow> GetEnumerator() => rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(DataTableRow row) => rows.Add(row);
}

/// <summary>One row of a table, read by column.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "The name is Reqnroll's.")]
public sealed class DataTableRow : IReadOnlyDictionary<string, string>
{
    private readonly DataTable table;
    private readonly string[] cells;

    internal DataTableRow(DataTable table, string[] cells) => (this.table, this.cells) = (table, cells);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => table.Header;

    /// <inheritdoc/>
    public IEnumerable<string> Values => cells;

    /// <inheritdoc/>
    public int Count => cells.Length;

    /// <summary>The cell of a column.</summary>
    /// <param name="key">The name of the column.</param>
    public string this[string key] =>
        TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException(
                $"The table has no column '{key}'; its columns are {string.Join(", ", table.Header.Select(name => $"'{name}'"))}."
            );

    /// <summary>The cell of a column by its place, counted from zero.</summary>
    /// <param name="index">The place of the column.</param>
    public string this[int index] => cells[index];

    /// <inheritdoc/>
    public bool ContainsKey(string key) => table.Header.Contains(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        var index = Array.IndexOf((string[])table.Header, key);
        value = index < 0 ? null : cells[index];
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => table.Header.Zip(cells, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
