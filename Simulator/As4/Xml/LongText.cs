using System.Text;

namespace Ics2.As4.Xml;

/// <summary>A long text of plain ASCII as it was received, a token above all, made a string only when somebody wants one.</summary>
/// <param name="ascii">The bytes received.</param>
internal sealed class LongText(ReadOnlyMemory<byte> ascii)
{
    /// <summary>The length from which it pays.</summary>
    public const int Shortest = 512;

    private string? _text;

    public ReadOnlyMemory<byte> Ascii => ascii;

    public override string ToString() => _text ??= Encoding.ASCII.GetString(ascii.Span);
}
