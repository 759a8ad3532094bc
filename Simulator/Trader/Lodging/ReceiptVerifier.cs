using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Receipts;
using Ics2.Trader.Wire;

namespace Ics2.Trader.Lodging;

/// <summary>What a receipt is worth for the message that was sent.</summary>
/// <param name="MessageId">The receipt's own id.</param>
/// <param name="Checks">Every check made on it.</param>
public sealed record ReceiptVerdict(MessageId MessageId, IReadOnlyList<Check> Checks)
{
    /// <summary>Whether it proves that customs has the message, unaltered.</summary>
    public bool Valid => Checks.All(check => check.Verdict != CheckVerdict.Failed);
}

/// <summary>
/// CheckReceipt: sealed by customs, Body included, about the sent message, with the digests that were sent (attack cases KEY-17 to KEY-19).
/// </summary>
internal sealed class ReceiptVerifier(ISealJudge seals)
{
    public ReceiptVerdict Verify(SealedMessage sent, Answer.ReceiptSignal answer)
    {
        var checks = seals.Judge(answer.Envelope, answer.Package, out _);
        return new ReceiptVerdict(
            answer.Receipt.MessageId,
            [.. checks, .. ReceiptCheck.Compare(sent.MessageId, sent.References, answer.Receipt)]
        );
    }
}
