using Ics2.As4;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

/// <summary>One connection with its prepared statements.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> statements = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    /// <summary>Changes rows.</summary>
    /// <returns>How many.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Statement(sql, values).ExecuteNonQuery();

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var reader = Statement(sql, values).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads the only row.</summary>
    public T? Single<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class
    {
        using var reader = Statement(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        Connection.Dispose();
    }

    private SqliteCommand Statement(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            statement = Connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant; values are parameters
            statement.CommandText = sql;
#pragma warning restore CA2100
            statements.Add(sql, statement);
        }

        statement.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            statement.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return statement;
    }
}

/// <summary>Reading and writing the types of the tables.</summary>
internal static class SqliteValues
{
    public static long Stored(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>The bytes of a message as a parameter; copies only when they are part of a larger array.</summary>
    public static byte[] Stored(this ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array!.Length == segment.Count ? segment.Array : bytes.ToArray();

    public static DateTimeOffset Instant(this SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A message from its two columns, content type first.</summary>
    public static WireMessage Wire(this SqliteDataReader row, int column) => new(row.GetString(column), row.GetFieldValue<byte[]>(column + 1));
}
