using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Collects the ids of an envelope. One value under any of the id attributes that some resolver looks at would let verifier and reader
/// pick different elements (XSW-12, XSW-13), so each may stand once, whatever its attribute is called.
/// </summary>
internal static class EnvelopeIds
{
    /// <summary>Collects.</summary>
    /// <param name="root">The envelope.</param>
    /// <param name="fault">EBMS:0101 when a value occurs twice; the first element keeps it then.</param>
    /// <returns>The elements that a reference may name by <c>wsu:Id</c>, or by XML Signature's own unqualified <c>Id</c>.</returns>
    public static Dictionary<string, Element> Collect(Element root, out EbmsError? fault)
    {
        var ids = new Dictionary<string, Element>(StringComparer.Ordinal);
        HashSet<string>? others = null; // that no reference is resolved by
        fault = null;
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (ref readonly var attribute in element.Attributes.AsSpan())
            {
                if (!IsId(attribute))
                {
                    continue;
                }

                var isNew = IsReferable(attribute, element)
                    ? others?.Contains(attribute.Value) != true && ids.TryAdd(attribute.Value, element)
                    : !ids.ContainsKey(attribute.Value) && (others ??= new(StringComparer.Ordinal)).Add(attribute.Value);
                fault ??= isNew ? null : Duplicate(attribute.Value, element);
            }
        }

        return ids;
    }

    private static bool IsId(in AttributeNode attribute) =>
        attribute switch
        {
            { NamespaceUri: Ns.Wsu, LocalName: "Id" } or { NamespaceUri: Ns.Xml, LocalName: "id" } => true,
            { NamespaceUri: "" } => attribute.LocalName is "Id" or "ID" or "id",
            _ => false,
        };

    // An element of XML Signature that has both goes by its wsu:Id.
    private static bool IsReferable(in AttributeNode attribute, Element element) =>
        attribute.NamespaceUri == Ns.Wsu
        || (attribute is { NamespaceUri: "", LocalName: "Id" } && element.NamespaceUri == Ns.Ds && element.Attribute(Ns.Wsu, "Id") is null);

    private static EbmsError Duplicate(string id, Element element) =>
        new(EbmsErrorCode.FailedAuthentication, "Two elements carry the same id, so a reference to it is ambiguous.")
        {
            CheckId = "envelope.unique-ids",
            Expected = "every id once, whatever its attribute is called",
            Found = $"'{(id.Length > 80 ? id[..80] : id)}' again on {element}",
            Remedy = "give every element an id of its own",
            Source = "attack-cases XSW-12, XSW-13",
        };
}
