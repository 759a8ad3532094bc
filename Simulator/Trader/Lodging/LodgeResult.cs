using Ics2.As4.Messages;

namespace Ics2.Trader.Lodging;

/// <summary>How one post of a message ended.</summary>
public enum AttemptOutcome
{
    /// <summary>A valid receipt: customs has the message.</summary>
    Receipted,

    /// <summary>Customs refused it; the same message would be refused again.</summary>
    Refused,

    /// <summary>Customs could not decide now, because UUM&amp;DS was down (A003, A004).</summary>
    RefusedForNow,

    /// <summary>A receipt that does not prove that this message arrived.</summary>
    InvalidReceipt,

    /// <summary>An answer without a receipt: empty, HTML, a plain HTTP error, or a warning.</summary>
    NoReceipt,

    /// <summary>Time-out or broken connection; the message may have arrived.</summary>
    NoAnswer,

    /// <summary>No connection: the message did not arrive.</summary>
    NotConnected,

    /// <summary>The server is not the trusted one: nothing was sent.</summary>
    ServerNotTrusted,
}

/// <summary>One post of a message.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Text">The same for people.</param>
public sealed record Attempt(AttemptOutcome Outcome, string Text)
{
    /// <summary>When the answer was there, or was given up.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>HTTP status, when there was an answer.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The receipt, valid or not.</summary>
    public ReceiptVerdict? Receipt { get; init; }

    /// <summary>The error or warning customs answered, the gravest of several.</summary>
    public EbmsError? Error { get; init; }

    /// <summary>Every error and warning customs answered, in its order.</summary>
    public IReadOnlyList<EbmsError> Errors { get; init; } = [];
}

/// <summary>How a lodgement ended.</summary>
/// <param name="MessageId">The id it was sent under, each time.</param>
/// <param name="Trail">Every post, in order.</param>
/// <param name="Error">
/// Null when a valid receipt came. Otherwise what customs said, or what the trader itself raises: EBMS:0301 no receipt (the message may
/// have arrived), EBMS:0302 invalid receipt, EBMS:0005 never connected (it did not arrive).
/// </param>
public sealed record LodgeResult(MessageId MessageId, string Action, IReadOnlyList<Attempt> Trail, EbmsError? Error)
{
    /// <summary>How often the message was posted.</summary>
    public int Attempts => Trail.Count;

    /// <summary>The last receipt that came, valid or not; null when none did.</summary>
    public ReceiptVerdict? Receipt => Trail.LastOrDefault(attempt => attempt.Receipt is not null)?.Receipt;

    /// <summary>Everything that customs said against the message in its last answer; empty when it said nothing.</summary>
    public IReadOnlyList<EbmsError> Errors => Trail[^1].Errors;

    /// <summary>Whether customs has the message.</summary>
    public bool Accepted => Error is null;
}
