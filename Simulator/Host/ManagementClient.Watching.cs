using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;

namespace Ics2.Simulator;

public sealed partial class ManagementClient
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async IAsyncEnumerable<WatchedEvent> WatchAsync(
        long? after = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var at = after;
        while (!cancellationToken.IsCancellationRequested)
        {
            string? why = null;
            await using var stream = StreamAsync(at, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (why is null)
            {
                SseItem<string> item;
                try
                {
                    if (!await stream.MoveNextAsync())
                    {
                        why = "the simulator ended the stream";
                        continue;
                    }

                    item = stream.Current;
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    yield break;
                }
                catch (Exception away)
                    when (away is HttpRequestException or IOException or ManagementRefusedException or OperationCanceledException)
                {
                    why = away.Message;
                    continue;
                }

                at = long.Parse(item.EventId ?? "0", CultureInfo.InvariantCulture);
                if (Read(item, at.Value) is { } read)
                {
                    yield return read;
                }
            }

            yield return new WatchedEvent.Away(at ?? 0, why);
            await Task.Delay(Again, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async IAsyncEnumerable<SseItem<string>> StreamAsync(long? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = after?.ToString(CultureInfo.InvariantCulture);
        using var response = await SendAsync(
            HttpMethod.Get,
            Path("events", ("after", from)),
            content: null,
            cancellationToken,
            HttpCompletionOption.ResponseHeadersRead
        );
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            yield return item;
        }
    }

    // A kind that a newer simulator tells of is passed over.
    private WatchedEvent? Read(SseItem<string> item, long id) =>
        item.EventType switch
        {
            "exchange" => new WatchedEvent.OfExchange(id, Named(Data<ExchangeView>(item))),
            "message" => new WatchedEvent.OfMessage(id, Data<MessageView>(item)),
            "filing" => new WatchedEvent.OfFiling(id, Data<FilingView>(item)),
            "timer" => new WatchedEvent.OfTimer(id, Data<TimerView>(item)),
            "tlsRefusal" => new WatchedEvent.OfTlsRefusal(id, Named(Data<TlsRefusal>(item))),
            "chaos" => new WatchedEvent.OfChaos(id, Data<ChaosEvent>(item)),
            "rehearsal" => new WatchedEvent.OfRehearsal(id, Data<RehearsalEvent>(item)),
            "gap" => new WatchedEvent.Gap(id),
            "hello" or "quiet" => new WatchedEvent.Alive(id),
            _ => null,
        };

    private static T Data<T>(SseItem<string> item) => JsonSerializer.Deserialize<T>(item.Data, ManagementJson.Tolerant)!;
}
