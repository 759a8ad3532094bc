using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Trust.Certificates;

namespace Ics2.AccessPoint.Storing;

/// <summary>Where a received message stands.</summary>
internal enum IncomingState
{
    /// <summary>Has its receipt; customs has not looked at it yet.</summary>
    Waiting,

    /// <summary>Customs has decided, and its answers are in the outbox.</summary>
    Processed,

    /// <summary>A connectivity test: never handed to customs (ICD 4.5.1).</summary>
    Test,

    /// <summary>Processing stopped on a bug of the simulator; the note says which.</summary>
    Failed,
}

/// <summary>A message that is about to be recorded, together with the receipt it gets.</summary>
/// <param name="Party">Full party id of the sender.</param>
/// <param name="MessageId">Its AS4 message id.</param>
/// <param name="Action">For example <c>IE3F10</c>.</param>
/// <param name="Digest">What must be equal in a repetition, see <see cref="Transport.ContentDigest"/>.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="State"><see cref="IncomingState.Waiting"/> or <see cref="IncomingState.Test"/>.</param>
/// <param name="Wire">The bytes as received.</param>
/// <param name="Receipt">The receipt that goes back if this is the first.</param>
internal sealed record IncomingMessage(
    TraderPartyId Party,
    MessageId MessageId,
    string Action,
    byte[] Digest,
    DateTimeOffset ReceivedAt,
    IncomingState State,
    WireMessage Wire,
    WireMessage Receipt
);

/// <summary>What the atomic insert found.</summary>
internal abstract record Recording
{
    private Recording() { }

    /// <summary>The first of its id: recorded, and processed once.</summary>
    internal sealed record New(long Sequence) : Recording;

    /// <summary>The same message again: the first receipt goes back, nothing else happens.</summary>
    internal sealed record Duplicate(WireMessage FirstReceipt) : Recording;

    /// <summary>Another message under an id that was used before.</summary>
    internal sealed record Conflict(DateTimeOffset FirstReceivedAt) : Recording;
}

/// <summary>A recorded message as the filing worker takes it up.</summary>
internal sealed record WaitingMessage(
    long Sequence,
    TraderPartyId Party,
    MessageId MessageId,
    string Action,
    DateTimeOffset ReceivedAt,
    WireMessage Wire
);
