namespace Ics2.As4.Xml;

/// <summary>An attribute that is not a namespace declaration.</summary>
/// <param name="Prefix">The prefix; empty when the attribute has no namespace.</param>
/// <param name="NamespaceUri">The namespace; empty when there is none.</param>
/// <param name="Value">The normalised value.</param>
internal readonly record struct AttributeNode(string Prefix, string LocalName, string NamespaceUri, string Value)
{
    /// <summary>Compares as Canonical XML 1.0 section 2.2 orders attributes: by namespace, then by name.</summary>
    public static int InCanonicalOrder(AttributeNode one, AttributeNode other) =>
        string.CompareOrdinal(one.NamespaceUri, other.NamespaceUri) is var bySpace and not 0
            ? bySpace
            : string.CompareOrdinal(one.LocalName, other.LocalName);
}
