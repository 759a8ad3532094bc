using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>Reads the SOAP envelope of a message: one eb:Messaging with one user message or one signal.</summary>
/// <param name="limits">Bounds on what is read.</param>
public sealed class EnvelopeReader(ReadLimits limits)
{
    private const string UltimateReceiver = Ns.Soap + "/role/ultimateReceiver";

    /// <summary>Reads the root part of a package.</summary>
    /// <param name="package">The unpacked message.</param>
    /// <returns>The envelope; EBMS:0009 when it is not one, or holds a header this receiver must understand and does not.</returns>
    public Outcome<Envelope> Read(MimePackage package)
    {
        if (!XmlTreeReader.Read(package.Root.Content, limits).TryGet(out var root, out var error))
        {
            return error;
        }

        if (!root.Is(Ns.Soap, "Envelope"))
        {
            return Invalid(
                "envelope.soap",
                "The root element is not a SOAP 1.2 envelope.",
                $"{{{Ns.Soap}}}Envelope",
                $"{{{root.NamespaceUri}}}{root.LocalName}",
                root.NamespaceUri == Ns.Soap11 ? "switch the client from SOAP 1.1 to SOAP 1.2" : null
            );
        }

        var children = root.Children;
        if (children is not [var header, var body] || !header.Is(Ns.Soap, "Header") || !body.Is(Ns.Soap, "Body"))
        {
            return Invalid(
                "envelope.structure",
                "The envelope has to hold one Header and one Body and nothing else.",
                "S:Header, S:Body",
                string.Join<Element>(", ", children)
            );
        }

        var messaging = FindMessaging(root, out var count);
        if (messaging is null || count > 1 || messaging.Parent != header)
        {
            return Invalid(
                "envelope.messaging",
                "The SOAP header has to hold exactly one eb:Messaging block, as its direct child (ICD 4.2).",
                "1 below S:Header",
                count == 1 ? $"1 below {messaging!.Parent}" : $"{count} in the envelope"
            );
        }

        if (!EnvelopeIds.Collect(root).TryGet(out var ids, out error))
        {
            return error;
        }

        return NotUnderstood(header) is { } fault ? fault : ReadMessage(new Envelope(root, header, body, messaging, ids));
    }

    private static Element? FindMessaging(Element root, out int count)
    {
        Element? found = null;
        count = 0;
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.Is(Ns.Ebms, "Messaging"))
            {
                found ??= element;
                count++;
            }
        }

        return found;
    }

    private static Outcome<Envelope> ReadMessage(Envelope envelope)
    {
        var children = envelope.Messaging.Children;
        if (children is not [var child])
        {
            return Invalid(
                "envelope.one-message",
                "eb:Messaging has to hold one user message or one signal.",
                "1",
                $"{children.Length}: {string.Join<Element>(", ", children)}"
            );
        }

        var fields = new HeaderFields();
        var (userMessage, signal) = child.LocalName switch
        {
            "UserMessage" when child.NamespaceUri == Ns.Ebms => (UserMessageReader.Read(child, fields), (SignalMessage?)null),
            "SignalMessage" when child.NamespaceUri == Ns.Ebms => (null, SignalReader.Read(child, fields)),
            _ => (null, null),
        };
        if (fields.Error is { } error)
        {
            return error with { RefToMessageInError = fields.MessageId?.Value };
        }

        return userMessage is null && signal is null
            ? Invalid(
                "envelope.one-message",
                "eb:Messaging holds neither eb:UserMessage nor eb:SignalMessage.",
                "eb:UserMessage or eb:SignalMessage",
                child.ToString()
            )
            : new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids)
            {
                UserMessage = userMessage,
                Signal = signal,
            };
    }

    // SOAP 1.2 part 1, 5.2.3: a mandatory header block for us that we do not know ends in a MustUnderstand fault (AS4-16).
    private static EbmsError? NotUnderstood(Element header)
    {
        var unknown = Array.Find(
            header.Children,
            block =>
                block.Attribute(Ns.Soap, "mustUnderstand") is "true" or "1"
                && IsForUs(block)
                && !block.Is(Ns.Ebms, "Messaging")
                && !block.Is(Ns.Wsse, "Security")
        );
        return unknown is null
            ? null
            : Invalid(
                "envelope.must-understand",
                "A header block is marked mustUnderstand and is not known here.",
                "eb:Messaging and wsse:Security only",
                $"{{{unknown.NamespaceUri}}}{unknown.LocalName}",
                "leave the block out, or its mustUnderstand"
            ) with
            {
                FaultCode = "MustUnderstand",
                Source = "SOAP 1.2 part 1, 5.2.3",
            };
    }

    /// <summary>Whether a header block addresses the receiver itself and not some intermediary.</summary>
    internal static bool IsForUs(Element block) => block.Attribute(Ns.Soap, "role") is null or "" or UltimateReceiver;

    private static string Shorten(string text) => text.Length > 80 ? text[..80] : text;

    private static EbmsError Invalid(string check, string text, string expected, string found, string? remedy = null) =>
        new(EbmsErrorCode.InvalidHeader, text)
        {
            CheckId = check,
            Expected = expected,
            Found = Shorten(found),
            Remedy = remedy,
            Source = "as4-profile a, e",
        };
}
