using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;
using Ics2.Trader;

namespace Ics2.StepDefinitions.Clients;

/// <summary>The client of this house.</summary>
public sealed class BuiltinTrader : ITraderUnderTest
{
    /// <inheritdoc/>
    public string Name => "builtin";

    /// <inheritdoc/>
    public bool ObeysMishaps => true;

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client at work owns the folder.")]
    public async Task<ITraderAtWork> StartAsync(string folder, CancellationToken ct)
    {
        var trader = TraderFolder.Open(folder);
        try
        {
            var receiver = trader.Settings.Channel == ReplyChannel.Push ? await PushReceiver.StartAsync(trader, push: new PushOptions { Port = 0 }, ct: ct) : null;
            return new AtWork(trader, receiver);
        }
        catch
        {
            trader.Dispose();
            throw;
        }
    }

    private sealed class AtWork(TraderFolder folder, PushReceiver? receiver) : ITraderAtWork
    {
        private readonly TraderClient _client = new(folder, Mishaps.Suffer(Mishap.None));

        public Uri? PushUrl => receiver?.Url;

        public async Task<Told> PingAsync(CancellationToken ct) => Tell(await _client.PingAsync(ct));

        public async Task<Told> LodgeAsync(string message, ReadOnlyMemory<byte> document, IReadOnlyList<Payload> attachments, Mishap mishap, CancellationToken ct)
        {
            var submission = new Submission { Action = message, Xml = document, Attachments = attachments };
            if (mishap == Mishap.None)
            {
                return Tell(await _client.LodgeAsync(submission, ct));
            }

            await using var unlucky = new TraderClient(folder, Mishaps.Suffer(mishap));
            return Tell(await unlucky.LodgeAsync(submission, ct));
        }

        public async Task CollectAsync(Mishap mishap, Mpc? channel, CancellationToken ct)
        {
            if (receiver is not null)
            {
                return;
            }

            await using var unlucky = mishap == Mishap.None && channel is null ? null : new TraderClient(folder, Mishaps.Suffer(mishap, channel));
            await foreach (var _ in (unlucky ?? _client).PullAllAsync(ct))
            {
                // what comes is acknowledged; the access point sees it
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _client.DisposeAsync();
            if (receiver is not null)
            {
                await receiver.DisposeAsync();
            }

            folder.Dispose();
        }

        private static Told Tell(LodgeResult result) => new(result.MessageId.Value, result.Receipt?.Valid, result.Error);
    }
}
