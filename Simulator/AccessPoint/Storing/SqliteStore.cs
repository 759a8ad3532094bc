using System.Collections.Concurrent;
using System.Data.Common;
using Ics2.AccessPoint.Settings;
using Ics2.Trust.Keeping;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

/// <summary>The store in one SQLite file, <c>accesspoint.db</c> in the data folder.</summary>
internal sealed class SqliteStore : SqlStore
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    private readonly string _connectionString;
    private readonly FolderGuard _guard;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<Session> _readers = [];
    private readonly ConcurrentBag<SqliteConnection> _connections;

    private SqliteStore(string connectionString, FolderGuard guard, SqliteConnection connection)
        : base(new Dialect(Snapshot: "BEGIN", SkipLocked: "", Texts: "json_each(@list)", Now: "0"))
    {
        this._connectionString = connectionString;
        this._guard = guard;
        _writer = new SqliteWriter(connection);
        _connections = [connection];
    }

    /// <summary>Its connections, for looking at what statements cost.</summary>
    internal IReadOnlyCollection<SqliteConnection> Connections => _connections;

    /// <summary>Only this process writes, and knows what it wrote; the sweep finds what a failed attempt put back.</summary>
    public override TimeSpan Poll => TimeSpan.FromSeconds(30);

    protected override string Node => "";

    /// <summary>Opens the store, and makes it when the folder is new.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no database.</exception>
    /// <exception cref="InvalidOperationException">Another process uses the folder, or the file was made by another version.</exception>
    public static SqliteStore Open(string folder)
    {
        var taken = FolderGuard.Take(folder);
        var path = Path.Combine(folder, AccessPointSettings.StoreFile);
        PrivateFiles.Make(path); // its journals get the same mode
        var file = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        SqliteConnection? connection = null;
        try
        {
#pragma warning disable CA2000 // belongs to the store, which is returned
            connection = Connect(file);
#pragma warning restore CA2000
            Schema.Prepare(connection);
            return new SqliteStore(file, taken, connection);
        }
        catch (Exception failure)
        {
            connection?.Dispose();
            taken.Dispose();
            if (failure is SqliteException damaged)
            {
                throw new InvalidDataException(
                    $"{path} cannot be used: {damaged.Message} Restore it, or start with another --data folder.",
                    damaged
                );
            }

            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        foreach (var reader in _readers)
        {
            reader.Dispose();
        }

        _guard.Dispose();
    }

    // Readers see the last commit and never wait for the writer (WAL).
    protected override T Read<T>(Func<Session, T> read)
    {
#pragma warning disable CA2000 // goes back into the bag, which DisposeAsync empties
        var session = _readers.TryTake(out var free) ? free : NewReader();
#pragma warning restore CA2000
        try
        {
            return read(session);
        }
        finally
        {
            _readers.Add(session);
        }
    }

    protected override Task<T> WriteAsync<T>(Func<Session, T> change) => _writer.WriteAsync(change);

    // There is one writer.
    protected override Dictionary<string, long> HeldVersions(Session session, IReadOnlyCollection<string> keys) => Versions(session, keys);

    protected override void HoldDecisions(Session session)
    {
        // The same: one writer.
    }

    protected override bool IsTaken(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: UniqueViolation };

    private Session NewReader()
    {
        var connection = Connect(_connectionString);
        _connections.Add(connection);
        return new Session(connection);
    }

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }
}
