using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ics2.Customs.Deciding;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    // Versions of keys stay: a decision that was made before has to be outdated afterwards.
    private static readonly string[] Forget =
    [
        "UPDATE customs_key_version SET version = version + 1",
        "DELETE FROM customs_event",
        "DELETE FROM customs_timer",
        "DELETE FROM customs_key",
        "DELETE FROM filing",
        "DELETE FROM outgoing",
        "DELETE FROM incoming",
    ];

    // Filings hold XML, whose every bracket would become six characters otherwise; nobody puts this into a page.
    private static readonly JsonSerializerOptions EventJson = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _versionsOf = $"SELECT key, version FROM customs_key_version WHERE key IN (SELECT value FROM {dialect.Texts})";

    private readonly string _filingsUnder = $"""
        SELECT data FROM filing
        WHERE (party, message_id) IN (SELECT k.party, k.message_id FROM customs_key k WHERE k.key IN (SELECT value FROM {dialect.Texts}))
        """;

    private readonly string _putKeys = $"INSERT INTO customs_key (key, party, message_id) SELECT value, @party, @id FROM {dialect.Texts}";

    private readonly string _dropKeys =
        $"DELETE FROM customs_key WHERE party = @party AND message_id = @id AND key IN (SELECT value FROM {dialect.Texts})";

    // SQLite takes ON after a SELECT for that of a join unless WHERE stands between.
    private readonly string _raise = $"""
        INSERT INTO customs_key_version (key, version) SELECT value, 1 FROM {dialect.Texts} WHERE true ORDER BY value
        ON CONFLICT (key) DO UPDATE SET version = customs_key_version.version + 1
        """;

    public LoadedState CustomsState(IEnumerable<string> keys) => Read(session => Load(session, keys));

    public Filing? Filing(string mrn) =>
        Read(session => session.Single("SELECT data FROM filing WHERE mrn = @mrn AND type <> 'F25'", ReadFiling, ("@mrn", mrn)));

    public IReadOnlyList<FilingRow> Filings(FilingQuery query)
    {
        var (bound, order) =
            query.After is not null ? ("sequence > @from", "ASC")
            : query.Before is not null ? ("sequence < @from", "DESC")
            : ("1 = 1", "DESC");
        var found = Read(session =>
            session.Query(
                $"SELECT data, sequence FROM filing WHERE state <> 0 AND {bound} ORDER BY sequence {order} LIMIT @limit",
                ReadFilingRow,
                ("@from", query.After ?? query.Before),
                ("@limit", query.Limit)
            )
        );
        return query.After is null ? found : [.. Enumerable.Reverse(found)];
    }

    public IReadOnlyList<StoredEvent> History(FilingKey key) =>
        Read(session =>
            session.Query(
                "SELECT kind, at, data FROM customs_event WHERE party = @party AND message_id = @id ORDER BY sequence",
                row => new StoredEvent(row.GetString(0), row.Instant(1), row.GetString(2)),
                ("@party", key.Party),
                ("@id", key.MessageId)
            )
        );

    public virtual Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now) =>
        Task.FromResult<IReadOnlyList<StoredTimer>>(
            Read(session =>
                session.Query(
                    "SELECT mrn, kind, due_at FROM customs_timer WHERE due_at <= @now ORDER BY due_at LIMIT 1000",
                    ReadTimer,
                    ("@now", now.Stored())
                )
            )
        );

    public DateTimeOffset? NextTimerDue() =>
        Read(session => session.Query("SELECT min(due_at) FROM customs_timer", row => row.InstantOrNull(0))[0]);

    public Task<Completion> CompleteAsync(long sequence, Decided decided) =>
        KeepAsync(session =>
        {
            if (IsOutdated(session, decided))
            {
                return Completion.Outdated;
            }

            // The claim: only one of however many workers finds the message waiting.
            var claimed = session.Execute(
                "UPDATE incoming SET state = @done WHERE sequence = @sequence AND state = 0",
                ("@done", (int)IncomingState.Processed),
                ("@sequence", sequence)
            );
            return claimed == 0 ? Completion.AlreadyDone : Store(session, decided);
        });

    public Task<Completion> StoreAsync(Decided decided) =>
        KeepAsync(session => IsOutdated(session, decided) ? Completion.Outdated : Store(session, decided));

    public Task ResetAsync() =>
        WriteAsync(session =>
        {
            HoldDecisions(session);
            foreach (var delete in Forget)
            {
                session.Execute(delete);
            }

            return 0;
        });

    private static FilingRow ReadFilingRow(DbDataReader row) => new(ReadFiling(row), row.GetInt64(1));

    protected static StoredTimer ReadTimer(DbDataReader row) => new(row.GetString(0), (TimerKind)row.GetInt32(1), row.Instant(2));

    /// <summary>Versions of keys; 0 for those that nobody has used.</summary>
    protected Dictionary<string, long> Versions(Session session, IReadOnlyCollection<string> keys)
    {
        var versions = keys.ToDictionary(key => key, _ => 0L, StringComparer.Ordinal);
        foreach (var (key, version) in session.Query(_versionsOf, row => (row.GetString(0), row.GetInt64(1)), ("@list", List(keys))))
        {
            versions[key] = version;
        }

        return versions;
    }

    // Filings under the keys, then those that share a document or receptacle with them, until no more come (CustomsKeys).
    private LoadedState Load(Session session, IEnumerable<string> keys)
    {
        // One snapshot: versions and filings have to belong together.
        session.Execute(dialect.Snapshot);
        try
        {
            var versions = new Dictionary<string, long>(StringComparer.Ordinal);
            var found = new Dictionary<FilingKey, Filing>();
            var open = keys.ToHashSet(StringComparer.Ordinal);
            while (open.Count > 0)
            {
                foreach (var (key, version) in Versions(session, open))
                {
                    versions[key] = version;
                }

                var links = session
                    .Query(_filingsUnder, ReadFiling, ("@list", List(open)))
                    .Where(filing => found.TryAdd(filing.Key, filing))
                    .SelectMany(CustomsKeys.Of)
                    .Where(CustomsKeys.IsLink);
                open = links.Where(link => !versions.ContainsKey(link)).ToHashSet(StringComparer.Ordinal);
            }

            return new LoadedState(Customs.Model.CustomsState.Of(found.Values), versions);
        }
        finally
        {
            session.Execute("COMMIT");
        }
    }

    private async Task<Completion> KeepAsync(Func<Session, Completion> change)
    {
        try
        {
            return await WriteAsync(change);
        }
        catch (DbException taken) when (IsTaken(taken))
        {
            return Completion.Outdated; // everything is taken back, the claim included
        }
    }

    // Asks for the keys of what will change as well: they are held in one order, whoever stores what.
    private bool IsOutdated(Session session, Decided decided)
    {
        var now = HeldVersions(
            session,
            [.. decided.Versions.Keys.Union(decided.Filings.SelectMany(CustomsKeys.Of), StringComparer.Ordinal)]
        );
        return decided.Versions.Any(read => now[read.Key] != read.Value);
    }

    private Completion Store(Session session, Decided decided)
    {
        var keysBefore = decided.Filings.Select(filing => KeysOf(session, filing.Key)).ToList();
        foreach (var happened in decided.Events)
        {
            Append(session, happened);
        }

        foreach (var (filing, before) in decided.Filings.Zip(keysBefore))
        {
            Put(session, filing);
            PutKeys(session, filing, before);
            PutTimers(session, filing);
        }

        foreach (var message in decided.Outgoing)
        {
            Enqueue(session, message);
        }

        return Completion.Done;
    }

    private static void Append(Session session, CustomsEvent happened) =>
        session.Send(
            "INSERT INTO customs_event (party, message_id, at, kind, data) VALUES (@party, @id, @at, @kind, @data)",
            ("@party", happened.Key.Party),
            ("@id", happened.Key.MessageId),
            ("@at", happened.At.Stored()),
            ("@kind", happened.GetType().Name),
            ("@data", JsonSerializer.Serialize(happened, happened.GetType(), EventJson))
        );

    private static void Put(Session session, Filing filing) =>
        session.Send(
            """
            INSERT INTO filing (party, message_id, type, lrn, declarant, mrn, state, received_at, registered_at, data)
            VALUES (@party, @id, @type, @lrn, @declarant, @mrn, @state, @received, @registered, @data)
            ON CONFLICT (party, message_id) DO UPDATE SET mrn = @mrn, state = @state, registered_at = @registered, data = @data
            """,
            ("@party", filing.Key.Party),
            ("@id", filing.Key.MessageId),
            ("@type", filing.Type),
            ("@lrn", filing.Lrn),
            ("@declarant", filing.Declarant),
            ("@mrn", filing.Mrn),
            ("@state", (int)filing.State),
            ("@received", filing.ReceivedAt.Stored()),
            ("@registered", filing.RegisteredAt?.Stored()),
            ("@data", JsonSerializer.Serialize(filing, EventJson))
        );

    private static List<string> KeysOf(Session session, FilingKey filing) =>
        session.Query(
            "SELECT key FROM customs_key WHERE party = @party AND message_id = @id",
            row => row.GetString(0),
            ("@party", filing.Party),
            ("@id", filing.MessageId)
        );

    private void PutKeys(Session session, Filing filing, List<string> before)
    {
        var after = CustomsKeys.Of(filing).ToHashSet(StringComparer.Ordinal);
        foreach (
            var (sql, keys) in new[]
            {
                (_dropKeys, before.Except(after, StringComparer.Ordinal)),
                (_putKeys, after.Except(before, StringComparer.Ordinal)),
            }
        )
        {
            if (keys.Any())
            {
                session.Send(sql, ("@party", filing.Key.Party), ("@id", filing.Key.MessageId), ("@list", List(keys)));
            }
        }

        session.Send(_raise, ("@list", List(after.Union(before, StringComparer.Ordinal))));
    }

    private static void PutTimers(Session session, Filing filing)
    {
        session.Send(
            "DELETE FROM customs_timer WHERE party = @party AND message_id = @id",
            ("@party", filing.Key.Party),
            ("@id", filing.Key.MessageId)
        );

        // An F25 has no MRN of its own and goes with its F23 (lifecycle 7.1 step 4).
        foreach (var timer in filing.Type == "F25" ? [] : filing.Timers)
        {
            session.Send(
                "INSERT INTO customs_timer (party, message_id, kind, mrn, due_at, claimed_until) VALUES (@party, @id, @kind, @mrn, @due, 0)",
                ("@party", filing.Key.Party),
                ("@id", filing.Key.MessageId),
                ("@kind", (int)timer.Kind),
                ("@mrn", filing.Mrn),
                ("@due", timer.Due.Stored())
            );
        }
    }

    private static Filing ReadFiling(DbDataReader row) => JsonSerializer.Deserialize<Filing>(row.GetString(0), EventJson)!;
}
