using System.Text;
using System.Xml;

namespace Ics2.As4.Xml;

/// <summary>
/// Writes XML directly in its exclusive canonical form, so that the bytes that go on the wire are the bytes that are hashed and
/// nothing is canonicalised afterwards. Whoever writes gives namespaces and attributes in canonical order; a test compares the result
/// with the canonical form of what a reader makes of it.
/// </summary>
internal sealed class CanonicalText : IDisposable
{
    private readonly PooledBuffer _output = new();

    /// <summary>What was written, until disposal.</summary>
    public ReadOnlyMemory<byte> Bytes => _output.WrittenMemory;

    public CanonicalText Raw(ReadOnlySpan<byte> utf8)
    {
        _output.Write(utf8);
        return this;
    }

    /// <summary>Writes the canonical form of an element that was read.</summary>
    public CanonicalText Copy(Element element)
    {
        Canonicaliser.WriteExclusive(element, _output);
        return this;
    }

    /// <summary>Opens an element.</summary>
    /// <param name="name">Its qualified name.</param>
    /// <param name="attributes">Name and value in canonical order; a null value leaves the attribute out.</param>
    public CanonicalText Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _output.Write("<"u8);
        _output.WriteUtf8(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                _output.Write(" "u8);
                _output.WriteUtf8(attribute);
                _output.Write("=\""u8);
                Canonicaliser.WriteEscaped(_output, Writable(value), attribute: true);
                _output.Write("\""u8);
            }
        }

        return Raw(">"u8);
    }

    public CanonicalText Close(string name)
    {
        _output.Write("</"u8);
        _output.WriteUtf8(name);
        return Raw(">"u8);
    }

    /// <summary>Writes an element that holds only text.</summary>
    public CanonicalText Leaf(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Open(name, attributes);
        Canonicaliser.WriteEscaped(_output, Writable(text), attribute: false);
        return Close(name);
    }

    public void Dispose() => _output.Dispose();

    // An error quotes what it found, bytes of a gzip for example; what XML cannot hold (XML 1.0, 2.2) would make the answer unreadable
    // (attack case MIM-07).
    private static string Writable(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.All(XmlConvert.IsXmlChar)
            ? text
            : string.Concat(
                text.EnumerateRunes()
                    .Select(rune =>
                        rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar.ToString() : rune.ToString()
                    )
            );
}
