namespace Ics2.AccessPoint.Watching;

/// <summary>Something that happened, for whoever watches.</summary>
/// <param name="Id">Rises with time, also over a restart.</param>
/// <param name="Kind">One of those of cli-json.md, for example <c>exchange</c>.</param>
/// <param name="Data">The document of the list of that kind.</param>
internal sealed record Happening(long Id, string Kind, object Data);

/// <summary>
/// The last things that happened at this node. Telling costs next to nothing; what has to be read from the store is told only while somebody
/// watches.
/// </summary>
internal sealed class EventLog
{
    private const int Kept = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<Happening> _last = new();
    private readonly long _first;
    private TaskCompletionSource _more = New();
    private long _id;
    private int _watchers;

    public EventLog(TimeProvider clock) =>
        // A node that was started anew goes on above the ids of before.
        _id = _first = clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched => Volatile.Read(ref _watchers) > 0;

    /// <summary>The id of the latest.</summary>
    public long Latest
    {
        get
        {
            lock (_gate)
            {
                return _id;
            }
        }
    }

    /// <summary>Tells of something.</summary>
    public void Tell(string kind, object data)
    {
        TaskCompletionSource told;
        lock (_gate)
        {
            _last.Enqueue(new Happening(++_id, kind, data));
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }

            (told, _more) = (_more, New());
        }

        told.SetResult();
    }

    /// <summary>What happened after an id; null when some of it is no longer known.</summary>
    public IReadOnlyList<Happening>? After(long id)
    {
        lock (_gate)
        {
            var known = _last.TryPeek(out var oldest) ? oldest.Id - 1 : _id;
            return id < Math.Max(known, _first) || id > _id ? null : [.. _last.SkipWhile(one => one.Id <= id)];
        }
    }

    /// <summary>Waits until something happens after an id.</summary>
    public Task WaitAsync(long id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _id > id ? Task.CompletedTask : _more.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Watches until it is disposed of.</summary>
    public IDisposable Watch() => new Watcher(this);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Watcher : IDisposable
    {
        private EventLog? _log;

        public Watcher(EventLog log)
        {
            _log = log;
            Interlocked.Increment(ref log._watchers);
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _log, null) is { } log)
            {
                Interlocked.Decrement(ref log._watchers);
            }
        }
    }
}
