using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>Where a message of customs stands.</summary>
internal enum OutgoingState
{
    /// <summary>To be pushed, or waiting to be pulled.</summary>
    Waiting,

    /// <summary>A valid receipt is recorded.</summary>
    Delivered,

    /// <summary>Every attempt to push failed; the note says how the last one did.</summary>
    Failed,
}

/// <summary>A message of customs, sealed, on its way into the outbox.</summary>
/// <param name="Recipient">The trader.</param>
/// <param name="Action">For example <c>IE3R01</c>.</param>
/// <param name="Priority">See <see cref="Priorities"/>.</param>
/// <param name="RefToMessageId">The message it answers.</param>
/// <param name="CreatedAt">When it was composed.</param>
/// <param name="Sealed">Its bytes, sealed once, so that every attempt sends the same.</param>
internal sealed record NewOutgoing(
    TraderPartyId Recipient,
    string Action,
    int Priority,
    string? RefToMessageId,
    DateTimeOffset CreatedAt,
    SealedMessage Sealed
);

/// <summary>A message taken from the outbox for one attempt.</summary>
internal record OfferedMessage(long Sequence, TraderPartyId Recipient, int Attempt, SealedMessage Sealed)
{
    /// <summary>For example <c>IE3R01</c>.</summary>
    public string? Action { get; init; }

    /// <summary>The message it answers.</summary>
    public string? RefToMessageId { get; init; }
}

/// <summary>What a receipt or an error about a message is judged against.</summary>
internal sealed record SentMessage(long Sequence, TraderPartyId Recipient, MessageId MessageId, IReadOnlyList<SealReference> References);
