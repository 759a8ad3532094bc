using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;
using Ics2.Trader;
using Ics2.Trader.Conduct;

namespace Ics2.StepDefinitions.Clients;

/// <summary>The client of this house.</summary>
public sealed class BuiltinTrader : ITraderUnderTest
{
    /// <inheritdoc/>
    public string Name => "builtin";

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
        private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

        // Retries follow at once: a scenario has no ten seconds to wait for the profile's interval.
        private static readonly RetryPolicy AtOnce = new(3, TimeSpan.Zero);

        private readonly TraderClient _client = new(folder);

        public Uri? PushUrl => receiver?.Url;

        public async Task<Answered> PingAsync(CancellationToken ct) => Describe(await _client.PingAsync(ct));

        public async Task<Answered> FileAsync(ReadOnlyMemory<byte> xml, Misconduct? conduct, CancellationToken ct)
        {
            await using var client = new TraderClient(folder, Options(conduct));
            return Describe(await client.LodgeAsync(xml, ct: ct));
        }

        public async Task<(ReceivedCustomsMessage? Message, EbmsError? Error)> PullAsync(Mpc? channel, Misconduct? conduct, CancellationToken ct)
        {
            await using var client = new TraderClient(folder, Options(conduct) with { Channel = channel });
            var result = await client.PullAsync(ct);
            return (result.Message, result.Error);
        }

        public async Task<ReceivedCustomsMessage> ReceiveAsync(CancellationToken ct)
        {
            if (receiver is not null)
            {
                await foreach (var pushed in receiver.MessagesAsync(ct))
                {
                    return pushed;
                }
            }

            while (true)
            {
                if ((await _client.PullAsync(ct)).Message is { } pulled)
                {
                    return pulled;
                }

                await Task.Delay(Pause, ct);
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

        private static TraderOptions Options(Misconduct? conduct) => new() { Retry = AtOnce, Conduct = conduct is null ? [] : [conduct] };

        private static Answered Describe(LodgeResult result) =>
            new(result.MessageId.Value, result.Receipt?.Valid, result.Receipt?.MessageId.Value, result.Error, result.Attempts);
    }
}
