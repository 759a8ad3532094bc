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
    private readonly List<object> _content = [];

    public string Prefix { get; } = prefix;

    public string LocalName { get; } = localName;

    public string NamespaceUri { get; } = namespaceUri;

    public Element? Parent { get; } = parent;

    public List<NamespaceDeclaration> Declarations { get; } = [];

    public List<AttributeNode> Attributes { get; } = [];

    /// <summary>Child elements and text runs (<see cref="string"/>) in document order.</summary>
    public IReadOnlyList<object> Content => _content;

    public IEnumerable<Element> Children => _content.OfType<Element>();

    public bool HoldsComment { get; set; }

    /// <summary>The text of this element without that of its children.</summary>
    public string Text => _content switch
    {
        [] => "",
        [string only] => only,
        _ => string.Concat(_content.OfType<string>()),
    };

    /// <summary>The text with XML white space removed at both ends; what protocol fields mean.</summary>
    public string Value => Text.Trim(' ', '\t', '\r', '\n');

    public bool IsEmpty => _content.All(item => item is string text && string.IsNullOrWhiteSpace(text));

    public void Add(Element child) => _content.Add(child);

    public void Add(string text) => _content.Add(_content is [.., string last] ? Replace(last + text) : text);

    public bool Is(string namespaceUri, string localName) => LocalName == localName && NamespaceUri == namespaceUri;

    public IEnumerable<Element> ChildrenNamed(string namespaceUri, string localName) =>
        Children.Where(child => child.Is(namespaceUri, localName));

    public Element? Child(string namespaceUri, string localName) => ChildrenNamed(namespaceUri, localName).FirstOrDefault();

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
        var waiting = new Stack<Element>();
        waiting.Push(this);
        while (waiting.TryPop(out var current))
        {
            yield return current;
            for (var i = current._content.Count - 1; i >= 0; i--)
            {
                if (current._content[i] is Element child)
                {
                    waiting.Push(child);
                }
            }
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

    // Text before and after a dropped comment is one text node in the canonical form (DIF-03).
    private string Replace(string joined)
    {
        _content.RemoveAt(_content.Count - 1);
        return joined;
    }
}
