using Ics2.As4.Messages;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Pulling;

/// <summary>How one pull ended.</summary>
public enum PullOutcome
{
    /// <summary>A message for the caller.</summary>
    Received,

    /// <summary>A message the caller has had before; acknowledged again, not delivered again.</summary>
    Duplicate,

    /// <summary>Nothing waits (EBMS:0006).</summary>
    Empty,

    /// <summary>A message that does not hold: answered with a sealed error, not delivered.</summary>
    Refused,

    /// <summary>No usable answer, or customs refused the request.</summary>
    Failed,
}

/// <summary>How one pull ended.</summary>
/// <param name="Outcome">The kind of end.</param>
public sealed record PullResult(PullOutcome Outcome)
{
    /// <summary>Id of the message that came, delivered or not.</summary>
    public string? MessageId { get; init; }

    /// <summary>The message, when there is one for the caller.</summary>
    public ReceivedCustomsMessage? Message { get; init; }

    /// <summary>Whether customs took our receipt. When not, it offers the message again, and a later pull acknowledges it again.</summary>
    public bool Acknowledged { get; init; }

    /// <summary>
    /// Why the message was refused, why the pull failed, or why the receipt was not taken; on an empty channel the warning customs sent.
    /// </summary>
    public EbmsError? Error { get; init; }
}
