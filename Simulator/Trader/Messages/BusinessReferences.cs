using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Xml;

namespace Ics2.Trader.Messages;

/// <summary>
/// What the start of a business document says: its message id, and the references that tie an answer to a filing. Only as many elements as
/// needed are read and nothing is validated: a trader must be able to send, and to receive, documents that are not right.
/// </summary>
/// <param name="Root">Local name of the root element, which is the message id, for example <c>IE3F10</c>.</param>
/// <param name="Lrn">The trader's own reference, be it called <c>LRN</c> or <c>functionalReference</c>.</param>
/// <param name="Mrn">The reference of customs; an IE3N99 gives it as <c>functionalReference</c> too (as4-profile e).</param>
internal sealed record BusinessReferences(string Root, string? Lrn, string? Mrn)
{
    // The references stand among the first children in all message tables.
    private const int ChildrenRead = 12;

    /// <summary>Whether two documents speak of the same filing.</summary>
    public bool SharesReferenceWith(BusinessReferences other) =>
        (Lrn is not null && Lrn == other.Lrn) || (Mrn is not null && Mrn == other.Mrn);

    /// <summary>Reads the start of a document.</summary>
    public static bool TryRead(
        ReadOnlyMemory<byte> xml,
        [NotNullWhen(true)] out BusinessReferences? references,
        [NotNullWhen(false)] out string? why
    )
    {
        references = null;
        why = null;
        string root = "";
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var bytes = MemoryMarshal.TryGetArray(xml, out var segment) ? segment : new ArraySegment<byte>(xml.ToArray());
            using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
            using var reader = XmlReader.Create(
                stream,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    IgnoreComments = true,
                    IgnoreProcessingInstructions = true,
                }
            );
            reader.MoveToContent();
            root = reader.LocalName;
            ReadChildren(reader, found);
        }
        catch (XmlException e) when (root.Length == 0)
        {
            why = e.Message;
            return false;
        }
        catch (XmlException)
        {
            // Broken further down: what was read still counts.
        }

        var functional = found.GetValueOrDefault("functionalReference");
        references = new BusinessReferences(
            root,
            found.GetValueOrDefault("LRN") ?? (IsMrn(functional) ? null : functional),
            found.GetValueOrDefault("MRN") ?? (IsMrn(functional) ? functional : null)
        );
        return true;
    }

    private static void ReadChildren(XmlReader reader, Dictionary<string, string> found)
    {
        if (reader.IsEmptyElement)
        {
            return;
        }

        reader.Read();
        for (var children = 0; children < ChildrenRead && !reader.EOF && reader.NodeType != XmlNodeType.EndElement; )
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
                continue;
            }

            children++;
            if (reader.LocalName is "LRN" or "MRN" or "functionalReference")
            {
                var name = reader.LocalName;
                if (reader.ReadElementContentAsString().Trim() is { Length: > 0 } reference)
                {
                    found.TryAdd(name, reference);
                }
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static bool IsMrn(string? text) => Ens.Values.Mrn.TryParse(text, out _, out _, verifyCheckDigit: false);
}
