using System.Text.Json;
using Ics2.Customs;
using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

internal sealed partial class SqliteStore
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    private const string FilingColumns = "party, message_id, type, lrn, declarant, mrn, state, received_at, registered_at";

    private static readonly JsonSerializerOptions EventJson = new(JsonSerializerDefaults.Web);

    public CustomsState CustomsState(string? declarant, string? lrn) => Customs.CustomsState.Of(Read(session => session.Query(
        $"SELECT {FilingColumns} FROM filing WHERE declarant = $declarant AND lrn = $lrn",
        ReadFiling,
        ("$declarant", declarant),
        ("$lrn", lrn))));

    public IReadOnlyList<Filing> Filings(int limit) => Read(session => session.Query(
        $"SELECT {FilingColumns} FROM filing ORDER BY received_at DESC, rowid DESC LIMIT $limit", ReadFiling, ("$limit", limit)));

    public async Task<Completion> CompleteAsync(long sequence, Decided decided)
    {
        try
        {
            return await writer.WriteAsync(session => Complete(session, sequence, decided));
        }
        catch (SqliteException taken) when (taken.SqliteExtendedErrorCode == UniqueViolation)
        {
            return Completion.Outdated; // the savepoint took everything back, the claim included
        }
    }

    private static Completion Complete(SqliteSession session, long sequence, Decided decided)
    {
        // The claim: only one of however many workers finds the message waiting.
        var claimed = session.Execute("UPDATE incoming SET state = $done WHERE sequence = $sequence AND state = 0", ("$done", (int)IncomingState.Processed), ("$sequence", sequence));
        if (claimed == 0)
        {
            return Completion.AlreadyDone;
        }

        foreach (var happened in decided.Events)
        {
            Append(session, happened);
        }

        foreach (var filing in decided.Filings)
        {
            Put(session, filing);
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
        INSERT INTO filing (party, message_id, type, lrn, declarant, mrn, state, received_at, registered_at)
        VALUES ($party, $id, $type, $lrn, $declarant, $mrn, $state, $received, $registered)
        ON CONFLICT (party, message_id) DO UPDATE SET mrn = $mrn, state = $state, registered_at = $registered
        """,
        ("$party", filing.Key.Party),
        ("$id", filing.Key.MessageId),
        ("$type", filing.Type),
        ("$lrn", filing.Lrn),
        ("$declarant", filing.Declarant),
        ("$mrn", filing.Mrn),
        ("$state", (int)filing.State),
        ("$received", filing.ReceivedAt.Stored()),
        ("$registered", filing.RegisteredAt?.Stored()));

    private static Filing ReadFiling(SqliteDataReader row) => new()
    {
        Key = new FilingKey(row.GetString(0), row.GetString(1)),
        Type = row.GetString(2),
        Lrn = row.TextOrNull(3),
        Declarant = row.TextOrNull(4),
        Mrn = row.TextOrNull(5),
        State = (FilingState)row.GetInt32(6),
        ReceivedAt = row.Instant(7),
        RegisteredAt = row.InstantOrNull(8),
    };
}
