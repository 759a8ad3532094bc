using System.Text;
using System.Xml;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Reading;

/// <summary>What the walk tells while it reads; every call is about one element.</summary>
internal interface IMessageObserver
{
    /// <summary>The root was read and is a known message.</summary>
    void Began(MessageDefinition message);

    /// <summary>A child begins; its row is null when the table has none of that name, or it stands in a foreign namespace.</summary>
    void Opened(OpenElement parent, EnsElement child, int row);

    /// <summary>An element ends; its value or its children are complete.</summary>
    void Closed(OpenElement element, ReadOnlySpan<char> text);

    /// <summary>Should the element stay in the tree, now that it is complete?</summary>
    bool Keeps(EnsElement element);
}

/// <summary>
/// Reads a message once, from front to back, strictly and within limits: UTF-8 only, no DTD, nothing resolved from outside. It builds the
/// tree and tells an observer (the validator) what it meets; what the observer does not keep is forgotten as soon as it ends, so memory
/// follows the depth and the widest part that rules look at, not the size.
/// </summary>
internal sealed class MessageWalk(SpecPack pack, EnsLimits limits, IMessageObserver observer, FindingSink findings)
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly MessageText _text = new();
    private readonly OpenElements _open = new();
    private string _namespace = pack.Namespace;
    private bool _looked;
    private string? _namespaceOfChildren; // where all of them stand in another one than the root

    /// <summary>The message, or null when it cannot be read to its end or its root is no known message; the findings say why.</summary>
    public EnsMessage? Read(Stream stream)
    {
        using var received = new ReceivedBytes(stream);
        using var text = new StreamReader(
            received,
            StrictUtf8,
            detectEncodingFromByteOrderMarks: false,
            bufferSize: 4 * 1024,
            leaveOpen: true
        );
        try
        {
            SkipByteOrderMark(text);
            var settings = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersFromEntities = 1024,
            };
            using var guard = new MarkupGuard(text, limits.MaxCharacters);
            using var reader = XmlReader.Create(guard, settings);
            return ReadDocument(reader);
        }
        catch (XmlException exception)
        {
            SayWhyNotXml(received, exception);
        }
        catch (InvalidDataException exception)
        {
            findings.Unreadable(exception.Message, null, null, "a message that fits the limits");
        }
        catch (ArgumentException exception) when (exception is DecoderFallbackException)
        {
            SayWhyNotUtf8(received);
        }

        return null;
    }

    private void SayWhyNotXml(ReceivedBytes received, XmlException exception)
    {
        if (received.DocumentType() is { } place)
        {
            findings.Unreadable(
                "A DOCTYPE is not allowed in an ICS2 message. Take it out.",
                place.Line,
                place.Column,
                "no document type",
                "<!DOCTYPE"
            );
        }
        else if (received.Instead() is { } instead)
        {
            findings.Unreadable($"The message {instead.What}.", 1, 1, "XML in UTF-8", instead.Found);
        }
        else
        {
            findings.Unreadable(
                $"The message is not well-formed XML: {exception.Message}",
                exception.LineNumber,
                exception.LinePosition,
                "well-formed XML 1.0 without a document type"
            );
        }
    }

    private void SayWhyNotUtf8(ReceivedBytes received)
    {
        if (received.Instead() is { } instead)
        {
            findings.Unreadable($"The message {instead.What}.", 1, 1, "XML in UTF-8", instead.Found);
            return;
        }

        var place = received.NotUtf8();
        findings.Unreadable(
            "The message is not UTF-8. Write it in UTF-8 without a byte order mark.",
            place?.Line,
            place?.Column,
            "UTF-8",
            place is { Byte: var odd } ? $"the byte {odd:X2}" : null
        );
    }

    private void SkipByteOrderMark(StreamReader text)
    {
        if (text.Peek() == '\uFEFF')
        {
            _ = text.Read();
            findings.Unreadable("The message begins with a byte order mark. Write UTF-8 without one.", 1, 1, "<", "U+FEFF");
        }
    }

    private EnsMessage? ReadDocument(XmlReader reader)
    {
        var position = (IXmlLineInfo)reader;
        MessageDefinition? definition = null;
        EnsElement? root = null;
        while (!findings.IsFull && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.XmlDeclaration:
                    CheckDeclaration(reader.GetAttribute("encoding"));
                    break;
                case XmlNodeType.Element when root is null:
                    definition = FindMessage(reader, position);
                    if (definition is null)
                    {
                        return null;
                    }

                    observer.Began(definition);
                    root = new EnsElement(definition.Id, definition.Root, null, 1, position.LineNumber, position.LinePosition);
                    Enter(reader, root);
                    break;
                case XmlNodeType.Element:
                    if (_open.Count >= limits.MaxDepth)
                    {
                        findings.At(
                            _open.Innermost.Element,
                            Breach.Unused,
                            "structure",
                            $"Elements are nested deeper than {limits.MaxDepth}; reading stopped.",
                            null
                        );
                        return null;
                    }

                    EnterChild(reader, position);
                    break;
                case XmlNodeType.EndElement:
                    Leave();
                    break;
                case XmlNodeType.Text
                or XmlNodeType.CDATA
                or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace when _open.Count > 0:
                    _text.Append(reader);
                    break;
                case XmlNodeType.Comment
                or XmlNodeType.ProcessingInstruction when _open.Count > 0 && _open.Innermost.Row is { IsClass: false }:
                    findings.At(
                        _open.Innermost.Element,
                        Breach.Unused,
                        "structure",
                        "A value holds a comment or a processing instruction. Write the text alone.",
                        "text only"
                    );
                    break;
            }
        }

        return definition is null || root is null || _open.Count > 0 ? null : new EnsMessage(definition, root);
    }

    private void CheckDeclaration(string? encoding)
    {
        if (encoding is not null && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            findings.Unreadable($"The message declares the encoding {encoding}. Write it in UTF-8 and say so.", 1, 1, "UTF-8", encoding);
        }
    }

    private MessageDefinition? FindMessage(XmlReader reader, IXmlLineInfo position)
    {
        var definition = pack.Find(reader.LocalName);
        var root = new EnsElement(reader.LocalName, definition?.Root, null, 1, position.LineNumber, position.LinePosition);
        if (definition is null)
        {
            findings.At(
                root,
                Breach.Unused,
                "structure",
                $"<{root.Name}> is no ICS2 message.",
                $"the id of a message of {pack.Version}, such as IE3F10",
                root.Name
            );
        }
        else if (!string.Equals(reader.NamespaceURI, pack.Namespace, StringComparison.Ordinal))
        {
            // The rest is read in the namespace that the sender meant, so that its other faults are told too.
            _namespace = reader.NamespaceURI;
            findings.At(
                root,
                Breach.Unused,
                "structure",
                $"The message is in the wrong namespace. Write <{root.Name} xmlns=\"{pack.Namespace}\">.",
                pack.Namespace,
                _namespace
            );
        }

        return definition;
    }

    private void EnterChild(XmlReader reader, IXmlLineInfo position)
    {
        var parent = _open.Innermost;
        parent.Note(_text);
        _text.Clear();
        LookAtNamespace(reader, parent, position);
        if (parent.Row is { IsDateTime: true } && reader.LocalName is "DateTime" && IsOurs(reader) && !parent.Wrapped)
        {
            // The wrapper is no element of its own: its text becomes the value of the date.
            parent.Wrapped = true;
            parent.InWrapper = !reader.IsEmptyElement;
            parent.Element.Value = "";
            CheckAttributes(reader, parent.Element);
            return;
        }

        var row = IsOurs(reader) ? parent.RowOf(reader.LocalName) : -1;
        var definition = row < 0 ? null : parent.Row!.ChildList[row];
        var child = new EnsElement(
            definition?.Tag ?? reader.LocalName,
            definition,
            parent.Element,
            parent.Count(row, reader.LocalName),
            position.LineNumber,
            position.LinePosition
        );
        observer.Opened(parent, child, row);
        Enter(reader, child);
    }

    private bool IsOurs(XmlReader reader) =>
        string.Equals(reader.NamespaceURI, _namespace, StringComparison.Ordinal)
        || (_namespaceOfChildren is { } other && string.Equals(reader.NamespaceURI, other, StringComparison.Ordinal));

    // A root with a prefix and children without one is the usual mistake of a serialiser: said once, and read as it was meant.
    private void LookAtNamespace(XmlReader reader, OpenElement parent, IXmlLineInfo position)
    {
        if (_looked)
        {
            return;
        }

        _looked = true; // at the first child of the root
        if (IsOurs(reader) || parent.RowOf(reader.LocalName) < 0)
        {
            return;
        }

        _namespaceOfChildren = reader.NamespaceURI;
        var found = reader.NamespaceURI.Length == 0 ? "no namespace" : $"the namespace {reader.NamespaceURI}";
        findings.At(
            new EnsElement(reader.LocalName, null, parent.Element, 1, position.LineNumber, position.LinePosition),
            Breach.Unused,
            "structure",
            $"The elements below <{parent.Element.Name}> are in {found}, and have to be in {pack.Namespace} like the root. "
                + $"Write <{parent.Element.Name} xmlns=\"{pack.Namespace}\"> without a prefix, or qualify every element.",
            pack.Namespace,
            found
        );
    }

    private void Enter(XmlReader reader, EnsElement element)
    {
        _text.Clear();
        var isEmpty = reader.IsEmptyElement;
        CheckAttributes(reader, element);
        _open.Push(element);
        if (isEmpty)
        {
            Leave();
        }
    }

    private void Leave()
    {
        var element = _open.Innermost;
        if (element.InWrapper)
        {
            element.InWrapper = false;
            element.Element.Value = _text.Kept.ToString();
            _text.Clear();
            return;
        }

        element.Note(_text);
        observer.Closed(element, _text.Kept);
        _text.Clear();
        var complete = element.Element;
        _open.Pop();
        if (_open.Count > 0 && observer.Keeps(complete))
        {
            _open.Innermost.Element.Append(complete);
        }
    }

    private void CheckAttributes(XmlReader reader, EnsElement element)
    {
        if (!reader.MoveToFirstAttribute())
        {
            return;
        }

        do
        {
            var isDeclaration = reader.Prefix is "xmlns" || reader.Name is "xmlns";
            var isSchemaHint = reader.NamespaceURI is SchemaInstance && reader.LocalName is "schemaLocation" or "noNamespaceSchemaLocation";
            if (!isDeclaration && !isSchemaHint)
            {
                findings.At(
                    element,
                    Breach.Unused,
                    "structure",
                    $"ICS2 messages have no attributes; remove {reader.Name}.",
                    "no attributes",
                    reader.Name
                );
            }
        } while (reader.MoveToNextAttribute());

        reader.MoveToElement();
    }
}
