using System.Security.Cryptography.Xml;
using System.Xml;

namespace Ics2.Trust.Lists;

/// <summary>Canonical forms, made by the transforms of System.Security.Cryptography.Xml.</summary>
internal static class CanonicalXml
{
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    public static bool IsKnown(string algorithm) => algorithm is Exclusive or Inclusive;

    /// <summary>Canonical form of a whole document without comments.</summary>
    /// <param name="algorithm">One that <see cref="IsKnown"/>.</param>
    /// <param name="prefixes">InclusiveNamespaces prefix list of exclusive canonicalisation.</param>
    public static Stream Of(XmlDocument document, string algorithm, string? prefixes)
    {
        Transform transform =
            algorithm is Exclusive ? new XmlDsigExcC14NTransform { InclusiveNamespacesPrefixList = prefixes } : new XmlDsigC14NTransform();
        transform.LoadInput(document);
        return (Stream)transform.GetOutput(typeof(Stream));
    }

    /// <summary>Canonical form of one element where it stands.</summary>
    public static Stream Of(XmlElement element, string algorithm, string? prefixes)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)alone.AppendChild(alone.ImportNode(element, deep: true))!;

        // Importing loses what the ancestors declare, and with it the digest.
        for (var ancestor = element.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (
                var declaration in ancestor
                    .Attributes.Cast<XmlAttribute>()
                    .Where(a => a.NamespaceURI is "http://www.w3.org/2000/xmlns/" && !copy.HasAttribute(a.Name))
            )
            {
                copy.SetAttributeNode((XmlAttribute)alone.ImportNode(declaration, deep: true));
            }
        }

        return Of(alone, algorithm, prefixes);
    }
}
