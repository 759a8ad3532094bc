using System.Buffers;
using System.Text;
using Ics2.As4.Profiles;

namespace Ics2.As4.Envelopes;

/// <summary>
/// Reads the plain XML that AS4 products write for an envelope, without what makes a general reader dear: ASCII without carriage returns,
/// references, comments, CDATA, processing instructions or document type. Whatever else it meets, errors included, it leaves to the
/// framework's reader and says nothing: it must never take what that one refuses, nor read it differently, which a differential test checks.
/// </summary>
internal ref struct PlainXmlReader
{
    private const int MostAttributes = 16;

    private static readonly SearchValues<char> NotPlain = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code).Except(['\t', '\n']), '&', '\x7f']);
    private static readonly SearchValues<char> NotInValues = SearchValues.Create("<\t\n");
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    private readonly ReadOnlySpan<char> _text;
    private readonly ReadLimits _limits;
    private int _at;
    private bool _closed; // the last start tag was an end tag as well

    private PlainXmlReader(ReadOnlySpan<char> text, ReadLimits limits)
    {
        _text = text;
        _limits = limits;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="xml">Its bytes.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>The root; null when it is not plain, or not sound.</returns>
    public static Element? TryRead(ReadOnlySpan<byte> xml, ReadLimits limits)
    {
        if (!Ascii.IsValid(xml))
        {
            return null;
        }

        var characters = ArrayPool<char>.Shared.Rent(xml.Length);
        try
        {
            var text = characters.AsSpan(0, Encoding.ASCII.GetChars(xml, characters));
            return text.ContainsAny(NotPlain) ? null : new PlainXmlReader(text, limits).Read();
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
        }
    }

    private Element? Read()
    {
        SkipDeclaration();
        if (!SkipToMarkup(current: null) || StartTag(null) is not { } root)
        {
            return null;
        }

        return (_closed || Inside(root)) && _text[_at..].Trim("\t\n ").IsEmpty ? root : null;
    }

    // Everything up to the root's end tag.
    private bool Inside(Element root)
    {
        var current = root;
        for (var elements = 1; SkipToMarkup(current);)
        {
            if (Next('/'))
            {
                if (!Skip(current.Prefix, current.LocalName) || !Next('>'))
                {
                    return false;
                }

                if (current == root)
                {
                    return true;
                }

                current = current.Parent!;
            }
            else
            {
                if (++elements > _limits.Elements || StartTag(current) is not { } element)
                {
                    return false;
                }

                current.Add(element, root);
                current = _closed ? current : element;
            }
        }

        return false;
    }

    // Takes the text before the next tag, and that tag's bracket.
    private bool SkipToMarkup(Element? current)
    {
        var length = _text[_at..].IndexOf('<');
        if (length < 0)
        {
            return false;
        }

        var run = _text.Slice(_at, length);
        _at += length + 1;
        if (run.IsEmpty)
        {
            return true;
        }

        if (current is null)
        {
            return run.Trim("\t\n ").IsEmpty;
        }

        current.Add(Word(run));
        return !run.Contains("]]>", StringComparison.Ordinal);
    }

    private Element? StartTag(Element? parent)
    {
        if (!Name(out var prefix, out var local) || parent?.Depth + 1 >= _limits.Depth)
        {
            return null;
        }

        Span<Written> written = stackalloc Written[MostAttributes];
        var count = 0;
        while (SkipSpace() && _at < _text.Length && _text[_at] is not ('/' or '>'))
        {
            if (count == Math.Min(MostAttributes, _limits.AttributesPerElement) || !Attribute(out written[count++]))
            {
                return null;
            }
        }

        _closed = Next('/');
        written = written[..count];
        return Next('>') && Declarations(written) is { } spaces && Resolve(_text[prefix], spaces, parent) is { } uri && Attributes(written, spaces, parent) is { } attributes
            ? new Element(Word(_text[prefix]), Word(_text[local]), uri, parent) { Declarations = spaces, Attributes = attributes }
            : null;
    }

    private bool Attribute(out Written attribute)
    {
        attribute = default;
        if (!Name(out var prefix, out var local) || !Next('=') || _at >= _text.Length || _text[_at] is not ('"' or '\''))
        {
            return false;
        }

        var quote = _text[_at++];
        var length = _text[_at..].IndexOf(quote);
        if (length < 0 || _text.Slice(_at, length).ContainsAny(NotInValues))
        {
            return false;
        }

        attribute = new Written(prefix, local, _at..(_at + length), _text[prefix] is "xmlns" || (_text[prefix].IsEmpty && _text[local] is "xmlns"));
        _at += length + 1;
        return true;
    }

    private readonly NamespaceDeclaration[]? Declarations(ReadOnlySpan<Written> written)
    {
        var spaces = new NamespaceDeclaration[Count(written, declarations: true)];
        var count = 0;
        foreach (var attribute in written)
        {
            if (attribute.IsDeclaration)
            {
                var declared = _text[attribute.Prefix].IsEmpty ? "" : Word(_text[attribute.Local]);
                if (!MayDeclare(declared, _text[attribute.Value]))
                {
                    return null;
                }

                foreach (var space in spaces.AsSpan(0, count))
                {
                    if (space.Prefix == declared)
                    {
                        return null;
                    }
                }

                spaces[count++] = new NamespaceDeclaration(declared, Word(_text[attribute.Value]));
            }
        }

        return spaces;
    }

    // Null when a prefix is not declared, or an attribute stands twice.
    private readonly AttributeNode[]? Attributes(ReadOnlySpan<Written> written, NamespaceDeclaration[] spaces, Element? parent)
    {
        var attributes = new AttributeNode[Count(written, declarations: false)];
        var count = 0;
        foreach (var attribute in written)
        {
            if (attribute.IsDeclaration)
            {
                continue;
            }

            var prefix = _text[attribute.Prefix];
            var local = Word(_text[attribute.Local]);
            if ((prefix.IsEmpty ? "" : Resolve(prefix, spaces, parent)) is not { } uri)
            {
                return null;
            }

            foreach (ref readonly var other in attributes.AsSpan(0, count))
            {
                if (other.LocalName == local && other.NamespaceUri == uri)
                {
                    return null;
                }
            }

            attributes[count++] = new AttributeNode(Word(prefix), local, uri, Word(_text[attribute.Value]));
        }

        return attributes;
    }

    private static int Count(ReadOnlySpan<Written> written, bool declarations)
    {
        var count = 0;
        foreach (var attribute in written)
        {
            count += attribute.IsDeclaration == declarations ? 1 : 0;
        }

        return count;
    }

    private static string? Resolve(ReadOnlySpan<char> prefix, NamespaceDeclaration[] spaces, Element? parent)
    {
        foreach (var space in spaces)
        {
            if (prefix.SequenceEqual(space.Prefix))
            {
                return space.Uri;
            }
        }

        return prefix is "xml" ? null : parent is not null ? parent.Resolve(Word(prefix)) : prefix.IsEmpty ? "" : null;
    }

    // Reserved prefixes and namespaces, undeclared prefixes and relative namespaces are for the other reader to explain.
    private static bool MayDeclare(string prefix, ReadOnlySpan<char> uri) =>
        prefix is not ("xml" or "xmlns") && uri is not (Ns.Xml or Ns.Xmlns) && (uri.IsEmpty ? prefix.Length == 0 : XmlTreeReader.HasScheme(uri));

    private bool Name(out Range prefix, out Range local)
    {
        (prefix, local) = (_at.._at, default);
        if (!NamePart(out local))
        {
            return false;
        }

        if (!Next(':'))
        {
            return true;
        }

        prefix = local;
        return NamePart(out local);
    }

    private bool NamePart(out Range part)
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAnyExcept(NameCharacters);
        part = _at..(_at + Math.Max(length, 0));
        _at += Math.Max(length, 0);
        return length > 0 && (char.IsAsciiLetter(rest[0]) || rest[0] == '_');
    }

    private bool Skip(string prefix, string local) => (prefix.Length == 0 || (Skip(prefix) && Next(':'))) && Skip(local);

    private bool Skip(string word)
    {
        var found = _text[_at..].StartsWith(word, StringComparison.Ordinal);
        _at += found ? word.Length : 0;
        return found;
    }

    private bool Next(char wanted)
    {
        var found = _at < _text.Length && _text[_at] == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    // True when there was some, or the tag ends here: attributes stand apart.
    private bool SkipSpace()
    {
        var start = _at;
        while (_at < _text.Length && (_text[_at] is ' ' or '\n' or '\t'))
        {
            _at++;
        }

        return _at > start;
    }

    private void SkipDeclaration()
    {
        foreach (var declaration in (ReadOnlySpan<string>)["<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version='1.0' encoding='UTF-8'?>"])
        {
            if (Skip(declaration))
            {
                return;
            }
        }
    }

    private static string Word(ReadOnlySpan<char> text) => UsualWords.Find(text) ?? text.ToString();

    private readonly record struct Written(Range Prefix, Range Local, Range Value, bool IsDeclaration);
}
