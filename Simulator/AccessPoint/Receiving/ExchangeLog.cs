using System.Collections.Concurrent;
using Ics2.As4.Messages;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Receiving;

/// <summary>The last exchanges, in memory.</summary>
internal sealed class ExchangeLog
{
    private const int Kept = 5000;

    private readonly ConcurrentQueue<SeenExchange> _last = new();

    /// <summary>Notes an exchange that is over.</summary>
    public void Add(Exchange exchange, Answer answer)
    {
        var envelope = exchange.EnvelopeIfRead;
        var (kind, answered) = (envelope, exchange.Refusal) switch
        {
            (null, _) => ("unreadable", "error"),
            ({ UserMessage: not null }, null) => ("userMessage", "receipt"),
            ({ UserMessage: not null }, _) => ("userMessage", "error"),
            ({ Signal: PullRequest }, null) => ("pullRequest", "message"),
            ({ Signal: PullRequest }, _) => ("pullRequest", "error"),
            ({ Signal: Receipt }, var refusal) => ("receipt", refusal is null ? "none" : "error"),
            (_, var refusal) => ("error", refusal is null ? "none" : "error"),
        };
        var party =
            envelope?.UserMessage?.From.Id ?? (envelope?.Signal as PullRequest)?.Mpc?.PartyId ?? exchange.About?.Recipient.ToString();
        _last.Enqueue(
            new SeenExchange(
                exchange.ReceivedAt,
                party,
                kind,
                exchange.MessageId,
                envelope?.UserMessage?.Action,
                envelope?.Signal?.RefToMessageId,
                answer is not { IsWhole: true, Wire.ContentType: var type } || !type.StartsWith("multipart/", StringComparison.Ordinal)
                    ? "none"
                    : answered,
                exchange.Offered?.Value,
                exchange.Refusal?.Code.Code,
                exchange.Refusal?.Detail
            )
        );
        while (_last.Count > Kept)
        {
            _last.TryDequeue(out _);
        }
    }

    /// <summary>The last ones of a party, or of all, oldest first.</summary>
    public IReadOnlyList<SeenExchange> Last(string? party, int limit) =>
        [.. _last.Where(exchange => party is null || exchange.Party == party).TakeLast(limit)];
}
