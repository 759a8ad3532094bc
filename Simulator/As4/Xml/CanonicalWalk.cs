namespace Ics2.As4.Xml;

/// <summary>
/// One pass over a subtree. Most elements use one prefix, declared further up, and have one or two attributes, in order already.
/// </summary>
internal sealed class CanonicalWalk(PooledBuffer output, IReadOnlyList<string> inclusivePrefixes, bool isInclusive)
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
                    Canonicaliser.WriteEscaped(output, (string)item, attribute: false);
                }
            }

            return;
        }

        Canonicaliser.WriteEscaped(output, element.Text, attribute: false);
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
        Canonicaliser.WriteEscaped(output, value, attribute: true);
        output.Write("\""u8);
    }
}
