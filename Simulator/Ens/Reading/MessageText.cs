namespace Ics2.Ens.Reading;

/// <summary>The text of the element being read. Only the beginning is kept, which is longer than any format.</summary>
internal sealed class MessageText
{
    /// <summary>Four times the longest format (an..1024).</summary>
    private const int KeptLength = 4096;

    private const int UsualLength = 256;

    private char[] _kept = new char[UsualLength];
    private int _length;

    /// <summary>The text, cut after 4096 characters.</summary>
    public ReadOnlySpan<char> Kept => _kept.AsSpan(0, _length);

    /// <summary>True when nothing but white space was read.</summary>
    public bool IsBlank => Kept.IsWhiteSpace();

    public void Clear() => _length = 0;

    /// <summary>Adds a text node, in pieces, so that a huge one never stands in memory.</summary>
    public void Append(System.Xml.XmlReader reader)
    {
        while (true)
        {
            if (_length == _kept.Length && _length < KeptLength)
            {
                Array.Resize(ref _kept, KeptLength);
            }

            if (_length == KeptLength)
            {
                return; // the reader leaves the rest of the node behind when it reads on
            }

            var read = reader.ReadValueChunk(_kept, _length, _kept.Length - _length);
            if (read == 0)
            {
                return;
            }

            _length += read;
        }
    }
}
