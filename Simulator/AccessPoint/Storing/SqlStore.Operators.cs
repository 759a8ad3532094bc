using System.Data.Common;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    private const string OperatorColumns = "o.party, o.channel, o.push_url, o.connected, o.aeo_security, o.unsubscribed";

    private readonly Lock _cache = new();
    private (string Version, IReadOnlyList<Operator> Operators)? _known;

    private const string Pushed = "o.channel = 1 AND o.connected = 1";

    public Operator? Operator(TraderPartyId partyId) =>
        Read(session =>
            session.Single($"SELECT {OperatorColumns} FROM operator o WHERE o.party = @party", ReadOperator, ("@party", partyId.ToString()))
        );

    // Asked for every decision, and seldom changed; by another node perhaps.
    public IReadOnlyList<Operator> Operators()
    {
        var version = Read(session => session.Single("SELECT value FROM setting WHERE name = 'operators'", row => row.GetString(0))) ?? "";
        lock (_cache)
        {
            if (_known is { } held && held.Version == version)
            {
                return held.Operators;
            }
        }

        // At least as new as the version read before.
        var read = Read(session => session.Query($"SELECT {OperatorColumns} FROM operator o ORDER BY o.party", ReadOperator));
        lock (_cache)
        {
            _known = (version, read);
        }

        return read;
    }

    public Task PutOperatorAsync(Operator entry, DateTimeOffset now) => WriteAsync(session => Put(session, entry, now));

    private static int Put(Session session, Operator entry, DateTimeOffset now)
    {
        session.Execute(
            """
            INSERT INTO operator (party, channel, push_url, connected, aeo_security, unsubscribed)
            VALUES (@party, @channel, @url, @connected, @aeo, @unsubscribed)
            ON CONFLICT (party) DO UPDATE SET channel = @channel, push_url = @url, connected = @connected, aeo_security = @aeo, unsubscribed = @unsubscribed
            """,
            ("@party", entry.PartyId.ToString()),
            ("@channel", (int)entry.Channel),
            ("@url", entry.PushUrl),
            ("@connected", entry.Connected ? 1 : 0),
            ("@aeo", entry.AeoSecurity ? 1 : 0),
            ("@unsubscribed", string.Join(' ', entry.Unsubscribed))
        );
        Set(session, "operators", Guid.NewGuid().ToString("N"));
        return session.Execute(
            "UPDATE outgoing SET state = 0, due_at = @now, attempts = 0 WHERE recipient = @party AND state = 2",
            ("@now", now.Stored()),
            ("@party", entry.PartyId.ToString())
        );
    }

    private static Operator ReadOperator(DbDataReader row) =>
        new(Party(row, 0), (ReplyChannel)row.GetInt32(1), row.TextOrNull(2), row.GetInt64(3) != 0)
        {
            AeoSecurity = row.GetInt64(4) != 0,
            Unsubscribed = row.GetString(5).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
}
