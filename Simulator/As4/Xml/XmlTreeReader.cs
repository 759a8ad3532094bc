using System.Buffers;
using System.Xml;
using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Profiles;

namespace Ics2.As4.Xml;

/// <summary>
/// Reads XML into <see cref="Element"/>s in one bounded pass: no document type, no processing instruction, no relative namespace,
/// and limits on size, depth, elements and attributes (attack-cases sections 2 and 5).
/// </summary>
internal static class XmlTreeReader
{
    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."
    );

    public static Outcome<Element> Read(ReadOnlyMemory<byte> xml, ReadLimits limits)
    {
        if (xml.Length > limits.EnvelopeBytes)
        {
            return Invalid(
                "envelope.size",
                "The SOAP envelope is too large.",
                $"at most {limits.EnvelopeBytes} bytes",
                $"{xml.Length} bytes"
            );
        }

        if (PlainXmlReader.TryRead(xml, limits) is { } plain)
        {
            return plain;
        }

        return ReadAny(xml, limits);
    }

    /// <summary>Reads with the framework's reader, which knows all of XML; apart for the test that compares the two.</summary>
    internal static Outcome<Element> ReadAny(ReadOnlyMemory<byte> xml, ReadLimits limits)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.EnvelopeBytes,
            CloseInput = true,
        };
        try
        {
            using var reader = XmlReader.Create(xml.AsStream(), settings);
            return Read(reader, limits);
        }
        catch (XmlException malformed)
        {
            var hasDocumentType = xml.Span.IndexOf("<!DOCTYPE"u8) >= 0;
            return Invalid(
                "envelope.xml",
                hasDocumentType
                    ? "The SOAP envelope has a DOCTYPE, which a SOAP message must not have (SOAP 1.2 part 1, section 5)."
                    : $"The SOAP envelope is not well-formed XML: {LogText.OneLine(malformed.Message, 300)}",
                "well-formed XML without DOCTYPE",
                malformed.Message
            );
        }
    }

    private static Outcome<Element> Read(XmlReader reader, ReadLimits limits)
    {
        Element? root = null,
            current = null,
            last = null;
        var elements = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (++elements > limits.Elements)
                    {
                        return Invalid(
                            "envelope.elements",
                            "The SOAP envelope has too many elements.",
                            $"at most {limits.Elements}",
                            "more"
                        );
                    }

                    if (reader.Depth >= limits.Depth)
                    {
                        return Invalid(
                            "envelope.depth",
                            "The SOAP envelope is nested too deeply.",
                            $"at most {limits.Depth} levels",
                            "more"
                        );
                    }

                    var isEmpty = reader.IsEmptyElement;
                    if (ReadAttributes(reader, limits, out var declarations, out var attributes) is { } fault)
                    {
                        return fault;
                    }

                    var element = new Element(reader.Prefix, reader.LocalName, reader.NamespaceURI, current, declarations, attributes);
                    root ??= element;
                    current?.Add(element, last!);
                    last = element;
                    current = isEmpty ? current : element;
                    break;

                case XmlNodeType.EndElement:
                    current = current!.Parent;
                    break;

                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace when current is not null:
                    current.Add(reader.Value);
                    break;

                case XmlNodeType.Comment when current is not null:
                    current.HoldsComment = true;
                    break;

                case XmlNodeType.ProcessingInstruction:
                    return Invalid(
                        "envelope.processing-instruction",
                        "The SOAP envelope holds a processing instruction (SOAP 1.2 part 1, section 5).",
                        "none",
                        $"<?{reader.Name}"
                    );

                default:
                    break;
            }
        }

        return root!;
    }

    private static EbmsError? ReadAttributes(
        XmlReader reader,
        ReadLimits limits,
        out NamespaceDeclaration[] declared,
        out AttributeNode[] others
    )
    {
        (declared, others) = ([], []);
        var element = reader.Name;
        if (reader.AttributeCount > limits.AttributesPerElement)
        {
            return Invalid(
                "envelope.attributes",
                $"{element} has too many attributes.",
                $"at most {limits.AttributesPerElement}",
                $"{reader.AttributeCount}"
            );
        }

        var declarations = new List<NamespaceDeclaration>();
        var attributes = new List<AttributeNode>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI != Ns.Xmlns)
            {
                attributes.Add(new AttributeNode(reader.Prefix, reader.LocalName, reader.NamespaceURI, reader.Value));
            }
            else
            {
                // A relative namespace makes canonicalisation fail or come out empty in some libraries (DIF-07).
                if (reader.Value.Length > 0 && !HasScheme(reader.Value))
                {
                    return Invalid(
                        "envelope.namespace",
                        $"{element} declares a relative namespace, which has no canonical form.",
                        "an absolute URI",
                        reader.Value
                    );
                }

                declarations.Add(new NamespaceDeclaration(reader.Prefix.Length == 0 ? "" : reader.LocalName, reader.Value));
            }
        }

        (declared, others) = ([.. declarations], [.. attributes]);
        reader.MoveToElement();
        return null;
    }

    // RFC 3986 3.1: a scheme is a letter followed by letters, digits, '+', '-' or '.', then a colon.
    internal static bool HasScheme(ReadOnlySpan<char> uri)
    {
        var colon = uri.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(uri[0]) && !uri[..colon].ContainsAnyExcept(SchemeCharacters);
    }

    private static EbmsError Invalid(string check, string text, string expected, string found) =>
        new(EbmsErrorCode.InvalidHeader, text)
        {
            CheckId = check,
            Expected = expected,
            Found = LogText.OneLine(found, 300),
            Remedy = "have the envelope written by the SOAP library of the client, whole and without additions",
            Source = "SOAP 1.2 part 1; attack-cases 5",
        };
}
