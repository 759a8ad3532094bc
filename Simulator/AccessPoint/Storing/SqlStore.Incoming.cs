using System.Data.Common;

namespace Ics2.AccessPoint.Storing;

internal abstract partial class SqlStore
{
    // For a moment the message is left to the node that recorded it, which has it in its queue.
    private readonly string _insert = $"""
        INSERT INTO incoming (party, message_id, action, digest, received_at, state, claimed_by, claimed_until, receipt_type, receipt, wire_type, wire)
        VALUES (@party, @id, @action, @digest, @at, @state, @node, {dialect.Now} + 2000, @receiptType, @receipt, @wireType, @wire)
        ON CONFLICT (party, message_id) DO NOTHING
        RETURNING sequence
        """;

    private const string First =
        "SELECT digest, received_at, receipt_type, receipt FROM incoming WHERE party = @party AND message_id = @id";

    public Task<Recording> RecordAsync(IncomingMessage message)
    {
        var wire = message.Wire.Body.Stored();
        var receipt = message.Receipt.Body.Stored();
        return WriteOneAsync<Recording>(session =>
        {
            var inserted = session.Single(
                _insert,
                row => new Recording.New(row.GetInt64(0)),
                ("@party", message.Party.ToString()),
                ("@id", message.MessageId.Value),
                ("@action", message.Action),
                ("@digest", message.Digest),
                ("@at", message.ReceivedAt.Stored()),
                ("@state", (int)message.State),
                ("@node", Node),
                ("@receiptType", message.Receipt.ContentType),
                ("@receipt", receipt),
                ("@wireType", message.Wire.ContentType),
                ("@wire", wire)
            );
            return (Recording?)inserted
                ?? session.Single<Recording>(
                    First,
                    row =>
                        row.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(message.Digest)
                            ? new Recording.Duplicate(row.Wire(2))
                            : new Recording.Conflict(row.Instant(1)),
                    ("@party", message.Party.ToString()),
                    ("@id", message.MessageId.Value)
                )!;
        });
    }

    public virtual IReadOnlyList<long> Waiting() =>
        Read(session => session.Query("SELECT sequence FROM incoming WHERE state = 0 ORDER BY sequence", row => row.GetInt64(0)));

    public long SizeOf(long sequence) =>
        Read(session =>
                session.Query(
                    "SELECT length(wire) FROM incoming WHERE sequence = @sequence",
                    row => row.GetInt64(0),
                    ("@sequence", sequence)
                )
            )
            .FirstOrDefault();

    public virtual Task<WaitingMessage?> TakeUpAsync(long sequence) =>
        Task.FromResult(
            Read(session =>
                session.Single(
                    $"SELECT {WaitingColumns} FROM incoming WHERE sequence = @sequence AND state = 0",
                    ReadWaiting,
                    ("@sequence", sequence)
                )
            )
        );

    public Task SetAsideAsync(long sequence, string why) =>
        WriteOneAsync(session =>
            session.Execute(
                "UPDATE incoming SET state = @failed, note = @why WHERE sequence = @sequence AND state = 0",
                ("@failed", (int)IncomingState.Failed),
                ("@why", why),
                ("@sequence", sequence)
            )
        );

    /// <summary>The columns of <see cref="ReadWaiting"/>.</summary>
    protected const string WaitingColumns = "sequence, party, message_id, action, received_at, wire_type, wire";

    protected static WaitingMessage ReadWaiting(DbDataReader row) =>
        new(row.GetInt64(0), Party(row, 1), Id(row, 2), row.GetString(3), row.Instant(4), row.Wire(5));
}
