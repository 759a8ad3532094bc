using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.Dashboard.Watching;

/// <summary>
/// What all open pages show, kept once: the last exchanges, refused handshakes, timers and filings. It watches customs as long as a page is
/// open, and no longer.
/// </summary>
public sealed class LiveFeed(ICustomsManagement customs, ILogger<LiveFeed> log) : IDisposable
{
    private const int Kept = 10_000;
    private const int KeptFilings = 2_000;

    // As often as a person can see, whatever is going on.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly List<Action> _pages = [];
    private readonly Queue<(LiveRow Row, ExchangeView? Exchange)> _rows = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Party, string MessageId), FilingView> _filings = [];
    private readonly Dictionary<string, MessageView> _outgoing = new(StringComparer.Ordinal);
    private CancellationTokenSource? _watch;
    private LiveView? _view = LiveView.Nothing;

    /// <summary>What there is to see.</summary>
    public LiveView View
    {
        get
        {
            lock (_gate)
            {
                return _view ??= Look();
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
            await Task.WhenAll(WatchAsync(cancellationToken), TellPagesAsync(cancellationToken));
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
                    Change(() => _view = (_view ?? Look()) with { Away = away.Why });
                    mustRead = true;
                    break;
                case WatchedEvent.Gap:
                case WatchedEvent.Alive when mustRead:
                    mustRead = !await TryReadAsync(cancellationToken);
                    break;
                case WatchedEvent.OfExchange { Exchange: var exchange }:
                    Change(() => Add(exchange));
                    break;
                case WatchedEvent.OfTlsRefusal { Refusal: var refusal }:
                    Change(() => Add(LiveRow.Of(refusal), null));
                    break;
                case WatchedEvent.OfTimer { Timer: var timer }:
                    Change(() => Add(LiveRow.Of(timer), null));
                    break;
                case WatchedEvent.OfFiling { Filing: var filing }:
                    Change(() => Add(filing));
                    break;
                case WatchedEvent.OfMessage { Message: { IsOut: true } message }:
                    Change(() => _outgoing[message.MessageId] = message);
                    break;
                default:
                    break;
            }
        }
    }

    // From the lists, what happened before anybody watched, or while nobody could.
    private async Task<bool> TryReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var exchanges = await customs.ExchangesAsync(limit: 1000, cancellationToken: cancellationToken);
            var refusals = (await customs.TlsRefusalsAsync(cancellationToken)).Refusals;
            var filings = await customs.FilingsAsync(limit: 200, cancellationToken: cancellationToken);
            var outgoing = await customs.MessagesAsync("out", limit: 1000, cancellationToken: cancellationToken);
            Change(() =>
            {
                _rows.Clear();
                _known.Clear();
                _filings.Clear();
                var rows = exchanges
                    .Select(exchange => (Row: LiveRow.Of(exchange), Exchange: (ExchangeView?)exchange))
                    .Concat(refusals.Select(refusal => (Row: LiveRow.Of(refusal), Exchange: (ExchangeView?)null)))
                    .OrderBy(one => one.Row.At);
                foreach (var (row, exchange) in rows)
                {
                    Add(row, exchange);
                }

                foreach (var filing in filings)
                {
                    Add(filing);
                }

                foreach (var message in outgoing)
                {
                    _outgoing[message.MessageId] = message;
                }
            });
            return true;
        }
        catch (Exception away) when (away is HttpRequestException or ManagementRefusedException or IOException)
        {
            Change(() => _view = (_view ?? Look()) with { Away = away.Message });
            return false;
        }
    }

    private async Task TellPagesAsync(CancellationToken cancellationToken)
    {
        LiveView? told = null;
        while (true)
        {
            Action[] pages;
            LiveView view;
            lock (_gate)
            {
                view = _view ??= Look();
                pages = [.. _pages];
            }

            if (!ReferenceEquals(view, told))
            {
                told = view;
                Array.ForEach(pages, page => page());
            }

            await Task.Delay(Tick, cancellationToken);
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            _view = null;
            change();
        }
    }

    private void Add(ExchangeView exchange) => Add(LiveRow.Of(exchange), exchange);

    private void Add(LiveRow row, ExchangeView? exchange)
    {
        if (exchange is not null && !_known.Add(exchange.Id))
        {
            return;
        }

        _rows.Enqueue((row, exchange));
        if (_rows.Count > Kept && _rows.Dequeue().Exchange is { } gone)
        {
            _known.Remove(gone.Id);
        }
    }

    private void Add(FilingView filing)
    {
        _filings[(filing.Party, filing.MessageId)] = filing;
        if (_filings.Count > KeptFilings)
        {
            _filings.Remove(_filings.MinBy(one => one.Value.ReceivedAt).Key);
        }
    }

    private LiveView Look()
    {
        var rows = _rows.ToArray();
        Array.Reverse(rows);
        return new LiveView(
            [.. rows.Select(one => one.Row)],
            [.. rows.Select(one => one.Exchange).OfType<ExchangeView>()],
            [
                .. _filings
                    .Values.OrderByDescending(filing => filing.ReceivedAt)
                    .ThenByDescending(filing => filing.MessageId, StringComparer.Ordinal),
            ],
            _outgoing.Values.Count(message => message.State == "waiting"),
            Away: null
        );
    }

    private sealed class Page(LiveFeed feed, Action changed) : IDisposable
    {
        public void Dispose() => feed.Leave(changed);
    }
}

/// <summary>What there is to see at an instant.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Exchanges">Newest first.</param>
/// <param name="Filings">Newest first.</param>
/// <param name="Waiting">Messages of customs that wait for their receipt.</param>
/// <param name="Away">Why customs cannot be watched; null when it can.</param>
public sealed record LiveView(
    IReadOnlyList<LiveRow> Rows,
    IReadOnlyList<ExchangeView> Exchanges,
    IReadOnlyList<FilingView> Filings,
    int Waiting,
    string? Away
)
{
    /// <summary>Before anything was read.</summary>
    public static LiveView Nothing { get; } = new([], [], [], 0, Away: null);
}
