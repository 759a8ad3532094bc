using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Trader;
using Ics2.Trader.Conduct;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;

namespace Ics2.StepDefinitions.Clients;

/// <summary>The client of this house.</summary>
public sealed class BuiltinTrader : ITraderUnderTest
{
    /// <inheritdoc/>
    public string Name => "builtin";

    /// <inheritdoc/>
    public bool CanMisbehave => true;

    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client at work owns the folder.")]
    public async Task<ITraderAtWork> StartAsync(Workplace place, CancellationToken cancellationToken)
    {
        var trader = TraderFolder.Open(place.Folder);
        try
        {
            var receiver =
                trader.Settings.Channel == ReplyChannel.Push
                    ? await PushReceiver.StartAsync(trader, push: new PushOptions { Port = 0 }, cancellationToken: cancellationToken)
                    : null;
            return new AtWork(place, trader, receiver);
        }
        catch
        {
            trader.Dispose();
            throw;
        }
    }

    private sealed class AtWork(Workplace place, TraderFolder folder, PushReceiver? receiver) : ITraderAtWork
    {
        // A scenario has no ten seconds to wait for the profile's interval, and customs may be out of order for a second.
        private static readonly RetryPolicy Soon = new(8, TimeSpan.FromMilliseconds(200));

        private readonly TraderClient _client = new(folder, Options(null));

        public Uri? PushUrl => receiver?.Url;

        public Task<Told> PingAsync(CancellationToken cancellationToken) => SendAsync("ping", () => _client.PingAsync(cancellationToken));

        public async Task<Told> LodgeAsync(
            string message,
            ReadOnlyMemory<byte> document,
            IReadOnlyList<Payload> attachments,
            Misconduct? conduct,
            CancellationToken cancellationToken
        )
        {
            var submission = new Submission
            {
                Action = message,
                Xml = document,
                Attachments = attachments,
            };
            if (conduct is null)
            {
                return await SendAsync($"send {message}", () => _client.LodgeAsync(submission, cancellationToken));
            }

            await using var unlucky = new TraderClient(folder, Options(conduct));
            return await SendAsync($"send {message}, {conduct.Name}", () => unlucky.LodgeAsync(submission, cancellationToken));
        }

        public async Task CollectAsync(Misconduct? conduct, Mpc? channel, CancellationToken cancellationToken)
        {
            if (receiver is not null)
            {
                return;
            }

            await using var unlucky =
                conduct is null && channel is null ? null : new TraderClient(folder, Options(conduct) with { Channel = channel });
            var call = place.Begin($"pull{(conduct is null ? "" : $", {conduct.Name}")}{(channel is null ? "" : $" from {channel}")}");
            var pulled = new List<string>();
            await foreach (var message in (unlucky ?? _client).PullAllAsync(cancellationToken))
            {
                // What comes is acknowledged; the access point sees it.
                pulled.Add(Describe(message));
            }

            call.End(pulled.Count == 0 ? "brought nothing" : $"brought {string.Join(", ", pulled)}");
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

        private static string Describe(PullResult pulled) =>
            pulled.Message is { } message ? $"{message.Action} {(pulled.Acknowledged ? "and acknowledged it" : "")}".TrimEnd()
            : pulled.Error is { } error ? $"{pulled.Outcome}: {error}"
            : pulled.Outcome.ToString();

        private async Task<Told> SendAsync(string what, Func<Task<LodgeResult>> send)
        {
            var call = place.Begin(what);
            var result = await send();
            call.End(
                (result.Error, result.Receipt) switch
                {
                    ({ } error, _) => $"ended with {error}",
                    (_, { Valid: true }) => "ended with a valid receipt",
                    (_, { }) => "ended with a receipt that is not valid",
                    _ => "ended without a receipt",
                }
            );
            return new Told(result.MessageId.Value, result.Receipt?.Valid, result.Error);
        }

        private static TraderOptions Options(Misconduct? conduct) => new() { Retry = Soon, Around = conduct is null ? [] : [conduct] };
    }
}
