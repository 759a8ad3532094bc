using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.Dashboard.Watching;

/// <summary>
/// What all open pages show, kept once: the last exchanges, refused handshakes, timers and filings. It watches customs as long as a page is
/// open, and no longer.
/// </summary>
public sealed class LiveFeed(ICustomsManagement customs, ILogger<LiveFeed> log) : IDisposable
{
    private const int MostRead = 50; // refusals from before that are opened
    private const int Load = 20; // changes within a tick

    // As often as a person can see. Where more happens than anybody can follow, drawing it ten times a second would only take from customs.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UnderLoad = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Action> _pages = [];
    private readonly LiveRecord _record = new();
    private CancellationTokenSource? _watch;
    private LiveView? _view = LiveView.Nothing;
    private int _changes;

    /// <summary>What there is to see.</summary>
    public LiveView View
    {
        get
        {
            lock (_gate)
            {
                return _view ??= _record.Look();
            }
        }
    }

    /// <summary>Reads the lists where nobody watches yet, so that the first page is not empty.</summary>
    /// <param name="cancellationToken">The page is no longer wanted.</param>
    public async Task PrimeAsync(CancellationToken cancellationToken = default)
    {
        bool isWatched;
        lock (_gate)
        {
            isWatched = _watch is not null;
        }

        if (!isWatched)
        {
            await TryReadAsync(cancellationToken);
        }
    }

    /// <summary>Watches until the result is disposed of.</summary>
    /// <param name="changed">Called when there is something new, not more often than a person can see.</param>
    public IDisposable Join(Action changed)
    {
        lock (_gate)
        {
            _pages.Add(changed);
            if (_watch is null)
            {
                _watch = new CancellationTokenSource();
                _ = RunAsync(_watch.Token);
            }
        }

        return new Page(this, changed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _pages.Clear();
            Stop();
        }
    }

    private void Leave(Action changed)
    {
        lock (_gate)
        {
            _pages.Remove(changed);
            if (_pages.Count == 0)
            {
                Stop();
            }
        }
    }

    private void Stop()
    {
        _watch?.Cancel();
        _watch?.Dispose();
        _watch = null;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var others = new OtherNodes(customs, change => Change(() => change(_record)));
            await Task.WhenAll(WatchAsync(cancellationToken), TellPagesAsync(cancellationToken), others.FollowAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // No page is open any more.
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The pages cannot follow what happens.");
            Change(() =>
                _view = LiveView.Nothing with { Away = "The pages cannot follow what happens; the log says why. Reload to try again." }
            );
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var mustRead = true;
        await foreach (var happened in customs.WatchAsync(cancellationToken: cancellationToken))
        {
            switch (happened)
            {
                case WatchedEvent.Away away:
                    Change(() => _view = (_view ?? _record.Look()) with { Away = away.Why });
                    mustRead = true;
                    break;
                case WatchedEvent.Gap:
                case WatchedEvent.Alive when mustRead:
                    mustRead = !await TryReadAsync(cancellationToken);
                    break;
                case WatchedEvent.OfExchange { Exchange: var exchange }:
                    Change(() => _record.Add(exchange));
                    break;
                case WatchedEvent.OfTlsRefusal { Refusal: var refusal }:
                    Change(() => _record.Add(LiveRow.Of(refusal)));
                    break;
                case WatchedEvent.OfTimer { Timer: var timer }:
                    Change(() => _record.Add(LiveRow.Of(timer)));
                    break;
                case WatchedEvent.OfFiling { Filing: var filing }:
                    Change(() => _record.Add(filing));
                    break;
                case WatchedEvent.OfMessage { Message: { IsOut: true } message }:
                    Change(() => _record.Add(message));
                    await ReadRefusalsAsync([message], cancellationToken);
                    break;
                case WatchedEvent.OfRehearsal { Rehearsal: var went }:
                    Change(() => _record.Add(went));
                    break;
                default:
                    break;
            }
        }
    }

    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var lists = await LiveLists.ReadAsync(customs, cancellationToken);
            Change(() => lists.Fill(_record));
            await ReadRefusalsAsync(lists.Outgoing.Take(MostRead), cancellationToken);
            return true;
        }
        catch (Exception away) when (Failures.IsExpected(away) && !cancellationToken.IsCancellationRequested)
        {
            Change(() => _view = (_view ?? _record.Look()) with { Away = away.Message });
            return false;
        }
    }

    private async Task ReadRefusalsAsync(IEnumerable<MessageView> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages.Where(Wanted).ToList())
        {
            try
            {
                if (Refusals.Read(await customs.DocumentAsync(message, cancellationToken)) is { } said)
                {
                    Change(() => _record.Say(message, said));
                }
            }
            catch (ManagementRefusedException)
            {
                // Forgotten meanwhile; the row says which message it was.
            }
        }
    }

    private async Task TellPagesAsync(CancellationToken cancellationToken)
    {
        LiveView? told = null;
        while (true)
        {
            Action[] pages;
            LiveView view;
            bool isLoaded;
            lock (_gate)
            {
                (isLoaded, _changes) = (_changes > Load, 0);
                view = _view ??= _record.Look();
                pages = [.. _pages];
            }

            if (!ReferenceEquals(view, told))
            {
                told = view;
                Array.ForEach(pages, page => page());
            }

            await Task.Delay(isLoaded ? UnderLoad : Tick, cancellationToken);
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            _view = null;
            _changes++;
            change();
        }
    }

    private bool Wanted(MessageView message)
    {
        lock (_gate)
        {
            return _record.Wants(message);
        }
    }

    private sealed class Page(LiveFeed feed, Action changed) : IDisposable
    {
        public void Dispose() => feed.Leave(changed);
    }
}
