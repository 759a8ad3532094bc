using System.Data.Common;
using System.Text.Json;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    // due_at says from when a message may be offered: it holds the lease of a running attempt as well as the wait after a failed one. The
    // sign keeps its index out of this: sorting all that waits for a trader who seldom pulls, to take one, would cost more the more waits.
    private readonly string _offer = $"""
        UPDATE outgoing SET due_at = @until, offered_by = @node, attempts = attempts + 1
        WHERE sequence = (
            SELECT sequence FROM outgoing WHERE recipient = @recipient AND state = 0 AND +due_at <= @now
                ORDER BY priority, sequence LIMIT 1 {dialect.SkipLocked})
        RETURNING sequence, recipient, attempts, message_id, seal_references, wire_type, wire, action, ref_to
        """;

    // Those for whom something waits, from one to the next: asked after every decision, so it must not cost more the more traders there
    // are, or the more waits.
    private const string Recipients = """
        WITH RECURSIVE waiting (party) AS (
            SELECT min(recipient) FROM outgoing WHERE state = 0
            UNION ALL
            SELECT (SELECT min(recipient) FROM outgoing WHERE state = 0 AND recipient > waiting.party) FROM waiting WHERE waiting.party IS NOT NULL)
        """;

    private const string PushedRecipients = $"FROM waiting w JOIN operator o ON o.party = w.party WHERE {Pushed}";

    private const string HasDue = "SELECT sequence FROM outgoing WHERE recipient = @recipient AND state = 0 AND due_at <= @now LIMIT 1";

    public async Task<OfferedMessage?> OfferNextAsync(TraderPartyId recipient, DateTimeOffset now, DateTimeOffset until)
    {
        // Most polls find nothing; they need not pass the writer.
        var due = Read(session =>
            session.Query(HasDue, row => row.GetInt64(0), ("@recipient", recipient.ToString()), ("@now", now.Stored()))
        );
        return due.Count == 0
            ? null
            : await WriteOneAsync(session =>
                session.Single(
                    _offer,
                    row => new OfferedMessage(
                        row.GetInt64(0),
                        Party(row, 1),
                        row.GetInt32(2),
                        new SealedMessage(Id(row, 3), row.Wire(5), References(row, 4))
                    )
                    {
                        Action = row.GetString(7),
                        RefToMessageId = row.TextOrNull(8),
                    },
                    ("@recipient", recipient.ToString()),
                    ("@node", Node),
                    ("@now", now.Stored()),
                    ("@until", until.Stored())
                )
            );
    }

    public IReadOnlyList<Operator> DuePushes(DateTimeOffset now) =>
        Read(session =>
            session.Query(
                $"{Recipients} SELECT {OperatorColumns} {PushedRecipients} AND EXISTS (SELECT 1 FROM outgoing m WHERE m.recipient = "
                    + $"o.party AND m.state = 0 AND m.due_at <= @now)",
                ReadOperator,
                ("@now", now.Stored())
            )
        );

    public DateTimeOffset? NextPushDue(DateTimeOffset after) =>
        Read(session =>
            session.Query(
                $"{Recipients} SELECT MIN((SELECT MIN(m.due_at) FROM outgoing m WHERE m.recipient = o.party AND m.state = 0 AND "
                    + $"m.due_at > @after)) {PushedRecipients}",
                row => row.InstantOrNull(0),
                ("@after", after.Stored())
            )
        )[0];

    public virtual Task OfferAgainAsync() =>
        WriteOneAsync(session => session.Execute("UPDATE outgoing SET due_at = 0 WHERE state = 0 AND offered_by = @node", ("@node", Node)));

    public SentMessage? Sent(string messageId) =>
        Read(session =>
            session.Single(
                "SELECT sequence, recipient, message_id, seal_references FROM outgoing WHERE message_id = @id",
                row => new SentMessage(row.GetInt64(0), Party(row, 1), Id(row, 2), References(row, 3)),
                ("@id", messageId)
            )
        );

    public Task DeliveredAsync(long sequence, DateTimeOffset at, WireMessage receipt) =>
        WriteOneAsync(session =>
            session.Execute(
                "UPDATE outgoing SET state = @delivered, delivered_at = @at, note = NULL, receipt_type = @type, receipt = @receipt "
                    + "WHERE sequence = @sequence AND state <> @delivered",
                ("@delivered", (int)OutgoingState.Delivered),
                ("@at", at.Stored()),
                ("@type", receipt.ContentType),
                ("@receipt", receipt.Body.Stored()),
                ("@sequence", sequence)
            )
        );

    public Task NotDeliveredAsync(long sequence, string why, DateTimeOffset? nextAttempt) =>
        WriteOneAsync(session =>
            session.Execute(
                "UPDATE outgoing SET state = @state, due_at = @due, note = @why WHERE sequence = @sequence AND state = 0",
                ("@state", (int)(nextAttempt is null ? OutgoingState.Failed : OutgoingState.Waiting)),
                ("@due", nextAttempt?.Stored() ?? 0),
                ("@why", why),
                ("@sequence", sequence)
            )
        );

    public Task NoteAsync(long sequence, string note) =>
        WriteOneAsync(session =>
            session.Execute(
                "UPDATE outgoing SET note = @note WHERE sequence = @sequence AND state = 0",
                ("@note", note),
                ("@sequence", sequence)
            )
        );

    private static void Enqueue(Session session, NewOutgoing message) =>
        session.Send(
            """
            INSERT INTO outgoing (message_id, recipient, action, priority, ref_to, created_at, state, due_at, attempts, seal_references, wire_type, wire)
            VALUES (@id, @recipient, @action, @priority, @ref, @at, 0, 0, 0, @references, @type, @wire)
            """,
            ("@id", message.Sealed.MessageId.Value),
            ("@recipient", message.Recipient.ToString()),
            ("@action", message.Action),
            ("@priority", message.Priority),
            ("@ref", message.RefToMessageId),
            ("@at", message.CreatedAt.Stored()),
            ("@references", JsonSerializer.Serialize(message.Sealed.References)),
            ("@type", message.Sealed.Wire.ContentType),
            ("@wire", message.Sealed.Wire.Body.Stored())
        );

    private static List<SealReference> References(DbDataReader row, int column) =>
        JsonSerializer.Deserialize<List<SealReference>>(row.GetString(column)) ?? [];
}
