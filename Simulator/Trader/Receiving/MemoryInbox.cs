using Ics2.As4;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Receiving;

/// <summary>The last received messages, in memory. A repetition of one that has left it counts as new.</summary>
/// <param name="clock">Gives the instant of receipt.</param>
/// <param name="max">How many messages it holds.</param>
internal sealed class MemoryInbox(TimeProvider clock, int max = 4096) : IInboxStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public IReadOnlyList<ReceivedCustomsMessage> Untaken()
    {
        lock (_gate)
        {
            return [.. _order.Select(id => _held[id]).Where(held => !held.Taken).Select(held => held.Entry.Message)];
        }
    }

    public ReceivedCustomsMessage? Find(string messageId)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(messageId)?.Entry.Message;
        }
    }

    public bool TryTake(string messageId)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(messageId) is { Taken: false } held && (held.Taken = true);
        }
    }

    public Task<Outcome<Recorded>> RecordAsync(VerifiedMessage message, Func<SealedMessage> receipt, CancellationToken cancellationToken)
    {
        var id = message.Header.MessageId.Value;
        var entry = Find(id) is null ? Entry() : null; // sealing takes long, so not under the lock
        lock (_gate)
        {
            if (_held.TryGetValue(id, out var known))
            {
                return Task.FromResult(known.Entry.Meet(message, receipt));
            }

            entry ??= Entry();
            _held.Add(id, new Held(entry));
            _order.Enqueue(id);
            if (_order.Count > max)
            {
                _held.Remove(_order.Dequeue());
            }

            return Task.FromResult<Outcome<Recorded>>(
                new Recorded(entry.Message, new WireMessage(entry.ReceiptType, entry.ReceiptBody), IsNew: true)
            );
        }

        InboxEntry Entry() => InboxEntry.Of(message, receipt().Wire, clock.GetUtcNow());
    }

    public IReadOnlyCollection<string> Known()
    {
        lock (_gate)
        {
            return [.. _order];
        }
    }

    public IReadOnlyList<ReceivedCustomsMessage> NewSince(HashSet<string> known)
    {
        lock (_gate)
        {
            return [.. _order.Where(known.Add).Select(id => _held[id].Entry.Message)];
        }
    }

    public void Dispose() { }

    private sealed class Held(InboxEntry entry)
    {
        public InboxEntry Entry { get; } = entry;

        public bool Taken { get; set; }
    }
}
