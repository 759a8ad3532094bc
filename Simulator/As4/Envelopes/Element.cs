using System.Runtime.InteropServices;

namespace Ics2.As4.Envelopes;

/// <summary>A namespace declaration as written on one element.</summary>
/// <param name="Prefix">The prefix; empty for the default namespace.</param>
/// <param name="Uri">The namespace; empty to undeclare the default one.</param>
internal readonly record struct NamespaceDeclaration(string Prefix, string Uri);

/// <summary>An attribute that is not a namespace declaration.</summary>
/// <param name="Prefix">The prefix; empty when the attribute has no namespace.</param>
/// <param name="LocalName">The local name.</param>
/// <param name="NamespaceUri">The namespace; empty when there is none.</param>
/// <param name="Value">The normalised value.</param>
internal readonly record struct AttributeNode(string Prefix, string LocalName, string NamespaceUri, string Value);

/// <summary>
/// An element of an envelope, kept just as far as reading and the canonical form need it: names, declarations, attributes, child
/// elements and text. Comments are dropped (no canonical form used here keeps them) but remembered, because a comment inside a
/// signature is an attack (DIF-01).
/// </summary>
internal sealed class Element(string prefix, string localName, string namespaceUri, Element? parent)
{
    private object? _content; // nothing, the one text or child there is, or a list of them
    private Element? _last; // of the root alone: the element that was read last
    private Element? _following;

    public string Prefix { get; } = prefix;

    public string LocalName { get; } = localName;

    public string NamespaceUri { get; } = namespaceUri;

    public Element? Parent { get; } = parent;

    /// <summary>How many elements are around it.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public NamespaceDeclaration[] Declarations { get; set; } = [];

    public AttributeNode[] Attributes { get; set; } = [];

    /// <summary>Child elements and text runs (<see cref="string"/>) in document order.</summary>
    public ReadOnlySpan<object> Content => _content switch
    {
        null => [],
        List<object> several => CollectionsMarshal.AsSpan(several),
        _ => new ReadOnlySpan<object>(in _content),
    };

    public IEnumerable<Element> Children => _content switch
    {
        Element only => [only],
        List<object> several => several.OfType<Element>(),
        _ => [],
    };

    public bool HoldsComment { get; set; }

    /// <summary>The text of this element without that of its children.</summary>
    public string Text => _content switch
    {
        string only => only,
        List<object> several => string.Concat(several.OfType<string>()),
        _ => "",
    };

    /// <summary>The text with XML white space removed at both ends; what protocol fields mean.</summary>
    public string Value => Text.Trim(' ', '\t', '\r', '\n');

    public bool IsEmpty => _content is null || (_content is not Element && !Children.Any() && string.IsNullOrWhiteSpace(Text));

    /// <summary>Appends a child. Elements are added in document order, which is what <see cref="DescendantsAndSelf"/> follows.</summary>
    /// <param name="child">The child.</param>
    /// <param name="root">The root of the document.</param>
    public void Add(Element child, Element root)
    {
        Append(child);
        (root._last ?? root)._following = child;
        root._last = child;
    }

    // Text before and after a dropped comment is one text node in the canonical form (DIF-03).
    public void Add(string text)
    {
        switch (_content)
        {
            case string before:
                _content = before + text;
                break;
            case List<object> several when several[^1] is string before:
                several[^1] = before + text;
                break;
            default:
                Append(text);
                break;
        }
    }

    public bool Is(string namespaceUri, string localName) => LocalName == localName && NamespaceUri == namespaceUri;

    public IEnumerable<Element> ChildrenNamed(string namespaceUri, string localName) =>
        Children.Where(child => child.Is(namespaceUri, localName));

    public Element? Child(string namespaceUri, string localName)
    {
        foreach (var item in Content)
        {
            if (item is Element child && child.Is(namespaceUri, localName))
            {
                return child;
            }
        }

        return null;
    }

    public string? Attribute(string namespaceUri, string localName)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.LocalName == localName && attribute.NamespaceUri == namespaceUri)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public IEnumerable<Element> DescendantsAndSelf()
    {
        yield return this;
        for (var next = _following; next is not null && next.Depth > Depth; next = next._following)
        {
            yield return next;
        }
    }

    /// <summary>The namespace a prefix is bound to here, or null when it is not declared.</summary>
    public string? Resolve(string prefix)
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            foreach (var declaration in element.Declarations)
            {
                if (declaration.Prefix == prefix)
                {
                    return declaration.Uri;
                }
            }
        }

        return prefix switch
        {
            "" => "",
            "xml" => Ns.Xml,
            _ => null,
        };
    }

    public override string ToString() => Prefix.Length == 0 ? LocalName : $"{Prefix}:{LocalName}";

    private void Append(object item)
    {
        if (_content is List<object> several)
        {
            several.Add(item);
        }
        else
        {
            _content = _content is null ? item : new List<object>(4) { _content, item };
        }
    }
}
