using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Ens.Values;
using Ics2.Load.Engine;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;

namespace Ics2.Load.Scenarios;

/// <summary>One trader under load: lodges, and receives by push or by pull for as long as it lives.</summary>
internal sealed class LoadTrader : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    private readonly TraderFolder _folder;
    private readonly TraderClient _client;
    private readonly OperationCounter _operations;
    private readonly CancellationTokenSource _end = new();
    private PushReceiver? _receiver;
    private Task _receiving = Task.CompletedTask;

    private LoadTrader(TraderFolder folder, TraderOptions options, OperationCounter operations, ReplyRouter desk)
    {
        _folder = folder;
        _operations = operations;
        Desk = desk;
        _client = new TraderClient(folder, options);
    }

    /// <summary>Whom its filings declare.</summary>
    public Eori Declarant => Eori.Parse(_folder.Settings.Eori);

    /// <summary>RSA bits of its seal.</summary>
    public int KeySize => _folder.Seal.Leaf.PublicKey.GetRSAPublicKey()!.KeySize;

    public ReplyRouter Desk { get; }

    /// <summary>Opens a trader folder and begins to receive.</summary>
    public static async Task<LoadTrader> StartAsync(
        string directory,
        LoadTraderOptions options,
        OperationCounter operations,
        ReplyRouter desk,
        CancellationToken cancellationToken
    )
    {
        var folder = TraderFolder.Open(directory);
        var settings = new TraderOptions
        {
            Profile = Profile.Ics2HtiV2 with { ResponseTimeout = options.ResponseTimeout },
            Retry = options.Retry,
            Sealed = operations.TraderSealed,
            Network = connection => WireFault.Around(connection, options.Endpoint),
            KeepsInbox = false,
        };
        var trader = new LoadTrader(folder, settings, operations, desk);
        try
        {
            await trader.ReceiveAsync(settings, options, cancellationToken);
            return trader;
        }
        catch
        {
            await trader.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lodges a document and checks the receipt.</summary>
    public Task<Failure?> LodgeAsync(string action, byte[] xml, CancellationToken cancellationToken) =>
        JudgeAsync(() => _client.LodgeAsync(new Submission { Action = action, Xml = xml }, cancellationToken));

    /// <summary>Sends the connectivity test and checks the receipt.</summary>
    public Task<Failure?> PingAsync(CancellationToken cancellationToken) => JudgeAsync(() => _client.PingAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _receiving;
        if (_receiver is not null)
        {
            await _receiver.DisposeAsync();
        }

        await _client.DisposeAsync();
        _end.Dispose();

        // The folder stays open: its key must outlive connections that nobody waits for any more.
    }

    private async Task<Failure?> JudgeAsync(Func<Task<LodgeResult>> lodge)
    {
        var fault = WireFault.Watch();
        var result = await lodge();
        foreach (var _ in result.Trail.Where(attempt => attempt.Receipt is { Valid: true }))
        {
            _operations.CustomsSealed();
        }

        return LodgingFailures.Of(result, fault);
    }

    private async Task ReceiveAsync(TraderOptions settings, LoadTraderOptions options, CancellationToken cancellationToken)
    {
        if (!options.Receives)
        {
            return;
        }

        if (_folder.Settings.Channel == ReplyChannel.Pull)
        {
            _receiving = Task.Run(PullAsync, CancellationToken.None);
            return;
        }

        _receiver = await PushReceiver.StartAsync(
            _folder,
            settings,
            new PushOptions { Port = options.AnnouncePush is null ? null : 0 },
            cancellationToken
        );
        _receiving = Task.Run(() => TakePushesAsync(_receiver), CancellationToken.None);
        if (options.AnnouncePush is { } announce)
        {
            await announce(_folder.Settings.PartyId, _receiver.Url, cancellationToken);
        }
    }

    private async Task TakePushesAsync(PushReceiver receiver)
    {
        try
        {
            await foreach (var message in receiver.MessagesAsync(_end.Token))
            {
                Take(message);
            }
        }
        catch (OperationCanceledException)
        {
            // This is the way out.
        }
    }

    // Pulls while something is expected: an empty pull costs a private operation too.
    private async Task PullAsync()
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                await Desk.WantedAsync(_end.Token);
                var result = await _client.PullAsync(_end.Token);
                if (result.Message is { } message)
                {
                    Take(message);
                    pause = FirstPause;
                }
                else if (result.Outcome != PullOutcome.Duplicate)
                {
                    await Task.Delay(pause, _end.Token);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // This is the way out.
        }
    }

    private void Take(ReceivedCustomsMessage message)
    {
        _operations.CustomsSealed();
        Desk.Arrived(message);
    }
}
