using System.Buffers;
using Ics2.As4.Profiles;

namespace Ics2.As4.Xml;

/// <summary>
/// Reads the plain XML that AS4 products write for an envelope, without what makes a general reader dear: ASCII without carriage returns,
/// references, comments, CDATA, processing instructions or document type. Whatever else it meets, errors included, it leaves to the
/// framework's reader and says nothing: it must never take what that one refuses, nor read it differently, which a differential test
/// checks.
/// On the way it sees whether an element is written as canonical XML has it; then nothing need be written anew to hash it.
/// </summary>
internal ref struct PlainXmlReader
{
    private const int MaxAttributes = 16;

    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([
        .. Enumerable
            .Range(0, 256)
            .Select(code => (byte)code)
            .Where(code => code is < 32 and not ((byte)'\t' or (byte)'\n') or (byte)'&' or >= 127),
    ]);
    private static readonly SearchValues<byte> EndsQuoted = SearchValues.Create("\"<\t\n"u8);
    private static readonly SearchValues<byte> EndsApostrophed = SearchValues.Create("'<\t\n"u8);
    private static readonly bool[] IsNameCharacter =
    [
        .. Enumerable.Range(0, 256).Select(code => char.IsAsciiLetterOrDigit((char)code) || code is '.' or '_' or '-'),
    ];

    private readonly ReadOnlyMemory<byte> _xml;
    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadLimits _limits;
    private readonly Span<PlainAttribute> _written; // of the start tag at hand
    private int _at;
    private int _elements;
    private Element? _last; // the element whose start tag was read last

    private PlainXmlReader(ReadOnlyMemory<byte> xml, ReadLimits limits, Span<PlainAttribute> written)
    {
        _xml = xml;
        _text = xml.Span;
        _limits = limits;
        _written = written[..Math.Min(MaxAttributes, limits.AttributesPerElement)];
    }

    /// <summary>Reads a document.</summary>
    /// <param name="xml">Its bytes, which must not change afterwards.</param>
    /// <param name="limits">Bounds.</param>
    /// <returns>The root; null when it is not plain, or not sound.</returns>
    public static Element? TryRead(ReadOnlyMemory<byte> xml, ReadLimits limits) =>
        xml.Span.ContainsAny(NotPlain) ? null : new PlainXmlReader(xml, limits, stackalloc PlainAttribute[MaxAttributes]).Read();

    private Element? Read()
    {
        SkipDeclaration();
        SkipSpace();
        return Next((byte)'<') && ReadElement(null) is { } root && _text[_at..].Trim("\t\n "u8).IsEmpty ? root : null;
    }

    // From behind the bracket of the start tag to the end of the end tag. The limit of depth bounds the recursion.
    private Element? ReadElement(Element? parent)
    {
        var start = _at - 1;
        if (
            ++_elements > _limits.Elements
            || parent?.Depth + 1 >= _limits.Depth
            || !ReadName(out var name)
            || !ReadAttributes(out var count, out var isCanonical)
        )
        {
            return null;
        }

        var isClosed = Next((byte)'/');
        var scope = new PlainScope(_text, parent);
        if (!Next((byte)'>') || !scope.TryMake(name, _written[..count], ref isCanonical, out var element))
        {
            return null;
        }

        parent?.Add(element, _last!);
        _last = element;
        if (!isClosed && !ReadContent(element, name, ref isCanonical))
        {
            return null;
        }

        if (isCanonical && !isClosed)
        {
            element.AsWritten = _xml[start.._at];
        }

        return element;
    }

    // Everything up to and with the end tag.
    private bool ReadContent(Element element, PlainName name, ref bool isCanonical)
    {
        while (ReadText(element, ref isCanonical))
        {
            if (Next((byte)'/'))
            {
                return Skip(name.Whole(_text)) && Next((byte)'>');
            }

            if (ReadElement(element) is not { } child)
            {
                return false;
            }

            isCanonical &= !child.AsWritten.IsEmpty;
        }

        return false;
    }

    // Takes the text before the next tag, and that tag's bracket.
    private bool ReadText(Element element, ref bool isCanonical)
    {
        if (Next((byte)'<'))
        {
            return true;
        }

        var length = _text[_at..].IndexOf((byte)'<');
        if (length < 0)
        {
            return false;
        }

        var run = _text.Slice(_at, length);
        element.Add(_xml.Slice(_at, length));
        _at += length + 1;
        if (run.Contains((byte)'>'))
        {
            isCanonical = false;
            return run.IndexOf("]]>"u8) < 0;
        }

        return true;
    }

    private bool ReadAttributes(out int count, out bool isCanonical)
    {
        count = 0;
        isCanonical = true;
        for (var before = _at; SkipSpace(); before = _at)
        {
            if (_at < _text.Length && _text[_at] is (byte)'/' or (byte)'>')
            {
                isCanonical = false;
                return true;
            }

            isCanonical &= _at == before + 1 && _text[before] == (byte)' ';
            if (count == _written.Length || !ReadAttribute(out _written[count++], ref isCanonical))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadAttribute(out PlainAttribute attribute, ref bool isCanonical)
    {
        attribute = default;
        if (!ReadName(out var name) || !Next((byte)'=') || _at >= _text.Length || _text[_at] is not ((byte)'"' or (byte)'\''))
        {
            return false;
        }

        var quote = _text[_at++];
        var length = _text[_at..].IndexOfAny(quote == (byte)'"' ? EndsQuoted : EndsApostrophed);
        if (length < 0 || _text[_at + length] != quote)
        {
            return false;
        }

        isCanonical &= quote == (byte)'"';
        attribute = new PlainAttribute(
            name,
            _at,
            length,
            (name.PrefixLength == 0 ? name.Local(_text) : name.Prefix(_text)).SequenceEqual("xmlns"u8)
        );
        _at += length + 1;
        return true;
    }

    private bool ReadName(out PlainName name)
    {
        var start = _at;
        name = default;
        if (!SkipNamePart())
        {
            return false;
        }

        if (!Next((byte)':'))
        {
            name = new PlainName(start, 0, _at - start);
            return true;
        }

        var local = _at;
        name = new PlainName(start, local - 1 - start, 0);
        if (!SkipNamePart())
        {
            return false;
        }

        name = name with { LocalLength = _at - local };
        return true;
    }

    private bool SkipNamePart()
    {
        // Names are too short for a vectorised search to pay.
        var (start, end) = (_at, _at);
        while (end < _text.Length && IsNameCharacter[_text[end]])
        {
            end++;
        }

        _at = end;
        return end > start && (char.IsAsciiLetter((char)_text[start]) || _text[start] == (byte)'_');
    }

    private bool Skip(ReadOnlySpan<byte> word)
    {
        var found = _text[_at..].StartsWith(word);
        _at += found ? word.Length : 0;
        return found;
    }

    private bool Next(byte wanted)
    {
        var found = _at < _text.Length && _text[_at] == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    // True when there was some.
    private bool SkipSpace()
    {
        var start = _at;
        while (_at < _text.Length && (_text[_at] is (byte)' ' or (byte)'\n' or (byte)'\t'))
        {
            _at++;
        }

        return _at > start;
    }

    private void SkipDeclaration() =>
        _ =
            Skip("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"u8)
            || Skip("<?xml version=\"1.0\" encoding=\"utf-8\"?>"u8)
            || Skip("<?xml version='1.0' encoding='UTF-8'?>"u8);
}
