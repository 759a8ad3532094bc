using System.Data.Common;
using System.Text;
using Ics2.AccessPoint.Settings;
using Ics2.Trust.Keeping;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// The store in a PostgreSQL database that several nodes share. Each change is a transaction of its own, and PostgreSQL writes those of one
/// moment
/// to disk together. What two nodes could do at once is claimed: a claim names its node, ends by itself, and is only a courtesy; that
/// nothing is done twice is decided by the state of the message and the versions of the keys, inside the transaction.
/// </summary>
internal sealed class PostgresStore : SqlStore
{
    // What decides how long the work of a killed node is left alone.
    private const string ClaimEnds = Clock + " + 10000";
    private const string Clock = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)";

    private readonly FolderGuard _guard;
    private readonly PostgresDatabase _database;

    private PostgresStore(FolderGuard guard, PostgresDatabase database, string node)
        : base(
            new Dialect(
                Snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
                SkipLocked: "FOR UPDATE SKIP LOCKED",
                Texts: "jsonb_array_elements_text(CAST(@list AS jsonb)) AS texts(value)",
                Clock
            )
        )
    {
        this._guard = guard;
        this._database = database;
        Node = node;
    }

    public override TimeSpan Poll => TimeSpan.FromSeconds(1);

    protected override string Node { get; }

    /// <summary>Opens the store, and makes its tables when the database is empty.</summary>
    /// <param name="folder">The data folder, which makes the node: it keeps the node's name, so that a node started anew knows what it had
    /// claimed.</param>
    /// <param name="address">Where the database is.</param>
    /// <param name="log">Told when the database goes and comes back.</param>
    /// <exception cref="InvalidOperationException">Another process uses the folder, or the tables were made by another version.</exception>
    /// <exception cref="IOException">The database does not answer, or refuses the user.</exception>
    public static PostgresStore Open(string folder, PostgresAddress address, ILogger<PostgresStore> log)
    {
        var taken = FolderGuard.Take(folder);
        PostgresDatabase? opened = null;
        try
        {
#pragma warning disable CA2000 // belongs to the store, which is returned
            opened = new PostgresDatabase(address, log);
#pragma warning restore CA2000
            opened.Open(Schema.Prepare);
            return new PostgresStore(taken, opened, NodeName(folder));
        }
        catch
        {
            opened?.Dispose();
            taken.Dispose();
            throw;
        }
    }

    // Another node that finds nothing in its own queue takes what the receiving node leaves for long.
    public override IReadOnlyList<long> Waiting() =>
        Read(session =>
            session.Query(
                $"SELECT sequence FROM incoming WHERE state = 0 AND (claimed_until <= {Clock} OR claimed_by = @node) ORDER BY sequence LIMIT 1000",
                row => row.GetInt64(0),
                ("@node", Node)
            )
        );

    // What this node recorded a moment ago is its own already; everything else is claimed first.
    public override async Task<WaitingMessage?> TakeUpAsync(long sequence) =>
        Read(session =>
            session.Single(
                $"SELECT {WaitingColumns} FROM incoming WHERE sequence = @sequence AND state = 0 AND claimed_by = @node AND claimed_until > {Clock}",
                ReadWaiting,
                ("@sequence", sequence),
                ("@node", Node)
            )
        )
        ?? await WriteOneAsync(session =>
            session.Single(
                $"""
                UPDATE incoming SET claimed_by = @node, claimed_until = {ClaimEnds}
                WHERE sequence = (
                    SELECT sequence FROM incoming WHERE sequence = @sequence AND state = 0
                        AND (claimed_until <= {Clock} OR claimed_by = @node) FOR UPDATE SKIP LOCKED)
                RETURNING {WaitingColumns}
                """,
                ReadWaiting,
                ("@sequence", sequence),
                ("@node", Node)
            )
        );

    public override async Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now)
    {
        var due = Read(session =>
            session.Query("SELECT due_at FROM customs_timer WHERE due_at <= @now LIMIT 1", row => row.GetInt64(0), ("@now", now.Stored()))
        );
        return due.Count == 0 ? [] : (
                await WriteOneAsync(session =>
                    session.Query(
                        $"""
                        WITH due AS MATERIALIZED (
                            SELECT party, message_id, kind FROM customs_timer WHERE due_at <= @now AND claimed_until <= {Clock}
                                ORDER BY due_at LIMIT 50 FOR UPDATE SKIP LOCKED)
                        UPDATE customs_timer t SET claimed_until = {ClaimEnds} FROM due
                            WHERE t.party = due.party AND t.message_id = due.message_id AND t.kind = due.kind
                        RETURNING t.mrn, t.kind, t.due_at
                        """,
                        ReadTimer,
                        ("@now", now.Stored())
                    )
                )
            ).OrderBy(timer => timer.Due).ToList();
    }

    public override ValueTask DisposeAsync()
    {
        _database.Dispose();
        _guard.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override T Read<T>(Func<Session, T> read) => _database.Read(read);

    protected override Task<T> WriteAsync<T>(Func<Session, T> change) => _database.WriteAsync(change, isOne: false);

    protected override Task<T> WriteOneAsync<T>(Func<Session, T> change) => _database.WriteAsync(change, isOne: true);

    // Locks each key, one after the other in an order that all keep, also those that nobody has used yet.
    protected override Dictionary<string, long> HeldVersions(Session session, IReadOnlyCollection<string> keys) =>
        session
            .Query(
                """
                INSERT INTO customs_key_version (key, version)
                    SELECT value, 0 FROM jsonb_array_elements_text(CAST(@list AS jsonb)) AS texts(value) ORDER BY value
                ON CONFLICT (key) DO UPDATE SET version = customs_key_version.version
                RETURNING key, version
                """,
                row => KeyValuePair.Create(row.GetString(0), row.GetInt64(1)),
                ("@list", List(keys))
            )
            .ToDictionary(StringComparer.Ordinal);

    protected override void HoldDecisions(Session session) => session.Execute("LOCK TABLE customs_key_version IN EXCLUSIVE MODE");

    protected override bool IsTaken(DbException failure) => failure is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static string NodeName(string folder)
    {
        var file = Path.Combine(folder, "node.id");
        if (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            PrivateFiles.Write(file, Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N")));
        }

        return File.ReadAllText(file).Trim();
    }
}
