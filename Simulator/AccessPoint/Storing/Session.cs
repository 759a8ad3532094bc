using System.Data.Common;
using Ics2.As4;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// One connection to the database with its statements. Parameters are written <c>@name</c>, which both databases understand.
/// </summary>
internal class Session(DbConnection connection, bool leaveOpen = false) : IDisposable
{
    private readonly Dictionary<string, DbCommand> _statements = new(StringComparer.Ordinal);

    /// <summary>Changes rows.</summary>
    /// <returns>How many.</returns>
    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Statement(sql, values).ExecuteNonQuery();

    /// <summary>
    /// Changes rows where nobody needs to know how many: now, or together with others before the next rows are read and before the commit.
    /// </summary>
    public virtual void Send(string sql, params ReadOnlySpan<(string Name, object? Value)> values) => Execute(sql, values);

    /// <summary>Makes the changes that were only sent.</summary>
    public virtual void Flush() { }

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
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
    public T? Single<T>(string sql, Func<DbDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> values)
        where T : class
    {
        using var reader = Statement(sql, values).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        if (!leaveOpen)
        {
            connection.Dispose();
        }
    }

    private DbCommand Statement(string sql, ReadOnlySpan<(string Name, object? Value)> values)
    {
        Flush();
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = connection.CreateCommand();
#pragma warning disable CA2100 // every caller passes a constant; values are parameters
            statement.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, _) in values)
            {
                var parameter = statement.CreateParameter();
                parameter.ParameterName = name;
                statement.Parameters.Add(parameter);
            }

            _statements.Add(sql, statement);
        }

        // New values in the same parameters: a statement that Npgsql has prepared by itself goes on with the ones it knows, whatever became
        // of the collection (Npgsql 10.0.3, as once in its issue 1429).
        foreach (var (name, value) in values)
        {
            statement.Parameters[name].Value = value ?? DBNull.Value;
        }

        return statement;
    }
}

/// <summary>Reading and writing the types of the tables.</summary>
internal static class StoredValues
{
    public static long Stored(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    /// <summary>The bytes of a message as a parameter; copies only when they are part of a larger array.</summary>
    public static byte[] Stored(this ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var segment) && segment.Array!.Length == segment.Count
            ? segment.Array
            : bytes.ToArray();

    public static DateTimeOffset Instant(this DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public static DateTimeOffset? InstantOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A message from its two columns, content type first.</summary>
    public static WireMessage Wire(this DbDataReader row, int column) => new(row.GetString(column), row.GetFieldValue<byte[]>(column + 1));
}
