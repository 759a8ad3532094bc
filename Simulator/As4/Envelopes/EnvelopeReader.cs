using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

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
            return Invalid("envelope.soap", "The root element is not a SOAP 1.2 envelope.", $"{{{Ns.Soap}}}Envelope", $"{{{root.NamespaceUri}}}{root.LocalName}",
                root.NamespaceUri == Ns.Soap11 ? "switch the client from SOAP 1.1 to SOAP 1.2" : null);
        }

        var children = root.Children.ToList();
        if (children is not [var header, var body] || !header.Is(Ns.Soap, "Header") || !body.Is(Ns.Soap, "Body"))
        {
            return Invalid("envelope.structure", "The envelope has to hold one Header and one Body and nothing else.", "S:Header, S:Body", string.Join(", ", children));
        }

        var messagings = root.DescendantsAndSelf().Where(element => element.Is(Ns.Ebms, "Messaging")).ToList();
        if (messagings is not [var messaging] || messaging.Parent != header)
        {
            return Invalid("envelope.messaging", "The SOAP header has to hold exactly one eb:Messaging block, as its direct child (ICD 4.2).", "1 below S:Header",
                messagings.Count == 1 ? $"1 below {messagings[0].Parent}" : $"{messagings.Count} in the envelope");
        }

        if (DuplicateId(root) is { } duplicate)
        {
            return duplicate;
        }

        return NotUnderstood(header) is { } fault ? fault : ReadMessage(new Envelope(root, header, body, messaging));
    }

    private static Outcome<Envelope> ReadMessage(Envelope envelope)
    {
        var children = envelope.Messaging.Children.ToList();
        if (children is not [var child])
        {
            return Invalid("envelope.one-message", "eb:Messaging has to hold one user message or one signal.", "1", $"{children.Count}: {string.Join(", ", children)}");
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
            ? Invalid("envelope.one-message", "eb:Messaging holds neither eb:UserMessage nor eb:SignalMessage.", "eb:UserMessage or eb:SignalMessage", child.ToString())
            : new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging) { UserMessage = userMessage, Signal = signal };
    }

    // One value under any of the id attributes that some resolver looks at would let verifier and reader pick different elements (XSW-12, XSW-13).
    private static EbmsError? DuplicateId(Element root)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes)
            {
                if (IsId(attribute) && !seen.Add(attribute.Value))
                {
                    return new EbmsError(EbmsErrorCode.FailedAuthentication, "Two elements carry the same id, so a reference to it is ambiguous.")
                    {
                        CheckId = "envelope.unique-ids",
                        Expected = "every id once, whatever its attribute is called",
                        Found = $"'{Shorten(attribute.Value)}' again on {element}",
                        Source = "attack-cases XSW-12, XSW-13",
                    };
                }
            }
        }

        return null;
    }

    private static bool IsId(AttributeNode attribute) => attribute switch
    {
        { NamespaceUri: Ns.Wsu, LocalName: "Id" } or { NamespaceUri: Ns.Xml, LocalName: "id" } => true,
        { NamespaceUri: "" } => attribute.LocalName is "Id" or "ID" or "id",
        _ => false,
    };

    // SOAP 1.2 part 1, 5.2.3: a mandatory header block for us that we do not know ends in a MustUnderstand fault (AS4-16).
    private static EbmsError? NotUnderstood(Element header)
    {
        var unknown = header.Children.FirstOrDefault(block =>
            block.Attribute(Ns.Soap, "mustUnderstand") is "true" or "1" && IsForUs(block)
            && !block.Is(Ns.Ebms, "Messaging") && !block.Is(Ns.Wsse, "Security"));
        return unknown is null ? null : Invalid("envelope.must-understand", "A header block is marked mustUnderstand and is not known here.",
            "eb:Messaging and wsse:Security only", $"{{{unknown.NamespaceUri}}}{unknown.LocalName}", "leave the block out, or its mustUnderstand") with
            {
                FaultCode = "MustUnderstand",
                Source = "SOAP 1.2 part 1, 5.2.3",
            };
    }

    /// <summary>Whether a header block addresses the receiver itself and not some intermediary.</summary>
    internal static bool IsForUs(Element block) => block.Attribute(Ns.Soap, "role") is null or "" or UltimateReceiver;

    private static string Shorten(string text) => text.Length > 80 ? text[..80] : text;

    private static EbmsError Invalid(string check, string text, string expected, string found, string? remedy = null) =>
        new(EbmsErrorCode.InvalidHeader, text) { CheckId = check, Expected = expected, Found = Shorten(found), Remedy = remedy, Source = "as4-profile a, e" };
}
