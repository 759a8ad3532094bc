namespace Ics2.Ens;

/// <summary>The text of the element being read. Only the beginning is kept; the length is counted to the end.</summary>
internal sealed class MessageText
{
    /// <summary>Four times the longest format (an..1024).</summary>
    private const int KeptLength = 4096;

    private readonly char[] _kept = new char[KeptLength];
    private readonly char[] _chunk = new char[KeptLength];
    private int _length;

    /// <summary>The text, cut after 4096 characters.</summary>
    public ReadOnlySpan<char> Kept => _kept.AsSpan(0, _length);

    /// <summary>True when nothing but white space was read.</summary>
    public bool IsBlank => Kept.IsWhiteSpace();

    public void Clear() => _length = 0;

    /// <summary>Adds a text node, in pieces, so that a huge one never stands in memory.</summary>
    public void Append(System.Xml.XmlReader reader)
    {
        for (int read; (read = reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0;)
        {
            var taken = Math.Min(read, KeptLength - _length);
            _chunk.AsSpan(0, taken).CopyTo(_kept.AsSpan(_length));
            _length += taken;
        }
    }
}
