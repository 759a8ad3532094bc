using Npgsql;

namespace Ics2.AccessPoint.Storing;

/// <summary>A session with PostgreSQL; changes that are only sent go there together, since each way costs more than the change.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection) : Session(connection)
{
    private readonly NpgsqlBatch _batch = new(connection);

    /// <summary>Begins a transaction.</summary>
    public NpgsqlTransaction Begin() => connection.BeginTransaction();

    public override void Send(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
#pragma warning disable CA2100 // every caller passes a constant; values are parameters
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        _batch.BatchCommands.Add(command);
    }

    public override void Flush()
    {
        if (_batch.BatchCommands.Count > 0)
        {
            _batch.ExecuteNonQuery();
            _batch.BatchCommands.Clear();
        }
    }

    protected override void Dispose(bool disposing)
    {
        _batch.Dispose();
        base.Dispose(disposing);
    }
}
