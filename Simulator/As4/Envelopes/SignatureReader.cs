using System.Buffers;
using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>One <c>ds:Reference</c> with what is needed to compute its digest.</summary>
/// <param name="Reference">URI, transforms, digest.</param>
/// <param name="InclusivePrefixes">The PrefixList of its exclusive canonical form.</param>
internal sealed record SignedReference(SealReference Reference, IReadOnlyList<string> InclusivePrefixes);

/// <summary>The pieces of the one signature of a message, as far as they could be read.</summary>
/// <param name="Value">Null when it cannot be read.</param>
/// <param name="KeyInfo">Null when there is none.</param>
internal sealed record SignatureParts(
    Element Security,
    Element SignedInfo,
    string Canonicalisation,
    IReadOnlyList<string> InclusivePrefixes,
    string SignatureMethod,
    byte[]? Value,
    Element? KeyInfo,
    IReadOnlyList<SignedReference> References
);

/// <summary>
/// Takes the signature of a message apart, by path and never by search, and names every shape that leaves room for two readings. It goes
/// on after such a fault, for whoever explains; that a signature with a fault is never accepted is the policy's first word about it.
/// </summary>
internal static class SignatureReader
{
    private static readonly SearchValues<char> Base64 = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
    );

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

    /// <summary>What stands where a WS-Security header for this receiver was looked for in vain; null when there is nothing.</summary>
    public static string? Absence(Envelope envelope)
    {
        foreach (var block in envelope.Header.Children)
        {
            if (block.Is(Ns.Wsse, "Security"))
            {
                return $"a wsse:Security header for the SOAP role '{Shorten(block.Attribute(Ns.Soap, "role") ?? "")}', none for this receiver";
            }

            if (block.LocalName == "Security")
            {
                return $"a Security header in the namespace '{Shorten(block.NamespaceUri)}'";
            }
        }

        return null;
    }

    /// <summary>Reads the signature.</summary>
    /// <param name="fault">The first thing that is wrong with its shape; null when it is plain or absent.</param>
    /// <returns>What could be read; null when there is no signature with a SignedInfo.</returns>
    public static SignatureParts? Read(Envelope envelope, Element security, ReadLimits limits, out string? fault)
    {
        if (FindSignature(envelope, security, out fault) is not { } signature)
        {
            return null;
        }

        fault ??= CommentIn(signature) ?? ShapeOf(signature);
        if (signature.Child(Ns.Ds, "SignedInfo") is not { } signedInfo)
        {
            return null;
        }

        var children = signedInfo.Children;
        fault ??= SignedInfoFault(children, limits);
        var written = StrictBase64.Compact(signature.Child(Ns.Ds, "SignatureValue")?.Text ?? "");
        var value = StrictBase64.Decode(written);
        if (value is not { Length: > 0 })
        {
            fault ??= Base64Fault(written);
            value = null;
        }

        var canonicalisation = signedInfo.Child(Ns.Ds, "CanonicalizationMethod");
        var method = signedInfo.Child(Ns.Ds, "SignatureMethod");
        return new SignatureParts(
            security,
            signedInfo,
            canonicalisation?.Attribute("", "Algorithm") ?? "",
            PrefixList(canonicalisation),
            method?.Attribute("", "Algorithm") ?? "",
            value,
            signature.Child(Ns.Ds, "KeyInfo"),
            [
                .. children
                    .Where(child => child.Is(Ns.Ds, "Reference"))
                    .Take(limits.References)
                    .Select(reference => new SignedReference(
                        ReadReference(reference),
                        PrefixList(reference.Child(Ns.Ds, "Transforms")?.FirstChild)
                    )),
            ]
        );
    }

    private static string Base64Fault(string written)
    {
        var odd = written.AsSpan().IndexOfAnyExcept(Base64);
        return odd >= 0 ? $"ds:SignatureValue is not base64: character {odd + 1} is '{written[odd]}' (DIF-17)"
            : written.Length % 4 != 0
                ? $"ds:SignatureValue is not base64: its {written.Length} characters are no multiple of four, so it was cut short (DIF-17)"
            : written.Length == 0 ? "ds:SignatureValue is missing or empty"
            : "ds:SignatureValue is not base64 (DIF-17)";
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
                all++;
                if (element.Parent == security)
                {
                    signature = element;
                    inSecurity++;
                }
            }
        }

        fault =
            all == 0 || (all == 1 && inSecurity == 1)
                ? null
                : $"{all} ds:Signature elements, of which {inSecurity} directly in the wsse:Security header; exactly one is taken, there (XSW-18)";
        return inSecurity == 1 ? signature : null;
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

    private static string? CommentIn(Element signature)
    {
        foreach (var element in signature.DescendantsAndSelf())
        {
            if (element.HoldsComment)
            {
                return $"a comment inside {element} (DIF-01)";
            }
        }

        return null;
    }

    private static string? ShapeOf(Element signature) =>
        signature.Children is [var signedInfo, var value, var keyInfo]
        && signedInfo.Is(Ns.Ds, "SignedInfo")
        && value.Is(Ns.Ds, "SignatureValue")
        && keyInfo.Is(Ns.Ds, "KeyInfo")
            ? null
            : "ds:Signature has to hold SignedInfo, SignatureValue and KeyInfo and nothing else, it holds "
                + $"{Shorten(string.Join<Element>(", ", signature.Children))} (XSW-06, XSW-08, DIF-02)";

    private static string? SignedInfoFault(Element[] children, ReadLimits limits)
    {
        var references = children.Length > 2 ? children[2..] : [];
        return children switch
        {
            not [_, _, _, ..] => "ds:SignedInfo has to hold CanonicalizationMethod, SignatureMethod and at least one Reference",
            _ when !children[0].Is(Ns.Ds, "CanonicalizationMethod") || !children[1].Is(Ns.Ds, "SignatureMethod") =>
                $"ds:SignedInfo begins with {children[0]}, {children[1]} instead of CanonicalizationMethod, SignatureMethod",
            _ when children[1].FirstChild is { } parameter =>
                $"ds:SignatureMethod holds {parameter}, and none of the algorithms taken has a parameter (KEY-04)",
            _ when Array.Find(references, reference => !reference.Is(Ns.Ds, "Reference")) is { } odd => $"{odd} among the references",
            _ when references.Length > limits.References =>
                $"{references.Length} references, at most {limits.References} are taken (TRF-04)",
            _ => references.Select(reference => ReferenceFault(reference, limits)).FirstOrDefault(found => found is not null),
        };
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

    private static string? ReferenceFault(Element reference, ReadLimits limits)
    {
        var uri = Shorten(reference.Attribute("", "URI") ?? "");
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

    private static string Shorten(string text) => text.Length > 100 ? text[..100] : text;
}
