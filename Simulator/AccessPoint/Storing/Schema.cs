using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

/// <summary>The tables. Instants are Unix milliseconds, UTC; big columns stand last, so that lists do not read them.</summary>
internal static class Schema
{
    private const int Version = 3;

    private const string Tables = """
        CREATE TABLE incoming (
            sequence INTEGER PRIMARY KEY, party TEXT NOT NULL, message_id TEXT NOT NULL, action TEXT NOT NULL, digest BLOB NOT NULL,
            received_at INTEGER NOT NULL, state INTEGER NOT NULL, note TEXT,
            receipt_type TEXT NOT NULL, receipt BLOB NOT NULL, wire_type TEXT NOT NULL, wire BLOB NOT NULL,
            UNIQUE (party, message_id)) STRICT;
        CREATE INDEX incoming_waiting ON incoming (sequence) WHERE state = 0;
        CREATE INDEX incoming_by_id ON incoming (message_id);

        CREATE TABLE outgoing (
            sequence INTEGER PRIMARY KEY, message_id TEXT NOT NULL UNIQUE, recipient TEXT NOT NULL, action TEXT NOT NULL, priority INTEGER NOT NULL,
            ref_to TEXT, created_at INTEGER NOT NULL, state INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL, note TEXT,
            delivered_at INTEGER, seal_references TEXT NOT NULL, receipt_type TEXT, receipt BLOB, wire_type TEXT NOT NULL, wire BLOB NOT NULL) STRICT;
        CREATE INDEX outgoing_order ON outgoing (recipient, priority, sequence) WHERE state = 0;
        CREATE INDEX outgoing_due ON outgoing (recipient, due_at) WHERE state = 0;

        CREATE TABLE operator (party TEXT PRIMARY KEY, channel INTEGER NOT NULL, push_url TEXT, connected INTEGER NOT NULL,
            aeo_security INTEGER NOT NULL, unsubscribed TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE filing (
            party TEXT NOT NULL, message_id TEXT NOT NULL, type TEXT NOT NULL, lrn TEXT, declarant TEXT, mrn TEXT, state INTEGER NOT NULL,
            received_at INTEGER NOT NULL, registered_at INTEGER, data TEXT NOT NULL, PRIMARY KEY (party, message_id)) STRICT;
        CREATE UNIQUE INDEX filing_mrn ON filing (mrn) WHERE mrn IS NOT NULL AND type <> 'F25';
        CREATE UNIQUE INDEX filing_live_lrn ON filing (declarant, lrn) WHERE state IN (1, 3);

        CREATE TABLE customs_key (key TEXT NOT NULL, party TEXT NOT NULL, message_id TEXT NOT NULL, PRIMARY KEY (key, party, message_id)) STRICT, WITHOUT ROWID;
        CREATE INDEX customs_key_filing ON customs_key (party, message_id);
        CREATE TABLE customs_key_version (key TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE customs_timer (
            party TEXT NOT NULL, message_id TEXT NOT NULL, kind INTEGER NOT NULL, mrn TEXT NOT NULL, due_at INTEGER NOT NULL,
            PRIMARY KEY (party, message_id, kind)) STRICT, WITHOUT ROWID;
        CREATE INDEX customs_timer_due ON customs_timer (due_at);

        CREATE TABLE customs_event (
            sequence INTEGER PRIMARY KEY, party TEXT NOT NULL, message_id TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL) STRICT;
        CREATE INDEX customs_event_filing ON customs_event (party, message_id);
        """;

    /// <summary>Sets the journal and makes the tables in a new file.</summary>
    /// <exception cref="InvalidOperationException">The file was made by another version.</exception>
    public static void Prepare(SqliteConnection connection)
    {
        // FULL: in WAL mode only this syncs at every commit, and a receipt promises that the message survives a power cut.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
        var version = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
        if (version == Version)
        {
            return;
        }

        if (version != 0)
        {
            throw new InvalidOperationException(
                $"{connection.DataSource} was made by another version of the simulator (data version {version}, expected {Version}). Start with another --data folder, or delete this one.");
        }

        Execute(connection, $"BEGIN; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
