using Microsoft.Data.Sqlite;

namespace Ics2.AccessPoint.Storing;

internal sealed partial class SqliteStore
{
    private const string OperatorColumns = "o.party, o.channel, o.push_url, o.connected, o.aeo_security, o.unsubscribed";

    private readonly Lock cache = new();
    private IReadOnlyList<Operator>? known;
    private int changes;

    private const string Pushed = "o.channel = 1 AND o.connected = 1";

    public Operator? Operator(string partyId) =>
        Read(session => session.Single($"SELECT {OperatorColumns} FROM operator o WHERE o.party = $party", ReadOperator, ("$party", partyId)));

    // Asked for every decision, and seldom changed.
    public IReadOnlyList<Operator> Operators()
    {
        int before;
        lock (cache)
        {
            if (known is not null)
            {
                return known;
            }

            before = changes;
        }

        var read = Read(session => session.Query($"SELECT {OperatorColumns} FROM operator o ORDER BY o.party", ReadOperator));
        lock (cache)
        {
            known = before == changes ? read : null;
        }

        return read;
    }

    public async Task PutOperatorAsync(Operator entry, DateTimeOffset now)
    {
        await writer.WriteAsync(session => Put(session, entry, now));
        lock (cache)
        {
            known = null;
            changes++;
        }
    }

    private static int Put(SqliteSession session, Operator entry, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO operator (party, channel, push_url, connected, aeo_security, unsubscribed) VALUES ($party, $channel, $url, $connected, $aeo, $unsubscribed)
            ON CONFLICT (party) DO UPDATE SET channel = $channel, push_url = $url, connected = $connected, aeo_security = $aeo, unsubscribed = $unsubscribed
            """,
            ("$party", entry.PartyId),
            ("$channel", (int)entry.Channel),
            ("$url", entry.PushUrl),
            ("$connected", entry.Connected ? 1 : 0),
            ("$aeo", entry.AeoSecurity ? 1 : 0),
            ("$unsubscribed", string.Join(' ', entry.Unsubscribed)));
        return session.Execute(
            "UPDATE outgoing SET state = 0, due_at = $now, attempts = 0 WHERE recipient = $party AND state = $failed",
            ("$now", now.Stored()),
            ("$party", entry.PartyId),
            ("$failed", (int)OutgoingState.Failed));
    }

    private static Operator ReadOperator(SqliteDataReader row) =>
        new(row.GetString(0), (OperatorChannel)row.GetInt32(1), row.TextOrNull(2), row.GetInt64(3) != 0)
        {
            AeoSecurity = row.GetInt64(4) != 0,
            Unsubscribed = row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
}
