namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Lets so many handshakes of one address be computed at a time, so that thousands of connections without a certificate keep no trader
/// waiting. What comes last is served first: of those that have waited long, most have gone, and a trader that comes now should not stand
/// behind them. Connections that say nothing cost no place; of too many of them the oldest is closed.
/// </summary>
internal sealed class HandshakeGate(TimeProvider clock)
{
    /// <summary>Handshakes of one address at a time.</summary>
    public const int MaxAtOnce = 32;

    /// <summary>Connections of one address that wait for their handshake.</summary>
    public const int MaxWaiting = 512;

    /// <summary>Connections of one address that have yet to say something.</summary>
    public const int MaxSilent = 128;

    /// <summary>How long a handshake may take while others wait.</summary>
    public static readonly TimeSpan WhenCrowded = TimeSpan.FromSeconds(2);

    private const int MaxInAll = 1200; // below the most connections of the listener, so that there is always room for one more

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Address> _addresses = new(StringComparer.Ordinal);
    private int _inAll;

    /// <summary>Notes a connection that has yet to say something.</summary>
    /// <param name="address">From where.</param>
    /// <param name="close">Closes it, when there are too many.</param>
    /// <returns>To be disposed of as soon as it has said something, or ended.</returns>
    public IDisposable Silent(string address, Action close)
    {
        Action? tooMany = null;
        var entry = new Entry(address, close, clock.GetTimestamp());
        lock (_gate)
        {
            var of = Of(address);
            entry.Place = of.Silent.AddLast(entry);
            _inAll++;
            if (of.Silent.Count > MaxSilent || _inAll > MaxInAll)
            {
                tooMany = Remove((of.Silent.Count > 1 ? of : Fullest()).Silent.First)?.Close;
            }
        }

        tooMany?.Invoke();
        return new Handle(() => Leave(entry));
    }

    /// <summary>Waits for the handshake's turn.</summary>
    /// <param name="address">From where.</param>
    /// <param name="close">Closes the connection, when the handshake takes long and others wait.</param>
    /// <param name="cancellationToken">The connection ended.</param>
    /// <returns>To be disposed of when the handshake is over; null when there are too many that came later.</returns>
    public async Task<IDisposable?> EnterAsync(string address, Action close, CancellationToken cancellationToken)
    {
        var entry = new Entry(address, close, clock.GetTimestamp());
        Entry? tooMany = null;
        List<Action> slow = [];
        lock (_gate)
        {
            var of = Of(address);
            _inAll++;
            if (of.Shaking.Count < MaxAtOnce)
            {
                entry.Place = of.Shaking.AddLast(entry);
                return new Handle(() => Leave(entry));
            }

            entry.Place = of.Waiting.AddLast(entry);
            if (of.Waiting.Count > MaxWaiting || _inAll > MaxInAll)
            {
                tooMany = Remove((of.Waiting.Count > 1 ? of : Fullest()).Waiting.First);
            }

            slow.AddRange(of.Shaking.Where(other => clock.GetElapsedTime(other.Since) > WhenCrowded).Select(other => other.Close));
        }

        tooMany?.Turn.TrySetResult(false);
        foreach (var end in slow)
        {
            end();
        }

        await using var gone = cancellationToken.Register(() => entry.Turn.TrySetResult(false));
        if (await entry.Turn.Task)
        {
            return new Handle(() => Leave(entry));
        }

        Leave(entry);
        return null;
    }

    private void Leave(Entry entry)
    {
        lock (_gate)
        {
            var of = Of(entry.Address);
            Remove(entry.Place);
            while (of.Shaking.Count < MaxAtOnce && of.Waiting.Last is { } newest)
            {
                of.Waiting.Remove(newest);
                if (newest.Value.Turn.TrySetResult(true))
                {
                    newest.Value.Since = clock.GetTimestamp();
                    of.Shaking.AddLast(newest);
                }
                else
                {
                    _inAll--; // it ended while it waited
                }
            }

            if (of.IsEmpty)
            {
                _addresses.Remove(entry.Address);
            }
        }
    }

    private Entry? Remove(LinkedListNode<Entry>? place)
    {
        if (place is not { List: { } list })
        {
            return null;
        }

        list.Remove(place);
        _inAll--;
        return place.Value;
    }

    private Address Of(string address)
    {
        if (!_addresses.TryGetValue(address, out var of))
        {
            _addresses[address] = of = new Address();
        }

        return of;
    }

    private Address Fullest() => _addresses.Values.MaxBy(of => of.Silent.Count + of.Waiting.Count)!;

    private sealed class Address
    {
        public LinkedList<Entry> Silent { get; } = new();

        public LinkedList<Entry> Waiting { get; } = new();

        public LinkedList<Entry> Shaking { get; } = new();

        public bool IsEmpty => Silent.Count + Waiting.Count + Shaking.Count == 0;
    }

    private sealed class Entry(string address, Action close, long since)
    {
        public string Address { get; } = address;

        public Action Close { get; } = close;

        public long Since { get; set; } = since;

        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Entry>? Place { get; set; }
    }

    private sealed class Handle(Action leave) : IDisposable
    {
        private Action? _leave = leave;

        public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
    }
}
