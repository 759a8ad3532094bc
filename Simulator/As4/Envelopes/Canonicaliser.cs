using System.Buffers;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Canonical XML of one element, without comments: the exclusive form of W3C xml-exc-c14n, or the inclusive form of xml-c14n that
/// some foreign senders use. A differential test compares it with the .NET transforms.
/// </summary>
internal static class Canonicaliser
{
    /// <summary>Gives the exclusive form.</summary>
    /// <param name="element">The apex of the subtree.</param>
    /// <param name="inclusivePrefixes">The PrefixList: prefixes treated as in the inclusive form; the empty string is <c>#default</c>.</param>
    /// <param name="output">Takes the form, unless the element was received in it; then it stays as it is.</param>
    /// <returns>UTF-8 bytes, those received or those in <paramref name="output"/>.</returns>
    public static ReadOnlySpan<byte> Exclusive(Element element, IReadOnlyList<string> inclusivePrefixes, PooledBuffer output)
    {
        if (inclusivePrefixes.Count == 0 && ReceivedForm.IsExclusive(element))
        {
            return element.AsWritten.Span;
        }

        new Walk(output, inclusivePrefixes, isInclusive: false).Write(element, []);
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
            new Walk(output, [], isInclusive: false).Write(element, []);
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
            inherited.AddRange(ancestor.Attributes.Where(attribute => attribute.NamespaceUri == Ns.Xml
                && element.Attribute(Ns.Xml, attribute.LocalName) is null && !inherited.Exists(known => known.LocalName == attribute.LocalName)));
        }

        new Walk(output, [], isInclusive: true).Write(element, inherited);
        return output.Written;
    }

    /// <summary>Escapes as Canonical XML 1.0 section 2.3 asks; also used to write what is already canonical.</summary>
    internal static void WriteEscaped(PooledBuffer output, ReadOnlySpan<char> text, bool attribute)
    {
        var special = attribute ? AttributeSpecials : TextSpecials;
        while (text.IndexOfAny(special) is var at and >= 0)
        {
            output.WriteUtf8(text[..at]);
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

        output.WriteUtf8(text);
    }

    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<\"\t\n\r");
    private static readonly SearchValues<char> TextSpecials = SearchValues.Create("&<>\r");

    /// <summary>One pass over a subtree. Most elements use one prefix, declared further up, and have one or two attributes, in order already.</summary>
    private sealed class Walk(PooledBuffer output, IReadOnlyList<string> inclusivePrefixes, bool isInclusive)
    {
        private readonly List<NamespaceDeclaration> _rendered = [new("", "")]; // by the ancestors in the output, the nearest last
        private readonly List<NamespaceDeclaration> _wanted = [];
        private readonly List<AttributeNode> _sorted = [];

        public void Write(Element element, List<AttributeNode> inherited)
        {
            var outer = _rendered.Count;
            output.Write("<"u8);
            WriteName(element.Prefix, element.LocalName);
            WriteNamespaces(element);
            WriteAttributes(element, inherited);
            output.Write(">"u8);
            WriteContent(element);
            output.Write("</"u8);
            WriteName(element.Prefix, element.LocalName);
            output.Write(">"u8);
            _rendered.RemoveRange(outer, _rendered.Count - outer);
        }

        private void WriteContent(Element element)
        {
            if (element.Mixed is { } mixed)
            {
                foreach (var item in mixed)
                {
                    if (item is Element child)
                    {
                        Write(child, []);
                    }
                    else
                    {
                        WriteEscaped(output, (string)item, attribute: false);
                    }
                }

                return;
            }

            WriteEscaped(output, element.Text, attribute: false);
            for (var child = element.FirstChild; child is not null; child = child.NextSibling)
            {
                Write(child, []);
            }
        }

        private void WriteNamespaces(Element element)
        {
            _wanted.Clear();
            if (isInclusive)
            {
                WantInScope(element);
            }
            else
            {
                WantVisible(element);
            }

            foreach (var (prefix, uri) in _wanted)
            {
                _rendered.Add(new NamespaceDeclaration(prefix, uri));
                output.Write(prefix.Length == 0 ? " xmlns"u8 : " xmlns:"u8);
                output.WriteUtf8(prefix);
                WriteValue(uri);
            }
        }

        // Exclusive form 3: what the element and its attributes use, and what the PrefixList names.
        private void WantVisible(Element element)
        {
            Want(element.Prefix, element.NamespaceUri);
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Prefix.Length > 0)
                {
                    Want(attribute.Prefix, attribute.NamespaceUri);
                }
            }

            for (var i = 0; i < inclusivePrefixes.Count; i++)
            {
                Want(inclusivePrefixes[i], element.Resolve(inclusivePrefixes[i]));
            }
        }

        private void WantInScope(Element element)
        {
            for (var current = element; current is not null; current = current.Parent)
            {
                foreach (var declaration in current.Declarations)
                {
                    Want(declaration.Prefix, element.Resolve(declaration.Prefix));
                }
            }
        }

        // In the order of the prefixes, each once, and only if the output so far says something else.
        private void Want(string prefix, string? uri)
        {
            if (uri is null || prefix == "xml" || uri == Rendered(prefix))
            {
                return;
            }

            var at = 0;
            while (at < _wanted.Count && string.CompareOrdinal(_wanted[at].Prefix, prefix) < 0)
            {
                at++;
            }

            if (at == _wanted.Count || _wanted[at].Prefix != prefix)
            {
                _wanted.Insert(at, new NamespaceDeclaration(prefix, uri));
            }
        }

        private string? Rendered(string prefix)
        {
            for (var i = _rendered.Count - 1; i >= 0; i--)
            {
                if (_rendered[i].Prefix == prefix)
                {
                    return _rendered[i].Uri;
                }
            }

            return null;
        }

        private void WriteAttributes(Element element, List<AttributeNode> inherited)
        {
            if (element.Attributes.Length + inherited.Count == 0)
            {
                return;
            }

            _sorted.Clear();
            _sorted.AddRange(element.Attributes);
            _sorted.AddRange(inherited);
            if (_sorted.Count > 1)
            {
                _sorted.Sort(AttributeNode.InCanonicalOrder);
            }

            foreach (var attribute in _sorted)
            {
                output.Write(" "u8);
                WriteName(attribute.Prefix, attribute.LocalName);
                WriteValue(attribute.Value);
            }
        }

        private void WriteName(string prefix, string localName)
        {
            if (prefix.Length > 0)
            {
                output.WriteUtf8(prefix);
                output.Write(":"u8);
            }

            output.WriteUtf8(localName);
        }

        private void WriteValue(string value)
        {
            output.Write("=\""u8);
            WriteEscaped(output, value, attribute: true);
            output.Write("\""u8);
        }
    }
}
