using System.Text;
using Ics2.As4.Names;

namespace Ics2.As4.Xml;

/// <summary>
/// An element of an envelope, kept just as far as reading and the canonical form need it: names, declarations, attributes, child
/// elements and text. Comments are dropped (no canonical form used here keeps them) but remembered, because a comment inside a
/// signature is an attack (DIF-01).
/// </summary>
internal sealed class Element
{
    private readonly Element? _scope; // the nearest element that declares a namespace, this one included
    private object? _content; // the one text there is, or texts and elements in their order where they are mixed
    private Element? _lastChild;

    public Element(
        string prefix,
        string localName,
        string namespaceUri,
        Element? parent,
        NamespaceDeclaration[] declarations,
        AttributeNode[] attributes
    )
    {
        (Prefix, LocalName, NamespaceUri, Parent, Declarations, Attributes) = (
            prefix,
            localName,
            namespaceUri,
            parent,
            declarations,
            attributes
        );
        Depth = parent is null ? 0 : parent.Depth + 1;
        _scope = declarations.Length > 0 ? this : parent?._scope;
    }

    public string Prefix { get; }

    public string LocalName { get; }

    public string NamespaceUri { get; }

    public Element? Parent { get; }

    /// <summary>How many elements are around it.</summary>
    public int Depth { get; }

    /// <summary>The element whose start tag comes next in the document; null for the last one.</summary>
    public Element? Following { get; private set; }

    public NamespaceDeclaration[] Declarations { get; }

    public AttributeNode[] Attributes { get; }

    /// <summary>
    /// The bytes it was read from, when tags, quotes, white space and the order of attributes are those of canonical XML throughout;
    /// empty otherwise, and where nobody looked. Which namespaces are declared where is not part of this.
    /// </summary>
    public ReadOnlyMemory<byte> AsWritten { get; set; }

    public Element? FirstChild => _lastChild is null ? null : Following;

    public Element? NextSibling { get; private set; }

    public Element[] Children
    {
        get
        {
            var count = 0;
            for (var child = FirstChild; child is not null; child = child.NextSibling)
            {
                count++;
            }

            var children = count == 0 ? [] : new Element[count];
            count = 0;
            for (var child = FirstChild; child is not null; child = child.NextSibling)
            {
                children[count++] = child;
            }

            return children;
        }
    }

    public bool HoldsElements => _lastChild is not null;

    /// <summary>
    /// Child elements and text runs (<see cref="string"/>) in document order, where there are both; null where there is text alone, or
    /// elements alone.
    /// </summary>
    public IReadOnlyList<object>? Mixed => _content as List<object>;

    public bool HoldsComment { get; set; }

    /// <summary>The text of this element without that of its children.</summary>
    public string Text =>
        _content switch
        {
            null => "",
            List<object> mixed => string.Concat(mixed.OfType<string>()),
            _ => _content.ToString()!,
        };

    /// <summary>The text in UTF-8; where it is long and was plain, the very bytes received.</summary>
    public ReadOnlyMemory<byte> Utf8Text => _content is LongText received ? received.Ascii : Encoding.UTF8.GetBytes(Text);

    /// <summary>The text with XML white space removed at both ends; what protocol fields mean.</summary>
    public string Value => Text.Trim(' ', '\t', '\r', '\n');

    public bool IsEmpty => !HoldsElements && string.IsNullOrWhiteSpace(Text);

    /// <summary>Appends a child. Elements are added in document order, which is what <see cref="DescendantsAndSelf"/> follows.</summary>
    /// <param name="previous">The element that was read before it, wherever it stands.</param>
    public void Add(Element child, Element previous)
    {
        previous.Following = child;
        _lastChild?.NextSibling = child;
        if (_content is not null)
        {
            Mix().Add(child);
        }

        _lastChild = child;
    }

    // Text before and after a dropped comment is one text node in the canonical form (DIF-03).
    public void Add(string text)
    {
        if (_content is null && !HoldsElements)
        {
            _content = text;
        }
        else if (_content is not (null or List<object>))
        {
            _content += text;
        }
        else if (Mix() is var mixed && mixed is [.., string before])
        {
            mixed[^1] = before + text;
        }
        else
        {
            mixed.Add(text);
        }
    }

    /// <summary>Appends a text of plain ASCII, which must not change afterwards.</summary>
    public void Add(ReadOnlyMemory<byte> ascii)
    {
        if (ascii.Length >= LongText.Shortest && _content is null && !HoldsElements)
        {
            _content = new LongText(ascii);
        }
        else
        {
            Add(UsualWords.Get(ascii.Span));
        }
    }

    public bool Is(string namespaceUri, string localName) => LocalName == localName && NamespaceUri == namespaceUri;

    public Element[] ChildrenNamed(string namespaceUri, string localName) =>
        Array.FindAll(Children, child => child.Is(namespaceUri, localName));

    public Element? Child(string namespaceUri, string localName)
    {
        for (var child = FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.Is(namespaceUri, localName))
            {
                return child;
            }
        }

        return null;
    }

    public string? Attribute(string namespaceUri, string localName)
    {
        foreach (ref readonly var attribute in Attributes.AsSpan())
        {
            if (attribute.LocalName == localName && attribute.NamespaceUri == namespaceUri)
            {
                return attribute.Value;
            }
        }

        return null;
    }

    public Subtree DescendantsAndSelf() => new(this);

    /// <summary>The namespace a prefix is bound to here, or null when it is not declared.</summary>
    public string? Resolve(string prefix) =>
        ResolveWithin(null, prefix)
        ?? (
            prefix switch
            {
                "" => "",
                "xml" => Ns.Xml,
                _ => null,
            }
        );

    /// <summary>The namespace that this element, or one around it up to an apex, declares for a prefix; null when none does.</summary>
    /// <param name="apex">The last one asked; null for the root.</param>
    public string? ResolveWithin(Element? apex, string prefix)
    {
        for (var element = _scope; element is not null && (apex is null || element.Depth >= apex.Depth); element = element.Parent?._scope)
        {
            foreach (ref readonly var declaration in element.Declarations.AsSpan())
            {
                if (declaration.Prefix == prefix)
                {
                    return declaration.Uri;
                }
            }
        }

        return null;
    }

    public override string ToString() => Prefix.Length == 0 ? LocalName : $"{Prefix}:{LocalName}";

    private List<object> Mix()
    {
        if (_content is not List<object> mixed)
        {
            mixed = [.. _content is null ? [] : (string[])[Text], .. Children];
            _content = mixed;
        }

        return mixed;
    }
}
