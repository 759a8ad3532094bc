using System.Buffers;
using System.Text;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Canonical XML of one element, without comments: the exclusive form of W3C xml-exc-c14n, or the inclusive form of xml-c14n that
/// some foreign senders use. A differential test compares it with the .NET transforms.
/// </summary>
internal static class Canonicaliser
{
    /// <summary>Writes the exclusive form.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="inclusivePrefixes">The PrefixList: prefixes treated as in the inclusive form; the empty string is <c>#default</c>.</param>
    /// <param name="output">Takes UTF-8 bytes.</param>
    public static void WriteExclusive(Element element, IReadOnlyCollection<string> inclusivePrefixes, IBufferWriter<byte> output) =>
        Write(element, new Scope(), output, e => VisiblePrefixes(e, inclusivePrefixes), []);

    /// <summary>Writes the inclusive form: every namespace in scope, and the <c>xml:</c> attributes of the ancestors at the apex.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="output">Takes UTF-8 bytes.</param>
    public static void WriteInclusive(Element element, IBufferWriter<byte> output)
    {
        var inherited = new List<AttributeNode>();
        for (var ancestor = element.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            inherited.AddRange(ancestor.Attributes.Where(attribute => attribute.NamespaceUri == Ns.Xml
                && element.Attribute(Ns.Xml, attribute.LocalName) is null && !inherited.Exists(known => known.LocalName == attribute.LocalName)));
        }

        Write(element, new Scope(), output, InScopePrefixes, inherited);
    }

    private static void Write(Element element, Scope rendered, IBufferWriter<byte> output, Func<Element, IEnumerable<string>> prefixesOf, List<AttributeNode> inherited)
    {
        var name = element.ToString();
        var scope = rendered;
        output.Write("<"u8);
        WriteUtf8(output, name);
        foreach (var prefix in prefixesOf(element).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var uri = element.Resolve(prefix);
            if (uri is null || prefix == "xml" || uri == scope.Resolve(prefix))
            {
                continue;
            }

            scope = new Scope(scope, prefix, uri);
            output.Write(prefix.Length == 0 ? " xmlns"u8 : " xmlns:"u8);
            WriteUtf8(output, prefix);
            output.Write("=\""u8);
            WriteEscaped(output, uri, attribute: true);
            output.Write("\""u8);
        }

        foreach (var attribute in element.Attributes.Concat(inherited)
            .OrderBy(attribute => attribute.NamespaceUri, StringComparer.Ordinal).ThenBy(attribute => attribute.LocalName, StringComparer.Ordinal))
        {
            output.Write(" "u8);
            if (attribute.Prefix.Length > 0)
            {
                WriteUtf8(output, attribute.Prefix);
                output.Write(":"u8);
            }

            WriteUtf8(output, attribute.LocalName);
            output.Write("=\""u8);
            WriteEscaped(output, attribute.Value, attribute: true);
            output.Write("\""u8);
        }

        output.Write(">"u8);
        foreach (var item in element.Content)
        {
            if (item is Element child)
            {
                Write(child, scope, output, prefixesOf, []);
            }
            else
            {
                WriteEscaped(output, (string)item, attribute: false);
            }
        }

        output.Write("</"u8);
        WriteUtf8(output, name);
        output.Write(">"u8);
    }

    private static IEnumerable<string> VisiblePrefixes(Element element, IReadOnlyCollection<string> inclusivePrefixes) =>
        element.Attributes.Where(attribute => attribute.Prefix.Length > 0).Select(attribute => attribute.Prefix)
            .Append(element.Prefix).Concat(inclusivePrefixes);

    private static IEnumerable<string> InScopePrefixes(Element element)
    {
        for (var current = element; current is not null; current = current.Parent)
        {
            foreach (var declaration in current.Declarations)
            {
                yield return declaration.Prefix;
            }
        }
    }

    /// <summary>Escapes as Canonical XML 1.0 section 2.3 asks; also used to write what is already canonical.</summary>
    internal static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<char> text, bool attribute)
    {
        var special = attribute ? AttributeSpecials : TextSpecials;
        while (text.IndexOfAny(special) is var at and >= 0)
        {
            WriteUtf8(output, text[..at]);
            output.Write(text[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' => "&#x9;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#xD;"u8,
            });
            text = text[(at + 1)..];
        }

        WriteUtf8(output, text);
    }

    internal static void WriteUtf8(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            Encoding.UTF8.GetBytes(text, output);
        }
    }

    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<\"\t\n\r");
    private static readonly SearchValues<char> TextSpecials = SearchValues.Create("&<>\r");

    // Namespaces rendered by the ancestors in the output: a chain, since most elements add none.
    private sealed class Scope(Scope? outer = null, string prefix = "", string uri = "")
    {
        public string? Resolve(string wanted)
        {
            for (var scope = this; scope is not null; scope = scope.Outer)
            {
                if (scope.Prefix == wanted)
                {
                    return scope.Uri;
                }
            }

            return null;
        }

        private Scope? Outer { get; } = outer;

        private string Prefix { get; } = prefix;

        private string Uri { get; } = uri;
    }
}
