using System.Data.Common;
using Ics2.As4;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    private const string In =
        "'in' AS direction, party, action, message_id, CAST(NULL AS text) AS ref_to, state, received_at AS at, CAST(NULL AS "
        + "bigint) AS attempts, CAST(NULL AS bigint) AS delivered_at, note, sequence FROM incoming";
    private const string Out =
        "'out' AS direction, recipient AS party, action, message_id, ref_to, state, created_at AS at, attempts, delivered_at, note, sequence FROM outgoing";

    // Each direction gives its newest by its own sequence, so that a list costs what it shows and not what is stored.
    public IReadOnlyList<MessageRow> Messages(MessageQuery query)
    {
        string Newest(string direction, string columns, string party) =>
            $"SELECT * FROM (SELECT {columns}{(query.Party is null ? "" : $" WHERE {party} = @party")} ORDER BY sequence DESC LIMIT "
            + $"@limit) AS newest_{direction}";
        var sides = new[] { ("in", In, "party"), ("out", Out, "recipient") }
            .Where(side => query.Direction is null || query.Direction == side.Item1)
            .Select(side => Newest(side.Item1, side.Item2, side.Item3));
        return Read(session =>
            session.Query(
                $"SELECT * FROM ({string.Join(" UNION ALL ", sides)}) AS m ORDER BY at DESC, sequence DESC LIMIT @limit",
                ReadRow,
                ("@party", query.Party),
                ("@limit", query.Limit)
            )
        );
    }

    public IReadOnlyList<MessageRow> FindMessages(MessageAddress address) =>
        Read(session =>
            session.Query(
                $"""
                SELECT * FROM (SELECT {In} WHERE message_id = @id UNION ALL SELECT {Out} WHERE message_id = @id) AS m
                WHERE (CAST(@party AS TEXT) IS NULL OR party = @party) AND (CAST(@direction AS TEXT) IS NULL OR direction = @direction) ORDER BY at, sequence
                """,
                ReadRow,
                ("@id", address.MessageId),
                ("@party", address.Party),
                ("@direction", address.Direction)
            )
        );

    public WireMessage? Raw(MessageRow message) =>
        Read(session =>
            session.Single(
                $"SELECT wire_type, wire FROM {(message.Direction == "in" ? "incoming" : "outgoing")} WHERE sequence = @sequence",
                row => row.Wire(0),
                ("@sequence", message.Sequence)
            )
        );

    private static MessageRow ReadRow(DbDataReader row)
    {
        var incoming = row.GetString(0) == "in";
        var state = incoming ? Name((IncomingState)row.GetInt32(5)) : Name((OutgoingState)row.GetInt32(5));
        return new MessageRow(
            row.GetString(0),
            row.GetString(1),
            row.GetString(2),
            row.GetString(3),
            row.TextOrNull(4),
            state,
            row.Instant(6),
            incoming ? null : row.GetInt32(7),
            row.InstantOrNull(8),
            row.TextOrNull(9),
            row.GetInt64(10)
        );
    }

    private static string Name<T>(T state)
        where T : struct, Enum => state.ToString().ToLowerInvariant();
}
