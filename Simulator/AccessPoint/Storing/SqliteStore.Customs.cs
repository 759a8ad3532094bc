using System.Text.Json;
using Ics2.Customs;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

internal sealed partial class SqliteStore
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    // Versions of keys stay: a decision that was made before has to be outdated afterwards.
    private static readonly string[] Forget =
    [
        "UPDATE customs_key_version SET version = version + 1", "DELETE FROM customs_event", "DELETE FROM customs_timer", "DELETE FROM customs_key",
        "DELETE FROM filing", "DELETE FROM outgoing", "DELETE FROM incoming",
    ];

    private static readonly JsonSerializerOptions EventJson = new(JsonSerializerDefaults.Web);

    public LoadedState CustomsState(IEnumerable<string> keys) => Read(session => Load(session, keys));

    public Filing? Filing(string mrn) => Read(session => session.Single("SELECT data FROM filing WHERE mrn = $mrn AND type <> 'F25'", ReadFiling, ("$mrn", mrn)));

    public IReadOnlyList<Filing> Filings(int limit) => Read(session => session.Query(
        "SELECT data FROM filing WHERE state <> 0 ORDER BY received_at DESC, rowid DESC LIMIT $limit", ReadFiling, ("$limit", limit)));

    public IReadOnlyList<StoredEvent> History(FilingKey key) => Read(session => session.Query(
        "SELECT kind, at, data FROM customs_event WHERE party = $party AND message_id = $id ORDER BY sequence",
        row => new StoredEvent(row.GetString(0), row.Instant(1), row.GetString(2)),
        ("$party", key.Party),
        ("$id", key.MessageId)));

    public IReadOnlyList<StoredTimer> DueTimers(DateTimeOffset now) => Read(session => session.Query(
        "SELECT mrn, kind, due_at FROM customs_timer WHERE due_at <= $now ORDER BY due_at LIMIT 1000",
        row => new StoredTimer(row.GetString(0), (TimerKind)row.GetInt32(1), row.Instant(2)),
        ("$now", now.Stored())));

    public DateTimeOffset? NextTimerDue() => Read(session => session.Query("SELECT min(due_at) FROM customs_timer", row => row.InstantOrNull(0))[0]);

    public Task<Completion> CompleteAsync(long sequence, Decided decided) => KeepAsync(session =>
    {
        if (IsOutdated(session, decided))
        {
            return Completion.Outdated;
        }

        // The claim: only one of however many workers finds the message waiting.
        var claimed = session.Execute("UPDATE incoming SET state = $done WHERE sequence = $sequence AND state = 0", ("$done", (int)IncomingState.Processed), ("$sequence", sequence));
        return claimed == 0 ? Completion.AlreadyDone : Store(session, decided);
    });

    public Task<Completion> StoreAsync(Decided decided) => KeepAsync(session => IsOutdated(session, decided) ? Completion.Outdated : Store(session, decided));

    public Task ResetAsync() => writer.WriteAsync(session =>
    {
        foreach (var delete in Forget)
        {
            session.Execute(delete);
        }

        return 0;
    });

    // Filings under the keys, then those that share a document or receptacle with them, until no more come (CustomsKeys).
    private static LoadedState Load(SqliteSession session, IEnumerable<string> keys)
    {
        // One snapshot: versions and filings have to belong together.
        session.Execute("BEGIN");
        try
        {
            var versions = new Dictionary<string, long>(StringComparer.Ordinal);
            var found = new Dictionary<FilingKey, Filing>();
            var open = new Queue<string>(keys);
            while (open.TryDequeue(out var key))
            {
                if (versions.ContainsKey(key))
                {
                    continue;
                }

                versions[key] = VersionOf(session, key);
                foreach (var filing in session.Query(
                    "SELECT f.data FROM customs_key k JOIN filing f ON f.party = k.party AND f.message_id = k.message_id WHERE k.key = $key", ReadFiling, ("$key", key)))
                {
                    if (found.TryAdd(filing.Key, filing))
                    {
                        foreach (var link in CustomsKeys.Of(filing).Where(CustomsKeys.IsLink))
                        {
                            open.Enqueue(link);
                        }
                    }
                }
            }

            return new LoadedState(Customs.CustomsState.Of(found.Values), versions);
        }
        finally
        {
            session.Execute("COMMIT");
        }
    }

    private static long VersionOf(SqliteSession session, string key)
    {
        var rows = session.Query("SELECT version FROM customs_key_version WHERE key = $key", row => row.GetInt64(0), ("$key", key));
        return rows.Count == 0 ? 0 : rows[0];
    }

    private async Task<Completion> KeepAsync(Func<SqliteSession, Completion> change)
    {
        try
        {
            return await writer.WriteAsync(change);
        }
        catch (SqliteException taken) when (taken.SqliteExtendedErrorCode == UniqueViolation)
        {
            return Completion.Outdated; // the savepoint took everything back, the claim included
        }
    }

    private static bool IsOutdated(SqliteSession session, Decided decided) => decided.Versions.Any(read => VersionOf(session, read.Key) != read.Value);

    private static Completion Store(SqliteSession session, Decided decided)
    {
        foreach (var happened in decided.Events)
        {
            Append(session, happened);
        }

        foreach (var filing in decided.Filings)
        {
            Put(session, filing);
            PutKeys(session, filing);
            PutTimers(session, filing);
        }

        foreach (var message in decided.Outgoing)
        {
            Enqueue(session, message);
        }

        return Completion.Done;
    }

    private static void Append(SqliteSession session, CustomsEvent happened) => session.Execute(
        "INSERT INTO customs_event (party, message_id, at, kind, data) VALUES ($party, $id, $at, $kind, $data)",
        ("$party", happened.Key.Party),
        ("$id", happened.Key.MessageId),
        ("$at", happened.At.Stored()),
        ("$kind", happened.GetType().Name),
        ("$data", JsonSerializer.Serialize(happened, happened.GetType(), EventJson)));

    private static void Put(SqliteSession session, Filing filing) => session.Execute(
        """
        INSERT INTO filing (party, message_id, type, lrn, declarant, mrn, state, received_at, registered_at, data)
        VALUES ($party, $id, $type, $lrn, $declarant, $mrn, $state, $received, $registered, $data)
        ON CONFLICT (party, message_id) DO UPDATE SET mrn = $mrn, state = $state, registered_at = $registered, data = $data
        """,
        ("$party", filing.Key.Party),
        ("$id", filing.Key.MessageId),
        ("$type", filing.Type),
        ("$lrn", filing.Lrn),
        ("$declarant", filing.Declarant),
        ("$mrn", filing.Mrn),
        ("$state", (int)filing.State),
        ("$received", filing.ReceivedAt.Stored()),
        ("$registered", filing.RegisteredAt?.Stored()),
        ("$data", JsonSerializer.Serialize(filing, EventJson)));

    private static void PutKeys(SqliteSession session, Filing filing)
    {
        var (party, id) = (filing.Key.Party, filing.Key.MessageId);
        var before = session.Query("SELECT key FROM customs_key WHERE party = $party AND message_id = $id", row => row.GetString(0), ("$party", party), ("$id", id));
        var after = CustomsKeys.Of(filing).ToHashSet(StringComparer.Ordinal);
        foreach (var key in before.Where(key => !after.Contains(key)))
        {
            session.Execute("DELETE FROM customs_key WHERE key = $key AND party = $party AND message_id = $id", ("$key", key), ("$party", party), ("$id", id));
        }

        foreach (var key in after.Except(before, StringComparer.Ordinal))
        {
            session.Execute("INSERT INTO customs_key (key, party, message_id) VALUES ($key, $party, $id)", ("$key", key), ("$party", party), ("$id", id));
        }

        foreach (var key in after.Union(before, StringComparer.Ordinal))
        {
            session.Execute("INSERT INTO customs_key_version (key, version) VALUES ($key, 1) ON CONFLICT (key) DO UPDATE SET version = version + 1", ("$key", key));
        }
    }

    private static void PutTimers(SqliteSession session, Filing filing)
    {
        session.Execute("DELETE FROM customs_timer WHERE party = $party AND message_id = $id", ("$party", filing.Key.Party), ("$id", filing.Key.MessageId));

        // An F25 has no MRN of its own and goes with its F23 (lifecycle 7.1 step 4).
        foreach (var timer in filing.Type == "F25" ? [] : filing.Timers)
        {
            session.Execute(
                "INSERT INTO customs_timer (party, message_id, kind, mrn, due_at) VALUES ($party, $id, $kind, $mrn, $due)",
                ("$party", filing.Key.Party),
                ("$id", filing.Key.MessageId),
                ("$kind", (int)timer.Kind),
                ("$mrn", filing.Mrn),
                ("$due", timer.Due.Stored()));
        }
    }

    private static Filing ReadFiling(SqliteDataReader row) => JsonSerializer.Deserialize<Filing>(row.GetString(0), EventJson)!;
}
