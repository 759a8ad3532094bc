using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ics2.AccessPoint.Storing;

/// <summary>
/// The tables, for both databases. Instants are Unix milliseconds, UTC; big columns stand last, so that lists do not read them. What is
/// claimed or offered names the node that has it, for several nodes on one PostgreSQL.
/// </summary>
internal static class Schema
{
    private const int Version = 5;

    // In the words of SQLite; see Postgres for the other ones.
    private const string Tables = """
        CREATE TABLE incoming (
            sequence INTEGER PRIMARY KEY, party TEXT NOT NULL, message_id TEXT NOT NULL, action TEXT NOT NULL, digest BLOB NOT NULL,
            received_at INTEGER NOT NULL, state INTEGER NOT NULL, note TEXT, claimed_by TEXT NOT NULL, claimed_until INTEGER NOT NULL,
            receipt_type TEXT NOT NULL, receipt BLOB NOT NULL, wire_type TEXT NOT NULL, wire BLOB NOT NULL,
            UNIQUE (message_id, party)) STRICT;
        CREATE INDEX incoming_waiting ON incoming (sequence) WHERE state = 0;
        CREATE INDEX incoming_of ON incoming (party, sequence);

        CREATE TABLE outgoing (
            sequence INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, action TEXT NOT NULL, priority INTEGER NOT NULL,
            ref_to TEXT, created_at INTEGER NOT NULL, state INTEGER NOT NULL, due_at INTEGER NOT NULL, offered_by TEXT, attempts INTEGER NOT NULL, note TEXT,
            delivered_at INTEGER, seal_references TEXT NOT NULL, receipt_type TEXT, receipt BLOB, wire_type TEXT NOT NULL, wire BLOB NOT NULL) STRICT;
        CREATE INDEX outgoing_order ON outgoing (recipient, priority, sequence) WHERE state = 0;
        CREATE INDEX outgoing_due ON outgoing (recipient, due_at) WHERE state = 0;
        CREATE INDEX outgoing_failed ON outgoing (recipient) WHERE state = 2;
        CREATE INDEX outgoing_of ON outgoing (recipient, sequence);

        CREATE TABLE operator (party TEXT PRIMARY KEY, channel INTEGER NOT NULL, push_url TEXT, connected INTEGER NOT NULL,
            aeo_security INTEGER NOT NULL, unsubscribed TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE filing (
            sequence INTEGER PRIMARY KEY, party TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, lrn TEXT, declarant TEXT, mrn TEXT,
            state INTEGER NOT NULL, received_at INTEGER NOT NULL, registered_at INTEGER, data TEXT NOT NULL, UNIQUE (party, message_id)) STRICT;
        CREATE UNIQUE INDEX filing_mrn ON filing (mrn) WHERE mrn IS NOT NULL AND type <> 'F25';
        CREATE UNIQUE INDEX filing_live_lrn ON filing (declarant, lrn) WHERE state IN (1, 3);

        CREATE TABLE customs_key (key TEXT NOT NULL, party TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (key, party, message_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX customs_key_filing ON customs_key (party, message_id);
        CREATE TABLE customs_key_version (key TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE customs_timer (
            party TEXT NOT NULL, message_id TEXT NOT NULL, kind INTEGER NOT NULL, mrn TEXT NOT NULL, due_at INTEGER NOT NULL, claimed_until INTEGER NOT NULL,
            PRIMARY KEY (party, message_id, kind)) STRICT, WITHOUT ROWID;
        CREATE INDEX customs_timer_due ON customs_timer (due_at);

        CREATE TABLE customs_event (
            sequence INTEGER PRIMARY KEY, party TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL) STRICT;
        CREATE INDEX customs_event_filing ON customs_event (party, message_id);

        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """;

    // Seals and keys do not compress, so nobody shall try. Rows that change often keep room for the change on their page.
    private const string Tuning = """
        ALTER TABLE incoming ALTER COLUMN wire SET STORAGE EXTERNAL, ALTER COLUMN receipt SET STORAGE EXTERNAL;
        ALTER TABLE outgoing ALTER COLUMN wire SET STORAGE EXTERNAL, ALTER COLUMN receipt SET STORAGE EXTERNAL;
        ALTER TABLE customs_key_version SET (fillfactor = 70);
        """;

    private static string Postgres =>
        Tables
            .Replace("INTEGER PRIMARY KEY", "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", StringComparison.Ordinal)
            .Replace("INTEGER", "bigint", StringComparison.Ordinal)
            .Replace("BLOB", "bytea", StringComparison.Ordinal)
            .Replace(") STRICT, WITHOUT ROWID;", ");", StringComparison.Ordinal)
            .Replace(") STRICT;", ");", StringComparison.Ordinal);

    /// <summary>Sets the journal and makes the tables in a new file.</summary>
    /// <exception cref="InvalidOperationException">The file was made by another version.</exception>
    /// <exception cref="InvalidDataException">A page of it is damaged.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        // FULL: in WAL mode only this syncs at every commit, and a receipt promises that the message survives a power cut.
        using var session = new Session(connection, leaveOpen: true);
        session.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");

        // 16 MB instead of 4: pages of indexes that change with every message are copied into the file a quarter as often.
        session.Execute("PRAGMA wal_autocheckpoint = 4000");
        var version = session.Query("PRAGMA user_version", row => row.GetInt32(0))[0];
        if (!IsMade(version, connection.DataSource, "Start with another --data folder, or delete this one."))
        {
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"BEGIN; {Tables} PRAGMA user_version = {Version}; COMMIT;"));
        }
        else if (session.Query("PRAGMA quick_check(1)", row => row.GetString(0))[0] is not "ok" and var damage)
        {
            // Better now than in the middle of somebody's filing.
            throw new InvalidDataException(
                $"{connection.DataSource} is damaged: {damage.ReplaceLineEndings(" ")}. Restore it, or start with another --data folder."
            );
        }
    }

    /// <summary>Makes the tables in a new database. Nodes that start together take turns.</summary>
    /// <exception cref="InvalidOperationException">They were made by another version.</exception>
    public static void Prepare(NpgsqlConnection connection)
    {
        const long turn = 0x49435332; // "ICS2"
        using var transaction = connection.BeginTransaction();
        using var session = new Session(connection, leaveOpen: true);
        session.Execute("SELECT pg_advisory_xact_lock(@turn)", ("@turn", turn));
        var made = session.Query("SELECT to_regclass('store_version') IS NOT NULL", row => row.GetBoolean(0))[0];
        var version = made ? session.Query("SELECT version FROM store_version", row => row.GetInt32(0))[0] : 0;
        if (!IsMade(version, $"The database {connection.Database}", "Give --store another database, or drop this one."))
        {
            session.Execute(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Postgres} {Tuning} CREATE TABLE store_version AS SELECT {Version} AS version"
                )
            );
        }

        transaction.Commit();
    }

    private static bool IsMade(int version, string place, string remedy) =>
        version switch
        {
            Version => true,
            0 => false,
            _ => throw new InvalidOperationException(
                $"{place} was made by another version of the simulator (data version {version}, expected {Version}). {remedy}"
            ),
        };
}
