using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

/// <summary>The store in one SQLite file, <c>accesspoint.db</c> in the data folder.</summary>
internal sealed partial class SqliteStore : IStore
{
    private readonly string connectionString;
    private readonly FileStream guard;
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<SqliteSession> readers = [];

    private SqliteStore(string connectionString, FileStream guard, SqliteConnection connection)
    {
        this.connectionString = connectionString;
        this.guard = guard;
        writer = new SqliteWriter(connection);
    }

    /// <summary>Opens the store, and makes it when the folder is new.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or no database.</exception>
    /// <exception cref="InvalidOperationException">Another process uses the folder, or the file was made by another version.</exception>
    public static SqliteStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "accesspoint.db"), Pooling = false }.ToString();
        var taken = Guard(folder);
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
                throw new InvalidDataException($"{Path.Combine(folder, "accesspoint.db")} cannot be used: {damaged.Message} Restore it, or start with another --data folder.", damaged);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        foreach (var reader in readers)
        {
            reader.Dispose();
        }

        await guard.DisposeAsync();
    }

    // Two processes on one file would each believe in their own leases.
    private static FileStream Guard(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "accesspoint.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse)
        {
            throw new InvalidOperationException($"The data folder {folder} is in use by another access point; stop that one or choose another --data folder.", inUse);
        }
    }

    private static SqliteConnection Connect(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    // Readers see the last commit and never wait for the writer (WAL).
    private T Read<T>(Func<SqliteSession, T> read)
    {
#pragma warning disable CA2000 // goes back into the bag, which DisposeAsync empties
        var session = readers.TryTake(out var free) ? free : new SqliteSession(Connect(connectionString));
#pragma warning restore CA2000
        try
        {
            return read(session);
        }
        finally
        {
            readers.Add(session);
        }
    }
}
