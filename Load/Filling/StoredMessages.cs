using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ics2.Load.Filling;

/// <summary>
/// Fills the data folder of an access point: answered filings that it processed itself are the patterns, whose rows are written again and
/// again under other
/// references, in every table and column. Seals of the copies do not verify, and their compressed documents are those of the pattern;
/// nobody looks at either again.
/// </summary>
public sealed class StoredMessages : IDisposable
{
    private const int PerCommit = 1000;

    private readonly SqliteConnection _store;

    private StoredMessages(SqliteConnection store) => _store = store;

    /// <summary>Opens the store of a data folder. To write, nobody else may use it.</summary>
    /// <param name="folder">The data folder.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static StoredMessages Open(string folder)
    {
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "accesspoint.db"),
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        };
        var store = new SqliteConnection(file.ToString());
        try
        {
            store.Open();
            return new StoredMessages(store);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>How many messages it holds: those received and those of customs.</summary>
    public long Count() => Number("SELECT (SELECT count(*) FROM incoming) + (SELECT count(*) FROM outgoing)");

    /// <summary>When the first timer of a filing is due; null when none runs.</summary>
    public DateTimeOffset? FirstTimer() =>
        Number("SELECT coalesce(min(due_at), 0) FROM customs_timer") is var due and > 0
            ? DateTimeOffset.FromUnixTimeMilliseconds(due)
            : null;

    /// <summary>Adds copies until it holds a number of messages.</summary>
    /// <param name="messages">How many in all, received and sent.</param>
    /// <param name="tag">In the LRN of the filings that are the patterns.</param>
    /// <param name="cancellationToken">Stops; what was added is complete.</param>
    /// <exception cref="InvalidOperationException">There is no pattern.</exception>
    public void Fill(long messages, string tag, CancellationToken cancellationToken)
    {
        using var tables = CopiedTables.Of(_store);
        var patterns = FilingPattern.ReadAll(_store, tables, tag);
        if (patterns.Count == 0)
        {
            throw new InvalidOperationException($"The store holds no answered filing of the run {tag} to copy.");
        }

        // Without a log half as much is written. Whoever interrupts this leaves a file of no use, and its version says so.
        var version = Number("PRAGMA user_version");
        Execute(
            string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA journal_mode = DELETE; PRAGMA user_version = {-version}; PRAGMA journal_mode = OFF; PRAGMA synchronous = "
                    + $"OFF; PRAGMA cache_size = -131072;"
            )
        );
        var held = Count();
        var copies = (messages - held + patterns[0].Messages - 1) / patterns[0].Messages;
        for (long copy = 0; copy < copies && !cancellationToken.IsCancellationRequested; copy += PerCommit)
        {
            Execute("BEGIN IMMEDIATE");
            for (var i = copy; i < Math.Min(copy + PerCommit, copies); i++)
            {
                patterns[(int)(i % patterns.Count)].Write(new CopyName(i, copies));
            }

            Execute("COMMIT");
        }

        Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}; PRAGMA journal_mode = WAL;"));
    }

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

#pragma warning disable CA2100 // every caller passes a constant
    private long Number(string sql)
    {
        using var command = _store.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Execute(string sql)
    {
        using var command = _store.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
#pragma warning restore CA2100
}
