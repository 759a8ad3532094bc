using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using Ics2.As4.Names;

namespace Ics2.As4.Xml;

/// <summary>A name as it stands in the text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="PrefixLength">Zero for none; otherwise a colon follows the prefix.</param>
/// <param name="LocalLength">Of the local name.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlainName(int Start, int PrefixLength, int LocalLength)
{
    public ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> text) => text.Slice(Start, PrefixLength);

    public ReadOnlySpan<byte> Local(ReadOnlySpan<byte> text) => text.Slice(LocalStart, LocalLength);

    public ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> text) => text[Start..(LocalStart + LocalLength)];

    private int LocalStart => PrefixLength == 0 ? Start : Start + PrefixLength + 1;
}

/// <summary>An attribute as it stands in the text, namespace declarations included.</summary>
/// <param name="ValueStart">Where the value begins, behind the quote.</param>
/// <param name="IsDeclaration">Whether it declares a namespace.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PlainAttribute(PlainName Name, int ValueStart, int ValueLength, bool IsDeclaration)
{
    public ReadOnlySpan<byte> Value(ReadOnlySpan<byte> text) => text.Slice(ValueStart, ValueLength);
}

/// <summary>
/// Makes elements of what <see cref="PlainXmlReader"/> found in a start tag: gives names their namespaces, and refuses what only the
/// framework's reader should judge.
/// </summary>
/// <param name="text">The document.</param>
/// <param name="parent">The element around; null for the root.</param>
internal readonly ref struct PlainScope(ReadOnlySpan<byte> text, Element? parent)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Makes an element.</summary>
    /// <param name="written">All its attributes.</param>
    /// <param name="isCanonical">Becomes false when they stand in another order than that of canonical XML: declarations by prefix, then
    /// attributes by namespace and name.</param>
    /// <returns>False when a prefix is not declared, a name stands twice, or a declaration is one for the other reader to
    /// explain.</returns>
    public bool TryMake(
        PlainName name,
        ReadOnlySpan<PlainAttribute> written,
        ref bool isCanonical,
        [NotNullWhen(true)] out Element? element
    )
    {
        element = null;
        var declarations = 0;
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i].IsDeclaration)
            {
                isCanonical &= declarations == i;
                declarations++;
            }
        }

        NamespaceDeclaration[] spaces = declarations == 0 ? [] : new NamespaceDeclaration[declarations];
        AttributeNode[] attributes = declarations == written.Length ? [] : new AttributeNode[written.Length - declarations];
        if (!Declare(written, spaces, ref isCanonical) || !ReadAttributes(written, spaces, attributes, ref isCanonical))
        {
            return false;
        }

        // Most elements have their parent's prefix and declare nothing.
        var prefix = name.Prefix(_text);
        if (declarations == 0 && parent is not null && Ascii.Equals(prefix, parent.Prefix))
        {
            element = new Element(parent.Prefix, UsualWords.Get(name.Local(_text)), parent.NamespaceUri, parent, spaces, attributes);
            return true;
        }

        var word = UsualWords.Get(prefix);
        if (Resolve(word, spaces) is { } uri)
        {
            element = new Element(word, UsualWords.Get(name.Local(_text)), uri, parent, spaces, attributes);
        }

        return element is not null;
    }

    private bool Declare(ReadOnlySpan<PlainAttribute> written, NamespaceDeclaration[] spaces, ref bool isCanonical)
    {
        var count = 0;
        for (var i = 0; count < spaces.Length; i++)
        {
            if (!written[i].IsDeclaration)
            {
                continue;
            }

            var prefix = written[i].Name.PrefixLength == 0 ? "" : UsualWords.Get(written[i].Name.Local(_text));
            var uri = UsualWords.Get(written[i].Value(_text));
            if (!MayDeclare(prefix, uri))
            {
                return false;
            }

            for (var other = 0; other < count; other++)
            {
                if (spaces[other].Prefix == prefix)
                {
                    return false;
                }
            }

            isCanonical &= count == 0 || string.CompareOrdinal(spaces[count - 1].Prefix, prefix) < 0;
            spaces[count++] = new NamespaceDeclaration(prefix, uri);
        }

        return true;
    }

    private bool ReadAttributes(
        ReadOnlySpan<PlainAttribute> written,
        NamespaceDeclaration[] spaces,
        AttributeNode[] attributes,
        ref bool isCanonical
    )
    {
        var count = 0;
        for (var i = 0; count < attributes.Length; i++)
        {
            if (written[i].IsDeclaration)
            {
                continue;
            }

            var prefix = UsualWords.Get(written[i].Name.Prefix(_text));
            var local = UsualWords.Get(written[i].Name.Local(_text));
            if ((prefix.Length == 0 ? "" : Resolve(prefix, spaces)) is not { } uri)
            {
                return false;
            }

            for (var other = 0; other < count; other++)
            {
                if (attributes[other].LocalName == local && attributes[other].NamespaceUri == uri)
                {
                    return false;
                }
            }

            attributes[count] = new AttributeNode(prefix, local, uri, UsualWords.Get(written[i].Value(_text)));
            isCanonical &= count == 0 || AttributeNode.InCanonicalOrder(attributes[count - 1], attributes[count]) < 0;
            count++;
        }

        return true;
    }

    private string? Resolve(string prefix, NamespaceDeclaration[] spaces)
    {
        foreach (ref readonly var space in spaces.AsSpan())
        {
            if (space.Prefix == prefix)
            {
                return space.Uri;
            }
        }

        return prefix is "xml" ? null
            : parent is not null ? parent.Resolve(prefix)
            : prefix.Length == 0 ? ""
            : null;
    }

    // Reserved prefixes and namespaces, undeclared prefixes and relative namespaces are for the other reader to explain.
    private static bool MayDeclare(string prefix, string uri) =>
        prefix is not ("xml" or "xmlns")
        && uri is not (Ns.Xml or Ns.Xmlns)
        && (uri.Length == 0 ? prefix.Length == 0 : XmlTreeReader.HasScheme(uri));
}
