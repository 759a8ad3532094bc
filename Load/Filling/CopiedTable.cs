using Microsoft.Data.Sqlite;

namespace Ics2.Load.Filling;

/// <summary>A table of the store: reads rows of a pattern, and writes those of copies. It goes by the columns that the table has.</summary>
internal sealed class CopiedTable : IDisposable
{
    private const string Sequence = "sequence"; // the store counts by itself

    private readonly SqliteCommand _read,
        _write;

    /// <summary>Gets ready for a table.</summary>
    /// <param name="name">The table.</param>
    /// <param name="rows">Which rows belong to the filing <c>@party</c>, <c>@id</c>.</param>
    /// <param name="isShared">Whether copies may have a row in common.</param>
    public CopiedTable(SqliteConnection store, string name, string rows, bool isShared)
    {
        Name = name;
        _read = store.CreateCommand();
        _write = store.CreateCommand();
        var all = ColumnsOf(store, name);
        Columns = [.. all.Where(column => column != Sequence)];
#pragma warning disable CA2100 // all of it is written in FilingPattern or comes from the schema
        _read.CommandText =
            $"SELECT {string.Join(", ", Columns)} FROM {name} WHERE {rows}{(all.Contains(Sequence, StringComparer.Ordinal) ? " ORDER BY sequence" : "")}";
        _write.CommandText =
            $"INSERT INTO {name} ({string.Join(", ", Columns)}) VALUES "
            + $"({string.Join(", ", Columns.Select(column => "@" + column))}){(isShared ? " ON CONFLICT DO NOTHING" : "")}";
#pragma warning restore CA2100
        foreach (var column in Columns)
        {
            _write.Parameters.Add(new SqliteParameter { ParameterName = "@" + column });
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What is copied.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows of a filing.</summary>
    public List<object[]> Read(string party, string messageId)
    {
        _read.Parameters.Clear();
        _read.Parameters.AddWithValue("@party", party);
        _read.Parameters.AddWithValue("@id", messageId);
        using var reader = _read.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[Columns.Count];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Writes the copy of a row.</summary>
    public void Write(Func<CopyName, object>[] row, CopyName name)
    {
        for (var i = 0; i < row.Length; i++)
        {
            _write.Parameters[i].Value = row[i](name);
        }

        _write.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _read.Dispose();
        _write.Dispose();
    }

    private static List<string> ColumnsOf(SqliteConnection store, string table)
    {
        using var columns = store.CreateCommand();
        columns.CommandText = "SELECT name FROM pragma_table_info(@table) ORDER BY cid";
        columns.Parameters.AddWithValue("@table", table);
        using var reader = columns.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
