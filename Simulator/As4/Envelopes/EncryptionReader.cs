using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>One thing that is encrypted.</summary>
/// <param name="What"><c>cid:</c> of a part, or <c>the content of</c> an element.</param>
/// <param name="Algorithm">Encryption algorithm URI as stated; null when none is.</param>
public sealed record EncryptedItem(string What, string? Algorithm);

/// <summary>For whom a content key is wrapped.</summary>
/// <param name="Algorithm">Key transport algorithm URI as stated; null when none is.</param>
/// <param name="Recipient">Which certificate's key it is wrapped for, as the message names it.</param>
public sealed record WrappedKey(string? Algorithm, string Recipient);

/// <summary>What a reader without the key can say of an encrypted message.</summary>
/// <param name="Items">What is encrypted.</param>
/// <param name="Keys">For whom.</param>
public sealed record EncryptionFacts(IReadOnlyList<EncryptedItem> Items, IReadOnlyList<WrappedKey> Keys)
{
    /// <summary>Whether a part is encrypted.</summary>
    /// <param name="contentId">Without angle brackets.</param>
    /// <returns>True when an xenc:CipherReference names it.</returns>
    public bool Covers(string contentId) =>
        Items.Any(item =>
            item.What.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) && Uri.UnescapeDataString(item.What[4..]) == contentId
        );
}

/// <summary>Reads who encrypted what for whom; nothing is decrypted, ICS2 has no message encryption (ICD 4.1.1.3).</summary>
internal static class EncryptionReader
{
    private const int MaxItems = 64;

    public static EncryptionFacts? Read(Element root)
    {
        List<EncryptedItem>? items = null;
        List<WrappedKey>? keys = null;
        var isEncrypted = false;
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.NamespaceUri != Ns.Xenc)
            {
                continue;
            }

            isEncrypted = true;
            switch (element.LocalName)
            {
                case "EncryptedData" when (items ??= []).Count < MaxItems:
                    items.Add(new EncryptedItem(WhatOf(element), MethodOf(element)));
                    break;
                case "EncryptedKey" when (keys ??= []).Count < MaxItems:
                    keys.Add(new WrappedKey(MethodOf(element), RecipientOf(element, root)));
                    break;
                default:
                    break;
            }
        }

        return isEncrypted ? new EncryptionFacts(items ?? [], keys ?? []) : null;
    }

    /// <summary>Whether something inside an element was replaced by its encrypted form.</summary>
    public static bool IsInside(Element element)
    {
        foreach (var inner in element.DescendantsAndSelf())
        {
            if (inner.NamespaceUri == Ns.Xenc)
            {
                return true;
            }
        }

        return false;
    }

    private static string? MethodOf(Element element) => element.Child(Ns.Xenc, "EncryptionMethod")?.Attribute("", "Algorithm");

    private static string WhatOf(Element data) =>
        data.Child(Ns.Xenc, "CipherData")?.Child(Ns.Xenc, "CipherReference")?.Attribute("", "URI") ?? $"the content of {data.Parent}";

    private static string RecipientOf(Element key, Element root)
    {
        var named = key.Child(Ns.Ds, "KeyInfo");
        var reference = named?.Child(Ns.Wsse, "SecurityTokenReference") ?? named;
        if (reference?.FirstChild is not { } target)
        {
            return "a key that is not named";
        }

        var serial = (target.Is(Ns.Ds, "X509Data") ? target.Child(Ns.Ds, "X509IssuerSerial") : null) is { } issuerSerial
            ? $"the certificate {issuerSerial.Child(Ns.Ds, "X509SerialNumber")?.Value} of {issuerSerial.Child(Ns.Ds, "X509IssuerName")?.Value}"
            : null;
        return serial
            ?? (
                target.Is(Ns.Wsse, "KeyIdentifier") ? $"the certificate with {Kind(target.Attribute("", "ValueType"))} {target.Value}"
                : target.Is(Ns.Wsse, "Reference") ? $"the certificate in the token {target.Attribute("", "URI")}{TokenOf(target, root)}"
                : $"what {target} names"
            );
    }

    private static string Kind(string? type) => type?[(type.LastIndexOf('#') + 1)..] ?? "the identifier";

    private static string TokenOf(Element reference, Element root)
    {
        var id = reference.Attribute("", "URI")?.TrimStart('#');
        foreach (var element in root.DescendantsAndSelf())
        {
            if (id is not null && element.Is(Ns.Wsse, "BinarySecurityToken") && element.Attribute(Ns.Wsu, "Id") == id)
            {
                return " of this message";
            }
        }

        return "";
    }
}
