namespace Ics2.As4.Xml;

/// <summary>
/// Whether an element was received in its exclusive canonical form, so that the bytes received are those to be hashed. The reader saw to
/// tags, quotes and order (<see cref="Element.AsWritten"/>); what is left is that namespaces are declared just where the form has them.
/// </summary>
internal static class ReceivedForm
{
    public static bool IsExclusive(Element apex)
    {
        if (apex.AsWritten.IsEmpty)
        {
            return false;
        }

        foreach (var element in apex.DescendantsAndSelf())
        {
            if (!DeclaresAllItUses(element, apex) || !UsesAllItDeclares(element, apex))
            {
                return false;
            }
        }

        return true;
    }

    // Exclusive form 3: a prefix that is visibly used is declared in the output, here or further up.
    private static bool DeclaresAllItUses(Element element, Element apex)
    {
        if (Rendered(element, apex, element.Prefix) != element.NamespaceUri)
        {
            return false;
        }

        foreach (ref readonly var attribute in element.Attributes.AsSpan())
        {
            if (attribute.Prefix.Length > 0 && Rendered(element, apex, attribute.Prefix) != attribute.NamespaceUri)
            {
                return false;
            }
        }

        return true;
    }

    // What is not used here is not declared here, nor what the output around it says already.
    private static bool UsesAllItDeclares(Element element, Element apex)
    {
        foreach (ref readonly var declaration in element.Declarations.AsSpan())
        {
            if (
                !Uses(element, declaration.Prefix)
                || declaration.Uri
                    == (element == apex ? Unprefixed(declaration.Prefix) : Rendered(element.Parent!, apex, declaration.Prefix))
            )
            {
                return false;
            }
        }

        return true;
    }

    private static bool Uses(Element element, string prefix)
    {
        if (element.Prefix == prefix)
        {
            return true;
        }

        foreach (ref readonly var attribute in element.Attributes.AsSpan())
        {
            if (prefix.Length > 0 && attribute.Prefix == prefix)
            {
                return true;
            }
        }

        return false;
    }

    // As long as everything fits, the output declares what the input does, from the apex on.
    private static string? Rendered(Element element, Element apex, string prefix) =>
        element.ResolveWithin(apex, prefix) ?? Unprefixed(prefix);

    // Without a declaration, no prefix means no namespace.
    private static string? Unprefixed(string prefix) => prefix.Length == 0 ? "" : null;
}
