using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Storing;
using Ics2.AccessPoint.Watching;
using Ics2.Customs.Model;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// While somebody watches, looks into the store for what was recorded, by this node or another, and tells of it. Without a watcher it does
/// nothing.
/// </summary>
internal sealed class StoreWatch(IChanges changes, IMessageLists messages, EventLog events, ChaosRules chaos)
{
    private const int Most = 500;
    private const int Load = 10; // found within a look

    // Another node may record under a number that was given out earlier, so that it shows up late.
    private const int Behind = 100;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    // Where much happens, several things that happen to one filing are told of as one.
    private static readonly TimeSpan UnderLoad = TimeSpan.FromMilliseconds(400);

    private readonly Lock _gate = new();
    private readonly HashSet<(string Table, long Sequence)> _told = [];
    private StorePoint? _start;
    private StorePoint _point = new(0, 0, 0);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = 0;
            try
            {
                found = FollowOn();
            }
            catch (StoreUnreachableException)
            {
                // It says so itself, once; what was recorded meanwhile is told afterwards.
            }

            await Task.Delay(found is > Load and < Most - Behind ? UnderLoad : Look, cancellationToken);
        }
    }

    /// <summary>
    /// Begins for somebody who has just come to watch. What is recorded after this returns is told; what was recorded before stands in the
    /// lists, which are to be read next.
    /// </summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_start is null)
            {
                _told.Clear();
                _point = _start = changes.Latest();
            }
        }
    }

    // How much was found of what there may be more of.
    private int FollowOn()
    {
        lock (_gate)
        {
            if (!events.IsWatched)
            {
                _start = null;
            }
            else if (_start is { } start)
            {
                return Follow(start);
            }

            return 0;
        }
    }

    private int Follow(StorePoint start)
    {
        var (recorded, happened) = (0, 0);
        var from = new StorePoint(
            Math.Max(_point.Incoming - Behind, start.Incoming),
            Math.Max(_point.Outgoing - Behind, start.Outgoing),
            Math.Max(_point.Events - Behind, start.Events)
        );
        foreach (var row in changes.MessagesAfter(from, Most).Where(row => _told.Add((row.Direction, row.Sequence))))
        {
            recorded++;
            events.Tell("message", MessageDocuments.View(row, chaos));
            _point =
                row.Direction == "in"
                    ? _point with
                    {
                        Incoming = Math.Max(_point.Incoming, row.Sequence),
                    }
                    : _point with
                    {
                        Outgoing = Math.Max(_point.Outgoing, row.Sequence),
                    };
        }

        var changed = new HashSet<FilingKey>();
        foreach (var one in changes.HappenedAfter(from, Most).Where(one => _told.Add(("event", one.Sequence))))
        {
            happened++;
            changed.Add(one.Key);
            TellTimer(one);
            _point = _point with { Events = Math.Max(_point.Events, one.Sequence) };
        }

        foreach (var key in changed)
        {
            Tell(key);
        }

        _told.RemoveWhere(one =>
            one.Sequence
            <= one.Table switch
            {
                "in" => from.Incoming,
                "out" => from.Outgoing,
                _ => from.Events,
            }
        );
        return Math.Max(recorded, happened);
    }

    private void Tell(FilingKey key)
    {
        if (changes.FilingOf(key) is { } row)
        {
            events.Tell("filing", FilingDocuments.Row(row));
        }

        // The decision ended the wait of the message that carried it.
        if (messages.FindMessages(new MessageAddress(key.MessageId, key.Party, "in")) is [var message, ..])
        {
            events.Tell("message", MessageDocuments.View(message, chaos));
        }
    }

    private void TellTimer(HappenedToFiling one)
    {
        if (one.Kind == FilingDocuments.TimerExpired && changes.FilingOf(one.Key)?.Filing is { } filing)
        {
            events.Tell("timer", FilingDocuments.Expired(filing, one.Data));
        }
    }
}
