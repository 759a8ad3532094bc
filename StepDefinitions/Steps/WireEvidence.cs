using System.Globalization;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.StepDefinitions;

/// <summary>
/// Keeps what went over the wire between the traders of a scenario and customs: every exchange with its bytes, what customs still has for
/// them, and the connections that it refused.
/// </summary>
/// <param name="customs">The customs side.</param>
/// <param name="evidence">Takes it.</param>
public sealed class WireEvidence(ObservedCustoms customs, Evidence evidence)
{
    private static readonly JsonSerializerOptions Json = new(ManagementJson.Strict) { WriteIndented = true };

    private DateTimeOffset _since = DateTimeOffset.MaxValue;
    private string? _last;

    /// <summary>The scenario's first trader comes: what was before is not its own.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (_since == DateTimeOffset.MaxValue)
        {
            _since = TimeProvider.System.GetUtcNow();
            _last = await customs.LastExchangeAsync(cancellationToken) ?? "0";
        }
    }

    /// <summary>Keeps it.</summary>
    /// <param name="players">The traders of the scenario.</param>
    public async Task KeepAsync(IReadOnlyList<Player> players)
    {
        if (_last is null || players.Count == 0)
        {
            return;
        }

        var exchanges = await customs.ExchangesOfAsync(players, _last, CancellationToken.None);
        foreach (var exchange in exchanges)
        {
            evidence.Keep(
                exchange,
                await BytesAsync(exchange.Request),
                await BytesAsync(exchange.Response),
                await InspectionAsync(exchange)
            );
            Note(exchange, exchange.Party ?? players[0].PartyId);
        }

        await KeepUndeliveredAsync(players, exchanges);
        await KeepRefusedConnectionsAsync(players);
    }

    private async Task<byte[]?> BytesAsync(string? link)
    {
        try
        {
            return link is null ? null : await customs.ExchangeBytesAsync(link, CancellationToken.None);
        }
        catch (ManagementRefusedException)
        {
            return null; // only the latest are kept; the record says how many bytes there were
        }
    }

    // What the trader sealed: its request, or its answer to a push.
    private async Task<InspectionDocument?> InspectionAsync(ExchangeView exchange)
    {
        try
        {
            return (exchange.IsPush() ? exchange.Response : exchange.Request) is null
                ? null
                : await customs.InspectionAsync(exchange.Id, ofResponse: exchange.IsPush(), CancellationToken.None);
        }
        catch (ManagementRefusedException)
        {
            return null; // its bytes are no longer kept
        }
    }

    private void Note(ExchangeView exchange, string party)
    {
        var (from, to) = exchange.IsPush() ? ("customs", party) : (party, "customs");
        var attempt = exchange.Attempt == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"attempt {exchange.Attempt}, ");
        var chaos = exchange.Chaos is { Count: > 0 } done ? $"; chaos: {string.Join(", ", done.Select(one => one.Do))}" : "";
        evidence.Note(new TimelineEntry(exchange.At, from, to, What(exchange), $"{attempt}message {exchange.MessageId}{chaos}"));
        var answer = exchange.Answer;
        evidence.Note(
            new TimelineEntry(
                exchange.At.AddMilliseconds(exchange.Milliseconds),
                to,
                from,
                answer switch
                {
                    { Kind: "message", Action: { } action } => action,
                    { Kind: "error", Code: { } code } => code,
                    { Kind: "none" } => exchange.Http?.Status is { } status
                        ? string.Create(CultureInfo.InvariantCulture, $"HTTP {status}")
                        : "no answer",
                    _ => answer.Kind,
                },
                answer.Detail ?? answer.MessageId
            )
        );
    }

    private static string What(ExchangeView exchange) =>
        exchange.Action
        ?? exchange.Kind switch
        {
            "pullRequest" => "pull request",
            "userMessage" => "user message",
            _ => exchange.Kind,
        };

    // What customs made and nobody has come for is seen in no exchange.
    private async Task KeepUndeliveredAsync(IReadOnlyList<Player> players, IReadOnlyList<ExchangeView> exchanges)
    {
        var seen = exchanges.SelectMany(one => new[] { one.MessageId, one.Answer.MessageId }).ToHashSet(StringComparer.Ordinal);
        foreach (var player in players.DistinctBy(player => player.PartyId, StringComparer.Ordinal))
        {
            foreach (
                var message in (await customs.MessagesAsync(player.PartyId, CancellationToken.None)).Where(one =>
                    one.IsOut && !seen.Contains(one.MessageId)
                )
            )
            {
                var raw = await customs.RawAsync(message, CancellationToken.None);
                evidence.Save($"{message.State}-{message.Action}-{message.MessageId}.as4", raw);
                evidence.Note(
                    new TimelineEntry(message.At, "customs", message.Party, message.Action, $"{message.State}, message {message.MessageId}")
                );
            }
        }
    }

    // A handshake without a certificate is nobody's; of those, all since the scenario began are kept.
    private async Task KeepRefusedConnectionsAsync(IReadOnlyList<Player> players)
    {
        var refused = (await customs.TlsRefusalsAsync(CancellationToken.None))
            .Where(one =>
                one.At >= _since
                && (one.Subject is null || players.Any(player => one.Subject.Contains(player.Eori, StringComparison.OrdinalIgnoreCase)))
            )
            .ToList();
        if (refused.Count > 0)
        {
            evidence.Save("tls-refusals.json", JsonSerializer.Serialize(refused, Json) + "\n");
        }
    }
}
