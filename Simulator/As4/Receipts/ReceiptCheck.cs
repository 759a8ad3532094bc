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
            receipt.RefToMessageId ?? "none"
        );
        if (
            !checks.Require(
                "receipt.non-repudiation",
                Source,
                "the receipt holds non-repudiation information",
                receipt.References is { Count: > 0 },
                EbmsErrorCode.InvalidReceipt,
                "ebbp:NonRepudiationInformation with references",
                receipt.References is null ? "none" : "no reference"
            )
        )
        {
            return checks.Items;
        }

        var stated = receipt.References!.ToLookup(reference => reference.Uri, StringComparer.Ordinal);
        foreach (var reference in references)
        {
            var found = stated[reference.Uri].ToList();
            checks.Require(
                "receipt.reference",
                Source,
                $"the receipt repeats the reference {reference.Uri}",
                found is [var one] && one.Digest == reference.Digest,
                EbmsErrorCode.InvalidReceipt,
                $"digest {reference.Digest}",
                found switch
                {
                    [] => "no such reference",
                    [var other] => $"digest {other.Digest}",
                    _ => "the reference several times",
                }
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
            surplus?.Uri ?? "none"
        );
        return checks.Items;
    }
}
