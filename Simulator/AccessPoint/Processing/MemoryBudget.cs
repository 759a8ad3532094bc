namespace Ics2.AccessPoint.Processing;

/// <summary>
/// So many bytes, of which everybody who is about to use many takes a part first and gives it back: what does not fit waits for its turn,
/// and in the end goes without. Nobody overtakes, so nothing large starves.
/// </summary>
/// <param name="bytes">All there is.</param>
/// <param name="clock">Measures how long somebody waits.</param>
internal sealed class MemoryBudget(long bytes, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _waiting = new();
    private readonly Dictionary<string, long> _held = new(StringComparer.Ordinal);
    private long _free = bytes;

    /// <summary>All there is.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Told of every part that is given back.</summary>
    public Action<long>? GivenBack { get; set; }

    /// <summary>What nobody holds.</summary>
    public long Free
    {
        get
        {
            lock (_gate)
            {
                return _free;
            }
        }
    }

    /// <summary>Takes a part.</summary>
    /// <param name="wanted">Bytes; more than there are at all is never given.</param>
    /// <param name="holder">Who takes; nobody gets more than half while that half has to do for the others. Null for the house itself.</param>
    /// <param name="patience">How long to wait; null for as long as it takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The part, to be disposed of; null when the patience was over first.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<Part?> TakeAsync(long wanted, string? holder, TimeSpan? patience, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_gate)
        {
            if (wanted > Bytes)
            {
                return null;
            }

            waiter = new Waiter(wanted, holder);
            waiter.Place = _waiting.AddLast(waiter);
            Serve();
        }

        try
        {
            return await waiter.Given.Task.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, clock, cancellationToken);
        }
        catch (Exception over) when (over is TimeoutException or OperationCanceledException)
        {
            if (!Leave(waiter))
            {
                return await waiter.Given.Task; // it was given at the same moment
            }

            if (over is OperationCanceledException)
            {
                throw;
            }

            return null;
        }
    }

    private bool Leave(Waiter waiter)
    {
        lock (_gate)
        {
            if (waiter.Place is not { List: not null } place)
            {
                return false;
            }

            _waiting.Remove(place);
            Serve(); // whoever stood behind may fit
            return true;
        }
    }

    private void GiveBack(Waiter waiter)
    {
        lock (_gate)
        {
            _free += waiter.Bytes;
            if (waiter.Holder is { } holder && (_held[holder] -= waiter.Bytes) == 0)
            {
                _held.Remove(holder);
            }

            Serve();
        }

        GivenBack?.Invoke(waiter.Bytes);
    }

    // The first that fits in its holder's share; one that waits for its own share holds nobody else up.
    private void Serve()
    {
        for (var place = _waiting.First; place is not null; )
        {
            var next = place.Next;
            if (Fits(place.Value))
            {
                _waiting.Remove(place);
#pragma warning disable CA2000 // it is the waiter's
                place.Value.Given.SetResult(Give(place.Value));
#pragma warning restore CA2000
            }
            else if (IsWithinShare(place.Value))
            {
                return;
            }

            place = next;
        }
    }

    private bool Fits(Waiter waiter) => waiter.Bytes <= _free && IsWithinShare(waiter);

    // Whoever holds nothing may have any part, however large.
    private bool IsWithinShare(Waiter waiter) =>
        waiter.Holder is not { } holder || !_held.TryGetValue(holder, out var held) || held + waiter.Bytes <= Bytes / 2;

    private Part Give(Waiter waiter)
    {
        _free -= waiter.Bytes;
        if (waiter.Holder is { } holder)
        {
            _held[holder] = _held.GetValueOrDefault(holder) + waiter.Bytes;
        }

        return new Part(() => GiveBack(waiter));
    }

    /// <summary>What was taken; giving it back twice does nothing.</summary>
    internal sealed class Part(Action giveBack) : IDisposable
    {
        private Action? _giveBack = giveBack;

        public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
    }

    private sealed class Waiter(long bytes, string? holder)
    {
        public long Bytes { get; } = bytes;

        public string? Holder { get; } = holder;

        public TaskCompletionSource<Part> Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Place { get; set; }
    }
}
