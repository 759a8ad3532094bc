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
        var (order, from) = query.After is { } after ? ("ASC", after) : ("DESC", query.Before);
        string Side(string direction, string columns, string party)
        {
            string?[] conditions =
            [
                query.Party is null ? null : $"{party} = @party",
                query.After is not null ? $"sequence > @{direction}"
                : from is null ? null
                : $"sequence {(from.Direction == direction ? "<" : "<=")} @{direction}",
            ];
            var where = string.Join(" AND ", conditions.OfType<string>());
            return $"SELECT * FROM (SELECT {columns}{(where.Length == 0 ? "" : " WHERE " + where)} ORDER BY sequence {order} LIMIT @limit) AS "
                + $"side_{direction}";
        }

        var sides = new[] { ("in", In, "party"), ("out", Out, "recipient") }
            .Where(side => query.Direction is null || query.Direction == side.Item1)
            .Select(side => Side(side.Item1, side.Item2, side.Item3));
        var found = Read(session =>
            session.Query(
                $"SELECT * FROM ({string.Join(" UNION ALL ", sides)}) AS m ORDER BY at {order}, direction {order}, sequence {order}",
                ReadRow,
                ("@party", query.Party),
                ("@limit", query.Limit),
                ("@in", from?.Incoming),
                ("@out", from?.Outgoing)
            )
        );
        var placed = query.After is null ? Placed(found) : Placed(Enumerable.Reverse(found), query.After);
        return [.. query.After is null ? placed.Take(query.Limit) : placed.TakeLast(query.Limit)];
    }

    // From the oldest on, what is the latest of each direction so far.
    private static List<MessageRow> Placed(IEnumerable<MessageRow> newestFirst, MessagePlace? from = null)
    {
        var (incoming, outgoing) = (from?.Incoming ?? 0, from?.Outgoing ?? 0);
        var placed = new List<MessageRow>();
        foreach (var row in newestFirst.Reverse())
        {
            var isIn = row.Direction == "in";
            (incoming, outgoing) = isIn ? (row.Sequence, outgoing) : (incoming, row.Sequence);
            placed.Add(row with { Place = new MessagePlace(row.Direction, row.Sequence, isIn ? outgoing : incoming) });
        }

        placed.Reverse();
        return placed;
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

    public IReadOnlyList<StateCount> Counts() =>
        Read(session =>
            session.Query(
                """
                SELECT 'in', state, count(*) FROM incoming GROUP BY state UNION ALL SELECT 'out', state, count(*) FROM outgoing GROUP BY state
                UNION ALL SELECT 'filing', state, count(*) FROM filing WHERE state <> 0 GROUP BY state
                """,
                row =>
                {
                    var kind = row.GetString(0);
                    var state = row.GetInt32(1);
                    return new StateCount(
                        kind,
                        kind switch
                        {
                            "in" => Name((IncomingState)state),
                            "out" => Name((OutgoingState)state),
                            _ => Name((Ics2.Customs.Model.FilingState)state),
                        },
                        row.GetInt64(2)
                    );
                }
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
