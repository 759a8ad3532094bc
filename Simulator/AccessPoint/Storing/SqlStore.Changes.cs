using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    public StorePoint Latest() =>
        Read(session =>
            session.Query(
                "SELECT (SELECT coalesce(max(sequence), 0) FROM incoming), (SELECT coalesce(max(sequence), 0) FROM outgoing), "
                    + "(SELECT coalesce(max(sequence), 0) FROM customs_event)",
                row => new StorePoint(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2))
            )[0]
        );

    public IReadOnlyList<MessageRow> MessagesAfter(StorePoint point, int limit) =>
        Read(session =>
            session.Query(
                $"""
                SELECT * FROM (
                    SELECT * FROM (SELECT {In} WHERE sequence > @incoming ORDER BY sequence LIMIT @limit) AS newer_in
                    UNION ALL
                    SELECT * FROM (SELECT {Out} WHERE sequence > @outgoing ORDER BY sequence LIMIT @limit) AS newer_out) AS m
                ORDER BY at, sequence
                """,
                ReadRow,
                ("@incoming", point.Incoming),
                ("@outgoing", point.Outgoing),
                ("@limit", limit)
            )
        );

    public IReadOnlyList<HappenedToFiling> HappenedAfter(StorePoint point, int limit) =>
        Read(session =>
            session.Query(
                "SELECT sequence, party, message_id, kind, data FROM customs_event WHERE sequence > @events ORDER BY sequence LIMIT @limit",
                row => new HappenedToFiling(
                    row.GetInt64(0),
                    new FilingKey(row.GetString(1), row.GetString(2)),
                    row.GetString(3),
                    row.GetString(4)
                ),
                ("@events", point.Events),
                ("@limit", limit)
            )
        );

    public FilingRow? FilingOf(FilingKey key) =>
        Read(session =>
            session.Single(
                "SELECT data, sequence FROM filing WHERE party = @party AND message_id = @id AND state <> 0",
                ReadFilingRow,
                ("@party", key.Party),
                ("@id", key.MessageId)
            )
        );

    public IReadOnlyList<StoredTimer> Timers(int limit) =>
        Read(session =>
            session.Query("SELECT mrn, kind, due_at FROM customs_timer ORDER BY due_at LIMIT @limit", ReadTimer, ("@limit", limit))
        );
}
