using System.Collections.Concurrent;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// One thing that was posted to the access point and what it got back, refused or not: what a judge of the client looks at.
/// </summary>
/// <param name="At">When it was received.</param>
/// <param name="Party">Whom it claims to be from, the owner of the channel for a pull; null when it could not be read.</param>
/// <param name="Kind"><c>userMessage</c>, <c>pullRequest</c>, <c>receipt</c> or <c>error</c>; <c>unreadable</c> when not even that could be
/// read.</param>
/// <param name="MessageId">Its AS4 message id.</param>
/// <param name="Action">Its action, user messages only.</param>
/// <param name="RefToMessageId">The message that a receipt or an error is about.</param>
/// <param name="Answer"><c>receipt</c>, <c>message</c> (to a pull), <c>error</c> or <c>none</c>.</param>
/// <param name="AnswerMessageId">Id of the message of customs that a pull brought.</param>
/// <param name="Code">ebMS code of the error, for example <c>EBMS:0004</c>.</param>
/// <param name="Detail">The ErrorDetail.</param>
internal sealed record SeenExchange(
    DateTimeOffset At,
    string? Party,
    string Kind,
    string? MessageId,
    string? Action,
    string? RefToMessageId,
    string Answer,
    string? AnswerMessageId,
    string? Code,
    string? Detail
);

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
