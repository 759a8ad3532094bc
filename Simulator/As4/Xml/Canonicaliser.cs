using System.Buffers;
using Ics2.As4.Names;

namespace Ics2.As4.Xml;

/// <summary>
/// Canonical XML of one element, without comments: the exclusive form of W3C xml-exc-c14n, or the inclusive form of xml-c14n that
/// some foreign senders use. A differential test compares it with the .NET transforms.
/// </summary>
internal static class Canonicaliser
{
    /// <summary>Gives the exclusive form.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="inclusivePrefixes">The PrefixList: prefixes treated as in the inclusive form; the empty string is
    /// <c>#default</c>.</param>
    /// <param name="output">Takes the form, unless the element was received in it; then it stays as it is.</param>
    /// <returns>UTF-8 bytes, those received or those in <paramref name="output"/>.</returns>
    public static ReadOnlySpan<byte> Exclusive(Element element, IReadOnlyList<string> inclusivePrefixes, PooledBuffer output)
    {
        if (inclusivePrefixes.Count == 0 && ReceivedForm.IsExclusive(element))
        {
            return element.AsWritten.Span;
        }

        new CanonicalWalk(output, inclusivePrefixes, isInclusive: false).Write(element, []);
        return output.Written;
    }

    /// <summary>Appends the exclusive form.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="output">Takes UTF-8 bytes.</param>
    public static void WriteExclusive(Element element, PooledBuffer output)
    {
        if (ReceivedForm.IsExclusive(element))
        {
            output.Write(element.AsWritten.Span);
        }
        else
        {
            new CanonicalWalk(output, [], isInclusive: false).Write(element, []);
        }
    }

    /// <summary>Gives the inclusive form: every namespace in scope, and the <c>xml:</c> attributes of the ancestors at the apex.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="output">Takes the form.</param>
    /// <returns>UTF-8 bytes.</returns>
    public static ReadOnlySpan<byte> Inclusive(Element element, PooledBuffer output)
    {
        var inherited = new List<AttributeNode>();
        for (var ancestor = element.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            inherited.AddRange(
                ancestor.Attributes.Where(attribute =>
                    attribute.NamespaceUri == Ns.Xml
                    && element.Attribute(Ns.Xml, attribute.LocalName) is null
                    && !inherited.Exists(known => known.LocalName == attribute.LocalName)
                )
            );
        }

        new CanonicalWalk(output, [], isInclusive: true).Write(element, inherited);
        return output.Written;
    }

    /// <summary>Escapes as Canonical XML 1.0 section 2.3 asks; also used to write what is already canonical.</summary>
    internal static void WriteEscaped(PooledBuffer output, ReadOnlySpan<char> text, bool attribute)
    {
        var special = attribute ? AttributeSpecials : TextSpecials;
        while (text.IndexOfAny(special) is var at and >= 0)
        {
            output.WriteUtf8(text[..at]);
            output.Write(
                text[at] switch
                {
                    '&' => "&amp;"u8,
                    '<' => "&lt;"u8,
                    '>' => "&gt;"u8,
                    '"' => "&quot;"u8,
                    '\t' => "&#x9;"u8,
                    '\n' => "&#xA;"u8,
                    _ => "&#xD;"u8,
                }
            );
            text = text[(at + 1)..];
        }

        output.WriteUtf8(text);
    }

    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<\"\t\n\r");
    private static readonly SearchValues<char> TextSpecials = SearchValues.Create("&<>\r");
}
