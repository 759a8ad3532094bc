using Ics2.As4.Messages;
using Ics2.As4.Names;

namespace Ics2.As4.Checking;

/// <summary>Whether a receipt says at all what it acknowledges, which takes no knowledge of what was sent (as4-profile d3).</summary>
internal static class NonRepudiationCheck
{
    public static bool Holds(CheckList checks, Receipt receipt)
    {
        var instead = receipt.Instead is { } other ? $"{other} instead" : null;
        return checks.Require(
            "receipt.non-repudiation",
            "ICD 4.3.1; Domibus ReliabilityChecker",
            "the receipt holds non-repudiation information",
            receipt.References is { Count: > 0 },
            EbmsErrorCode.InvalidReceipt,
            $"{{{Ns.Ebbp}}}NonRepudiationInformation with the references of the acknowledged message",
            receipt.References is null ? instead ?? "none"
                : receipt.References.Count == 0 ? "it holds no reference"
                : $"{receipt.References.Count} references",
            receipt.References is not null ? "The non-repudiation information of the receipt holds no reference."
                : instead is null ? "The receipt holds no non-repudiation information."
                : $"The receipt holds no non-repudiation information of the right namespace, but {instead}.",
            "switch non-repudiation of receipt on (PMode[1].Security.SendReceipt.NonRepudiation = true)"
        );
    }
}
