using Ics2.Load.Engine;
using Ics2.Trader.Lodging;
using Ics2.Trader.Settings;

namespace Ics2.Load.Scenarios;

/// <summary>How the traders of a run behave.</summary>
public sealed record LoadTraderOptions
{
    /// <summary>Sends everything to this address instead of the one in trader.json.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How long an HTTP exchange may take.</summary>
    public TimeSpan ResponseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a message is posted; once, so that every failure is seen, except where the run shall live through restarts.
    /// </summary>
    public RetryPolicy Retry { get; init; } = new(1, TimeSpan.Zero);

    /// <summary>Whether replies are collected; a scenario without replies needs no one to listen.</summary>
    public bool Receives { get; init; } = true;

    /// <summary>
    /// Tells customs where to push: party id and URL, on a port of our choice. Null: it knows, and the port is that of trader.json.
    /// </summary>
    public Func<string, Uri, CancellationToken, Task>? AnnouncePush { get; init; }
}

/// <summary>The traders of a run. Several, because customs delivers to each in order, one message at a time.</summary>
public sealed class LoadTraders : IAsyncDisposable
{
    private readonly List<LoadTrader> _traders = [];
    private readonly OperationCounter _operations = new();
    private readonly AnswerLedger _book = new();

    private LoadTraders(DateTimeOffset started) => Tag = new RunTag(started);

    /// <summary>Marks what belongs to the run.</summary>
    public RunTag Tag { get; }

    /// <summary>Private operations so far.</summary>
    public PrivateOperations Operations => _operations.Counts;

    /// <summary>RSA bits of the traders' seals.</summary>
    public int KeySize => _traders[0].KeySize;

    /// <summary>Receipts and answers so far.</summary>
    public AnswerCounts Answers => _book.Counts;

    internal AnswerLedger Book => _book;

    internal IReadOnlyList<LoadTrader> All => _traders;

    /// <summary>Opens the trader folders and begins to receive.</summary>
    /// <param name="options">How they behave.</param>
    /// <param name="clock">Dates the run.</param>
    /// <exception cref="TraderFolderException">A folder cannot be used.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<LoadTraders> OpenAsync(
        IEnumerable<string> folders,
        LoadTraderOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken = default
    )
    {
        var traders = new LoadTraders(clock.GetUtcNow());
        try
        {
            foreach (var folder in folders)
            {
                traders._traders.Add(
                    await LoadTrader.StartAsync(
                        folder,
                        options,
                        traders._operations,
                        new ReplyRouter(traders._book, traders.Tag),
                        cancellationToken
                    )
                );
            }

            return traders._traders.Count > 0 ? traders : throw new ArgumentException("There has to be a trader.", nameof(folders));
        }
        catch
        {
            await traders.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_traders.Select(trader => trader.DisposeAsync().AsTask()));

    /// <summary>Whose turn it is.</summary>
    internal LoadTrader For(long number) => _traders[(int)(number % _traders.Count)];

    internal int IndexFor(long number) => (int)(number % _traders.Count);
}
