namespace Ics2.Contract.Management;

/// <summary>What <c>GET /exchanges</c> answers.</summary>
/// <param name="Exchanges">Oldest first.</param>
public sealed record ExchangeList(IReadOnlyList<SeenExchange> Exchanges);

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
public sealed record SeenExchange(
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
