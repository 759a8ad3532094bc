using Ics2.As4.Checking;
using Ics2.As4.Messages;

namespace Ics2.As4.Receipts;

/// <summary>
/// Whether a receipt acknowledges what was sent, as Domibus checks it (as4-profile d3): every reference, nothing else, order free.
/// </summary>
public static class ReceiptCheck
{
    private const string Source = "ICD 4.3.1; Domibus ReliabilityChecker";

    /// <summary>Compares a receipt with what was sent. The receipt's own seal is judged by <see cref="SealPolicy"/>.</summary>
    /// <param name="sent">The message that was sent.</param>
    /// <param name="references">The references of its seal.</param>
    /// <returns>The checks; a failure is EBMS:0302.</returns>
    public static IReadOnlyList<Check> Compare(MessageId sent, IReadOnlyList<SealReference> references, Receipt receipt)
    {
        var checks = new CheckList();
        checks.Require(
            "receipt.ref",
            Source,
            "the receipt names the message that was sent",
            receipt.RefToMessageId == sent.Value,
            EbmsErrorCode.InvalidReceipt,
            sent.Value,
            receipt.RefToMessageId ?? "none",
            "The receipt names another message than the one that was sent.",
            "copy the MessageId of the acknowledged message into RefToMessageId"
        );
        if (NonRepudiationCheck.Holds(checks, receipt))
        {
            CompareReferences(checks, references, receipt);
        }

        return checks.Items;
    }

    /// <summary>Says of a receipt what cannot be checked when what was sent is not known.</summary>
    /// <returns>One inconclusive check.</returns>
    public static IReadOnlyList<Check> Alone(Receipt receipt)
    {
        var checks = new CheckList();
        checks.NotChecked(
            "receipt.reference",
            Source,
            "the receipt repeats the references of the message that it acknowledges",
            $"the message {receipt.RefToMessageId} is not known here"
        );
        return checks.Items;
    }

    private static void CompareReferences(CheckList checks, IReadOnlyList<SealReference> references, Receipt receipt)
    {
        var stated = receipt.References!.ToLookup(reference => reference.Uri, StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var found = stated[reference.Uri].ToList();
            var shown = found switch
            {
                [] => "no such reference",
                [var other] => $"digest {other.Digest}",
                _ => "the reference several times",
            };
            checks.Require(
                "receipt.reference",
                Source,
                $"the receipt repeats the reference {reference.Uri}",
                found is [var one] && one.Digest == reference.Digest,
                EbmsErrorCode.InvalidReceipt,
                $"digest {reference.Digest}",
                shown,
                $"The receipt does not repeat the reference {reference.Uri} as it was sent: {shown}.",
                "copy every ds:Reference of the received signature into the receipt, unchanged"
            );
        }

        var known = references.Select(reference => reference.Uri).ToHashSet(StringComparer.Ordinal);
        var surplus = receipt.References!.FirstOrDefault(reference => !known.Contains(reference.Uri));
        checks.Require(
            "receipt.no-surplus",
            Source,
            "the receipt repeats nothing that was not sent",
            surplus is null,
            EbmsErrorCode.InvalidReceipt,
            "none",
            surplus?.Uri ?? "none",
            $"The receipt repeats the reference {surplus?.Uri}, which was not sent.",
            "copy the references of the received signature into the receipt, and nothing else"
        );
    }
}
