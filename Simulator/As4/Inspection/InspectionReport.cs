using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Sealing;

namespace Ics2.As4.Inspection;

/// <summary>What the access point would have answered.</summary>
public enum AnswerKind
{
    /// <summary>A signed receipt.</summary>
    Receipt,

    /// <summary>An ebMS error.</summary>
    Error,

    /// <summary>Nothing of its own: receipts and errors are taken in silence, a pull request gets what waits.</summary>
    None,
}

/// <summary>One part of an inspected message.</summary>
/// <param name="MimeType">The type the header states for it, else that of the MIME part.</param>
/// <param name="Bytes">Its size on the wire.</param>
/// <param name="ExpandedBytes">Its size once expanded; null when it is not compressed or cannot be expanded.</param>
public sealed record InspectedPart(string? ContentId, string MimeType, int Bytes, int? ExpandedBytes);

/// <summary>A message explained: every check, the seal's arithmetic, and the answer that follows.</summary>
/// <param name="Checks">Every check in the order of the receive pipeline.</param>
public sealed record InspectionReport(IReadOnlyList<Check> Checks)
{
    /// <summary>The envelope, when it could be read.</summary>
    public Envelope? Envelope { get; init; }

    /// <summary>The seal, when the envelope could be read.</summary>
    public Seal? Seal { get; init; }

    /// <summary>The parts, when the packaging could be read.</summary>
    public IReadOnlyList<InspectedPart> Parts { get; init; } = [];

    /// <summary>Which way the message travels, when the envelope could be read.</summary>
    public Direction Direction { get; init; }

    /// <summary>The error that the receiver answers, or null when it accepts. An error that is inspected is refused in silence.</summary>
    public EbmsError? Error =>
        Checks.FirstError() is not { } first
            ? null
            : ReceiveOrder.Answered(Envelope, first) with
            {
                RefToMessageInError = Envelope?.MessageId.Referable ?? first.RefToMessageInError,
            };

    /// <summary>Whether the profile lets the message pass.</summary>
    public bool Accepted => Error is null;

    /// <summary>What is answered.</summary>
    public AnswerKind Answer =>
        !ReceiveOrder.IsAnswered(Envelope) ? AnswerKind.None
        : Error is not null ? AnswerKind.Error
        : Envelope?.UserMessage is not null ? AnswerKind.Receipt
        : AnswerKind.None;

    /// <summary>What an inspected error signal says; empty for any other message.</summary>
    public IReadOnlyList<EbmsError> Errors => (Envelope?.Signal as ErrorSignal)?.Errors ?? [];
}
