using System.Xml;

namespace Ics2.Trust.Lists;

/// <summary>Steps from element to element by name.</summary>
internal static class XmlElements
{
    public static IEnumerable<XmlElement> Children(this XmlElement element, string name, string ns) =>
        element
            .ChildNodes.OfType<XmlElement>()
            .Where(child =>
                string.Equals(child.LocalName, name, StringComparison.Ordinal)
                && string.Equals(child.NamespaceURI, ns, StringComparison.Ordinal)
            );

    /// <summary>The only child of the name; null when there is none, or more than one.</summary>
    public static XmlElement? Child(this XmlElement element, string name, string ns)
    {
        var found = element.Children(name, ns).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    public static bool IsWithin(this XmlElement element, XmlElement outer)
    {
        for (XmlNode? node = element; node is not null; node = node.ParentNode)
        {
            if (node == outer)
            {
                return true;
            }
        }

        return false;
    }
}
