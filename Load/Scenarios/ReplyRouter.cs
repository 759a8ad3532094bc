using System.Collections.Concurrent;
using System.Threading.Channels;
using Ics2.Trader.Messages;

namespace Ics2.Load.Scenarios;

/// <summary>Brings what customs sends to the exchange that waits for it: by LRN, and, once customs has given one, by MRN.</summary>
internal sealed class ReplyRouter(AnswerLedger book, RunTag tag)
{
    private const int MostEarly = 100;

    private static readonly string[] Answers = ["IE3R01", "IE3N99", "IE3N01"];

    private readonly ConcurrentDictionary<string, Expectation> _expected = new(StringComparer.Ordinal);
    private readonly Queue<ReceivedCustomsMessage> _early = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Opens an expectation; close it when nothing more is of interest.</summary>
    public Expectation Expect(string lrn)
    {
        var expectation = new Expectation(this);
        expectation.Key(lrn);
        _bell.Writer.TryWrite(true);
        return expectation;
    }

    /// <summary>Waits until something is expected.</summary>
    public async Task WantedAsync(CancellationToken cancellationToken)
    {
        while (_expected.IsEmpty)
        {
            await _bell.Reader.ReadAsync(cancellationToken);
        }
    }

    /// <summary>A message of customs arrived. Not for several threads.</summary>
    public void Arrived(ReceivedCustomsMessage message)
    {
        var expectation = Find(message.Lrn) ?? Find(message.Mrn);
        if (Answers.Contains(message.Action, StringComparer.Ordinal) && tag.NumberOf(message.Lrn) is { } number)
        {
            book.Answer(number, expectation is not null);
        }

        if (expectation is null)
        {
            Keep(message);
            return;
        }

        expectation.Put(message);
        if (message.Mrn is { } mrn && Find(mrn) is null)
        {
            expectation.Key(mrn);
            foreach (var early in _early.Where(early => early.Mrn == mrn))
            {
                expectation.Put(early);
            }
        }
    }

    // What goes by MRN alone can overtake the IE3R01 that tells it: a higher class does, and several nodes deliver at once. Most of what
    // comes unexpected is of no interest any more.
    private void Keep(ReceivedCustomsMessage message)
    {
        _early.Enqueue(message);
        if (_early.Count > MostEarly)
        {
            _early.Dequeue();
        }
    }

    private Expectation? Find(string? key) => key is not null && _expected.TryGetValue(key, out var found) ? found : null;

    /// <summary>What one exchange waits for.</summary>
    internal sealed class Expectation(ReplyRouter desk)
    {
        private readonly Lock _gate = new();
        private readonly Channel<ReceivedCustomsMessage> _messages = Channel.CreateUnbounded<ReceivedCustomsMessage>();
        private readonly List<string> _keys = [];
        private bool _closed;

        /// <summary>Adds a reference under which messages are for it; too late when it is closed.</summary>
        public void Key(string key)
        {
            lock (_gate)
            {
                if (!_closed)
                {
                    _keys.Add(key);
                    desk._expected[key] = this;
                }
            }
        }

        public void Put(ReceivedCustomsMessage message) => _messages.Writer.TryWrite(message);

        /// <summary>The next message about the filing.</summary>
        public ValueTask<ReceivedCustomsMessage> NextAsync(CancellationToken cancellationToken) =>
            _messages.Reader.ReadAsync(cancellationToken);

        /// <summary>Nothing more is of interest.</summary>
        public void Close()
        {
            lock (_gate)
            {
                _closed = true;
                foreach (var key in _keys)
                {
                    desk._expected.TryRemove(key, out _);
                }
            }
        }
    }
}
