using System.Collections.Concurrent;
using System.Globalization;
using Ics2.Contract.Management;

namespace Ics2.StepDefinitions;

// What was exchanged with a trader, and what of it a scenario does not see because it is another scenario's.
public sealed partial class ObservedCustoms
{
    private readonly ConcurrentDictionary<string, Past> _past = new(StringComparer.Ordinal);

    /// <summary>
    /// What a trader that is used again did and got so far is past: scenarios see it no more, nor what still comes of it, and customs knows
    /// nothing of its wishes.
    /// </summary>
    /// <param name="partyId">The trader.</param>
    public async Task BeginAnewAsync(string partyId, CancellationToken cancellationToken)
    {
        var messages = await _api.MessagesAsync(party: partyId, limit: 1000, cancellationToken: cancellationToken);
        var last = await LastExchangeAsync(cancellationToken);
        var before = PastOf(partyId)?.Messages ?? new HashSet<string>(StringComparer.Ordinal);
        _past[partyId] = new Past(
            messages.Select(message => message.MessageId).Concat(before).ToHashSet(StringComparer.Ordinal),
            last is null ? 0 : Number(last)
        );
        await ChangeAsync(
            partyId,
            new OperatorEntry
            {
                Connected = true,
                AeoSecurity = false,
                Unsubscribed = [],
            },
            cancellationToken
        );
    }

    /// <summary>What was exchanged with a trader, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<MessageView>> MessagesAsync(string partyId, CancellationToken cancellationToken)
    {
        var newestFirst = await _api.MessagesAsync(party: partyId, limit: 1000, cancellationToken: cancellationToken);
        var past = PastOf(partyId);
        return [.. newestFirst.Where(message => past?.Has(message) != true).Reverse()];
    }

    /// <summary>What a trader posted and how it was answered, oldest first.</summary>
    /// <param name="partyId">The trader.</param>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesAsync(string partyId, CancellationToken cancellationToken)
    {
        if (PastOf(partyId) is not { } past)
        {
            return [.. (await _api.ExchangesAsync(partyId, limit: 1000, cancellationToken: cancellationToken)).Where(IsPosted).Reverse()];
        }

        // What waited from before is pulled now, and is no more of the scenario's than what it answers.
        var after = new Cursor(After: past.LastExchange.ToString(CultureInfo.InvariantCulture));
        var exchanges = await _api.ExchangesAsync(partyId, limit: 1000, cursor: after, cancellationToken: cancellationToken);
        var old = (await _api.MessagesAsync("out", partyId, limit: 1000, cancellationToken: cancellationToken))
            .Where(past.Has)
            .Select(message => message.MessageId)
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. exchanges
                .Where(one =>
                    IsPosted(one)
                    && (one.Answer.MessageId is not { } brought || !old.Contains(brought))
                    && (one.RefToMessageId is not { } about || !old.Contains(about))
                )
                .Reverse(),
        ];

        static bool IsPosted(ExchangeView one) => !one.IsPush();
    }

    private static long Number(string exchange) => long.Parse(exchange, CultureInfo.InvariantCulture);

    private Past? PastOf(string partyId) => _past.GetValueOrDefault(partyId);

    private sealed record Past(IReadOnlySet<string> Messages, long LastExchange)
    {
        public bool Has(MessageView message) =>
            Messages.Contains(message.MessageId) || (message.RefToMessageId is { } answered && Messages.Contains(answered));
    }
}
