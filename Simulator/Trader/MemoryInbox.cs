using Ics2.As4;

namespace Ics2.Trader;

/// <summary>The last received messages, in memory. A repetition of one that has left it counts as new.</summary>
internal sealed class MemoryInbox(TimeProvider clock, int most = 4096) : Inbox("", clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public override IReadOnlyList<ReceivedCustomsMessage> Untaken()
    {
        lock (_gate)
        {
            return [.. _order.Select(id => _held[id]).Where(held => !held.Taken).Select(held => held.Entry.Message)];
        }
    }

    public override ReceivedCustomsMessage? Find(string messageId)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(messageId)?.Entry.Message;
        }
    }

    public override bool TryTake(string messageId)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(messageId) is { Taken: false } held && (held.Taken = true);
        }
    }

    internal override Task<Outcome<Recorded>> RecordAsync(
        VerifiedMessage message,
        Func<SealedMessage> receipt,
        CancellationToken cancellationToken
    )
    {
        var id = message.Header.MessageId.Value;
        var entry = Find(id) is null ? Entry(message, receipt().Wire) : null; // sealing takes long, so not under the lock
        lock (_gate)
        {
            if (_held.TryGetValue(id, out var known))
            {
                return Task.FromResult(Repeated(known.Entry, message, receipt));
            }

            entry ??= Entry(message, receipt().Wire);
            _held.Add(id, new Held(entry));
            _order.Enqueue(id);
            if (_order.Count > most)
            {
                _held.Remove(_order.Dequeue());
            }

            return Task.FromResult<Outcome<Recorded>>(
                new Recorded(entry.Message, new WireMessage(entry.ReceiptType, entry.ReceiptBody), IsNew: true)
            );
        }
    }

    private sealed class Held(InboxEntry entry)
    {
        public InboxEntry Entry { get; } = entry;

        public bool Taken { get; set; }
    }
}
