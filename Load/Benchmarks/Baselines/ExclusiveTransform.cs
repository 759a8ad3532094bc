using System.Security.Cryptography.Xml;
using System.Xml;
using Ics2.As4.Names;

namespace Ics2.Load.Benchmarks;

/// <summary>
/// The exclusive canonical form as <c>SignedXml</c> makes it: the element copied into a document of its own with the namespaces around it,
/// then the transform.
/// </summary>
internal static class ExclusiveTransform
{
    /// <summary>Finds the eb:Messaging of an envelope.</summary>
    public static XmlElement ReadMessaging(ReadOnlyMemory<byte> envelope) =>
        (XmlElement)SignedXmlBaseline.Load(envelope).GetElementsByTagName("Messaging", Ns.Ebms)[0]!;

    /// <summary>Applies the transform.</summary>
    public static MemoryStream Apply(XmlElement element)
    {
        var alone = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var root = (XmlElement)alone.AppendChild(alone.ImportNode(element, deep: true))!;
        for (var ancestor = element.ParentNode as XmlElement; ancestor is not null; ancestor = ancestor.ParentNode as XmlElement)
        {
            foreach (XmlAttribute attribute in ancestor.Attributes)
            {
                if (attribute.NamespaceURI == Ns.Xmlns && !root.HasAttribute(attribute.Name)) // the nearest declaration of a prefix counts
                {
                    root.SetAttributeNode((XmlAttribute)alone.ImportNode(attribute, deep: true));
                }
            }
        }

        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(alone);
        return (MemoryStream)transform.GetOutput(typeof(Stream));
    }
}
