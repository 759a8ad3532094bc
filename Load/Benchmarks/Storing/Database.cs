using System.Data.Common;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// A database to measure the store on: SQLite in a temporary folder, or the PostgreSQL of <see cref="Variable"/>. Shown by its name, since
/// an address holds a password.
/// </summary>
public sealed class Database
{
    /// <summary>The environment variable with the address of an empty PostgreSQL database that benchmarks may fill and empty.</summary>
    public const string Variable = "ICS2_BENCHMARK_POSTGRES";

    private readonly PostgresAddress? _postgres;

    internal Database(PostgresAddress? postgres) => _postgres = postgres;

    /// <summary>SQLite, and PostgreSQL when there is an address.</summary>
    public static IReadOnlyList<Database> All =>
        PostgresAddress.TryParse(Given, out var address, out _) ? [new(postgres: null), new(address)] : [new(postgres: null)];

    /// <summary>What is wrong with the address; null for nothing.</summary>
    public static string? Fault => Given.Length == 0 || PostgresAddress.TryParse(Given, out _, out var why) ? null : $"{Variable}: {why}.";

    private static string Given => Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <inheritdoc/>
    public override string ToString() => _postgres is null ? "SQLite" : "PostgreSQL";

    /// <summary>Opens the store of the product.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="InvalidOperationException">The database holds messages, which may be wanted.</exception>
    internal IStore Open(string folder)
    {
        IStore store = _postgres is null
            ? SqliteStore.Open(folder)
            : PostgresStore.Open(folder, _postgres, NullLogger<PostgresStore>.Instance);
        Expect.That(
            store.Messages(new MessageQuery(Direction: null, Party: null, 1)) is [],
            "a database without messages, since a benchmark deletes them (after one that was killed: drop and create it)"
        );
        return store;
    }

    /// <summary>Connects without the store, to a table <c>ics2_baseline</c> for rows with the bytes of two messages.</summary>
    /// <param name="folder">Where SQLite keeps its file.</param>
    internal DbConnection Connect(string folder)
    {
        DbConnection connection = _postgres is null
            ? new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "baseline.db"), Pooling = false }.ToString()
            )
            : new NpgsqlConnection(_postgres.ConnectionString);
        connection.Open();
        using var session = new Session(connection, leaveOpen: true);
        if (_postgres is null)
        {
            session.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"); // as the store has it
        }

        session.Execute("DROP TABLE IF EXISTS ics2_baseline");
        session.Execute($"CREATE TABLE ics2_baseline (id TEXT PRIMARY KEY, wire {Bytes} NOT NULL, receipt {Bytes} NOT NULL)");
        return connection;
    }

    private string Bytes => _postgres is null ? "BLOB" : "bytea";
}
