using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>One <c>ds:Reference</c> with what is needed to compute its digest.</summary>
/// <param name="Reference">URI, transforms, digest.</param>
/// <param name="InclusivePrefixes">The PrefixList of its exclusive canonical form.</param>
internal sealed record SignedReference(SealReference Reference, IReadOnlyList<string> InclusivePrefixes);

/// <summary>The pieces of the one signature of a message.</summary>
internal sealed record SignatureParts(
    Element Security,
    Element SignedInfo,
    string Canonicalisation,
    IReadOnlyList<string> InclusivePrefixes,
    string SignatureMethod,
    byte[] Value,
    Element KeyInfo,
    IReadOnlyList<SignedReference> References
);

/// <summary>
/// Takes the signature of a message apart, by path and never by search, and refuses every shape that leaves room for two readings.
/// </summary>
internal static class SignatureReader
{
    /// <summary>Finds the WS-Security header for this receiver.</summary>
    /// <param name="fault">Why there is none to use; null when it simply is absent.</param>
    /// <returns>The header block, or null.</returns>
    public static Element? FindSecurity(Envelope envelope, out string? fault)
    {
        // A block for another role is not ours to process (XSW-19); two for us leave open which one counts.
        var ours = Array.FindAll(envelope.Header.Children, block => block.Is(Ns.Wsse, "Security") && EnvelopeReader.IsForUs(block));
        fault = ours.Length > 1 ? $"{ours.Length} wsse:Security headers address this receiver; exactly one is taken" : null;
        return ours.Length == 1 ? ours[0] : null;
    }

    public static SignatureParts? Read(Envelope envelope, Element security, ReadLimits limits, out string? fault)
    {
        if (FindSignature(envelope, security, out fault) is not { } signature)
        {
            return null;
        }

        foreach (var element in signature.DescendantsAndSelf())
        {
            if (element.HoldsComment)
            {
                fault = $"a comment inside {element} (DIF-01)";
                return null;
            }
        }

        if (
            signature.Children is not [var signedInfo, var value, var keyInfo]
            || !signedInfo.Is(Ns.Ds, "SignedInfo")
            || !value.Is(Ns.Ds, "SignatureValue")
            || !keyInfo.Is(Ns.Ds, "KeyInfo")
        )
        {
            fault =
                $"ds:Signature has to hold SignedInfo, SignatureValue and KeyInfo and nothing else, it holds "
                + $"{string.Join<Element>(", ", signature.Children)} (XSW-06, XSW-08, DIF-02)";
            return null;
        }

        var parts = ReadSignedInfo(security, signedInfo, value, keyInfo, limits, out fault);
        return fault is null ? parts : null;
    }

    // The only one of the envelope, leaving aside header blocks for others.
    private static Element? FindSignature(Envelope envelope, Element security, out string? fault)
    {
        Element? signature = null;
        var (all, inSecurity) = (0, 0);
        foreach (var element in envelope.Root.DescendantsAndSelf())
        {
            if (element.Is(Ns.Ds, "Signature") && !IsInForeignBlock(element, envelope.Header))
            {
                signature = element;
                all++;
                inSecurity += element.Parent == security ? 1 : 0;
            }
        }

        var isOne = all == 1 && inSecurity == 1;
        fault =
            all == 0 || isOne
                ? null
                : $"{all} ds:Signature elements, of which {inSecurity} directly in the wsse:Security header; exactly one is taken, there (XSW-18)";
        return isOne ? signature : null;
    }

    private static bool IsInForeignBlock(Element element, Element header)
    {
        var block = element;
        while (block is not null && block.Parent != header)
        {
            block = block.Parent;
        }

        return block is not null && !EnvelopeReader.IsForUs(block);
    }

    public static SealReference ReadReference(Element reference) =>
        new(
            reference.Attribute("", "URI") ?? "",
            Array.ConvertAll(
                reference.Child(Ns.Ds, "Transforms")?.ChildrenNamed(Ns.Ds, "Transform") ?? [],
                transform => transform.Attribute("", "Algorithm") ?? ""
            ),
            reference.Child(Ns.Ds, "DigestMethod")?.Attribute("", "Algorithm") ?? "",
            StrictBase64.Compact(reference.Child(Ns.Ds, "DigestValue")?.Text ?? "")
        );

    private static SignatureParts? ReadSignedInfo(
        Element security,
        Element signedInfo,
        Element value,
        Element keyInfo,
        ReadLimits limits,
        out string? fault
    )
    {
        var children = signedInfo.Children;
        var references = children.Length > 2 ? children[2..] : [];
        fault = children switch
        {
            not [_, _, _, ..] => "ds:SignedInfo has to hold CanonicalizationMethod, SignatureMethod and at least one Reference",
            _ when !children[0].Is(Ns.Ds, "CanonicalizationMethod") || !children[1].Is(Ns.Ds, "SignatureMethod") =>
                $"ds:SignedInfo begins with {children[0]}, {children[1]} instead of CanonicalizationMethod, SignatureMethod",
            _ when Array.Find(references, reference => !reference.Is(Ns.Ds, "Reference")) is { } odd => $"{odd} among the references",
            _ when references.Length > limits.References =>
                $"{references.Length} references, at most {limits.References} are taken (TRF-04)",
            _ => references.Select(reference => ReferenceFault(reference, limits)).FirstOrDefault(found => found is not null),
        };
        if (fault is not null)
        {
            return null;
        }

        if (StrictBase64.Decode(value.Text) is not { Length: > 0 } bytes)
        {
            fault = "ds:SignatureValue is not base64 (DIF-17)";
            return null;
        }

        return new SignatureParts(
            security,
            signedInfo,
            children[0].Attribute("", "Algorithm") ?? "",
            PrefixList(children[0]),
            children[1].Attribute("", "Algorithm") ?? "",
            bytes,
            keyInfo,
            Array.ConvertAll(
                references,
                reference => new SignedReference(
                    ReadReference(reference),
                    PrefixList(reference.Child(Ns.Ds, "Transforms")?.Children is [var first, ..] ? first : null)
                )
            )
        );
    }

    private static string? ReferenceFault(Element reference, ReadLimits limits)
    {
        var uri = reference.Attribute("", "URI");
        var transforms = reference.Child(Ns.Ds, "Transforms")?.Children.Length ?? 0;
        return reference.Children
                is not (
                    [{ LocalName: "Transforms" }, { LocalName: "DigestMethod" }, { LocalName: "DigestValue" }]
                    or [{ LocalName: "DigestMethod" }, { LocalName: "DigestValue" }]
                )
                ? $"the reference '{uri}' holds {string.Join(", ", reference.Children.Select(child => child.LocalName))} instead of "
                    + $"Transforms, DigestMethod, DigestValue"
            : transforms > limits.TransformsPerReference
                ? $"the reference '{uri}' has {transforms} transforms, at most {limits.TransformsPerReference} are taken (TRF-04)"
            : null;
    }

    private static IReadOnlyList<string> PrefixList(Element? algorithm)
    {
        var list = algorithm?.Child(Ns.ExcC14N, "InclusiveNamespaces")?.Attribute("", "PrefixList") ?? "";
        return list.Length == 0
            ? []
            :
            [
                .. list.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
                    .Select(prefix => prefix == "#default" ? "" : prefix)
                    .Distinct(StringComparer.Ordinal)
                    .Take(64),
            ];
    }
}
