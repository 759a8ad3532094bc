using Ics2.As4.Envelopes;
using Ics2.As4.Messages;

namespace Ics2.As4.Checking;

/// <summary>What is checked of a message once its envelope is read.</summary>
public enum ReceiveStage
{
    /// <summary>The header against the profile.</summary>
    Profile,

    /// <summary>The seal, and what the profile makes of it.</summary>
    Seal,

    /// <summary>The chain of the seal certificate against the accepted CAs.</summary>
    Chain,

    /// <summary>Whether the registry knows the seal for the party that speaks.</summary>
    Sender,

    /// <summary>Whether the parts can be expanded.</summary>
    Parts,

    /// <summary>Whether a receipt repeats what was sent.</summary>
    Receipt,
}

/// <summary>
/// The order in which a message is checked, and how a refusal is answered: said once, for the access point that takes messages in and for
/// whoever predicts what it will say (as4-profile d1, d2).
/// </summary>
public static class ReceiveOrder
{
    private static readonly ReceiveStage[] Common = [ReceiveStage.Profile, ReceiveStage.Seal, ReceiveStage.Chain, ReceiveStage.Sender];
    private static readonly ReceiveStage[] UserMessage = [.. Common, ReceiveStage.Parts];
    private static readonly ReceiveStage[] Receipt = [.. Common, ReceiveStage.Receipt];

    /// <summary>The stages for a kind of message; the first failure decides.</summary>
    public static IReadOnlyList<ReceiveStage> Of(Envelope envelope) =>
        envelope.Signal switch
        {
            null => UserMessage,
            Messages.Receipt => Receipt,
            _ => Common,
        };

    /// <summary>What is answered to a refusal.</summary>
    /// <param name="envelope">The message as far as it could be read; null when nothing of it could.</param>
    /// <param name="refusal">The first failure.</param>
    /// <returns>The error that goes back. Whatever is wrong with a receipt is EBMS:0302 (as4-profile d2, step 5); that UUM&amp;DS is down is
    /// not the receipt's fault.</returns>
    public static EbmsError Answered(Envelope? envelope, EbmsError refusal) =>
        envelope?.Signal is Messages.Receipt && refusal.SubCode is null
            ? refusal with
            {
                Code = EbmsErrorCode.InvalidReceipt,
                Severity = ErrorSeverity.Failure,
            }
            : refusal;

    /// <summary>Whether a message is answered at all when it is refused: an error never is, or two access points would go on for
    /// ever.</summary>
    public static bool IsAnswered(Envelope? envelope) => envelope?.Signal is not ErrorSignal;
}
