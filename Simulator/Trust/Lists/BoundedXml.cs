using System.Xml;

namespace Ics2.Trust.Lists;

/// <summary>
/// Loads XML from strangers: no DTD, no resolver, bounded size, depth and number of attributes (attack cases XML-01 to XML-04).
/// </summary>
internal static class BoundedXml
{
    private const int Deepest = 64; // canonicalisation recurses
    private const int MaxAttributes = 100;

    /// <summary>The document, white space kept, because a signature covers it.</summary>
    /// <exception cref="InvalidDataException">It is over a limit.</exception>
    /// <exception cref="XmlException">It is not well-formed, or has a DTD.</exception>
    public static XmlDocument Load(ReadOnlyMemory<byte> bytes)
    {
        using (var pass = Reader(bytes))
        {
            while (pass.Read())
            {
                if (pass.Depth > Deepest || pass.AttributeCount > MaxAttributes)
                {
                    throw new InvalidDataException(
                        $"The XML is nested deeper than {Deepest} or has more than {MaxAttributes} attributes on one element."
                    );
                }
            }
        }

        using var reader = Reader(bytes);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        document.Load(reader);
        return document;
    }

    private static XmlReader Reader(ReadOnlyMemory<byte> bytes) =>
        XmlReader.Create(
            new MemoryStream(bytes.ToArray(), writable: false),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = bytes.Length,
                CloseInput = true,
            }
        );
}
