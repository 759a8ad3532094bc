using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

internal sealed partial class SqliteStore
{
    private const string OperatorColumns = "o.party, o.channel, o.push_url, o.connected";

    private const string Pushed = "o.channel = 1 AND o.connected = 1";

    public Operator? Operator(string partyId) =>
        Read(session => session.Single($"SELECT {OperatorColumns} FROM operator o WHERE o.party = $party", ReadOperator, ("$party", partyId)));

    public IReadOnlyList<Operator> Operators() => Read(session => session.Query($"SELECT {OperatorColumns} FROM operator o ORDER BY o.party", ReadOperator));

    public Task PutOperatorAsync(Operator entry, DateTimeOffset now) => writer.WriteAsync(session =>
    {
        session.Execute(
            """
            INSERT INTO operator (party, channel, push_url, connected) VALUES ($party, $channel, $url, $connected)
            ON CONFLICT (party) DO UPDATE SET channel = $channel, push_url = $url, connected = $connected
            """,
            ("$party", entry.PartyId),
            ("$channel", (int)entry.Channel),
            ("$url", entry.PushUrl),
            ("$connected", entry.Connected ? 1 : 0));
        return session.Execute(
            "UPDATE outgoing SET state = 0, due_at = $now, attempts = 0 WHERE recipient = $party AND state = $failed",
            ("$now", now.Stored()),
            ("$party", entry.PartyId),
            ("$failed", (int)OutgoingState.Failed));
    });

    private static Operator ReadOperator(SqliteDataReader row) =>
        new(row.GetString(0), (OperatorChannel)row.GetInt32(1), row.TextOrNull(2), row.GetInt64(3) != 0);
}
