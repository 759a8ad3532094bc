using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;
using static Ics2.As4.Envelopes.EnvelopeFaults;

namespace Ics2.As4.Envelopes;

/// <summary>Reads the SOAP envelope of a message: one eb:Messaging with one user message or one signal.</summary>
/// <param name="limits">Bounds on what is read.</param>
public sealed class EnvelopeReader(ReadLimits limits)
{
    private const string UltimateReceiver = Ns.Soap + "/role/ultimateReceiver";
    private const string Next = Ns.Soap + "/role/next";

    /// <summary>Reads the root part of a package.</summary>
    /// <param name="package">The unpacked message.</param>
    /// <returns>The envelope; EBMS:0009 when it is not one, or holds a header this receiver must understand and does not.</returns>
    public Outcome<Envelope> Read(MimePackage package) => ReadAsFarAsPossible(package).Strict;

    /// <summary>Reads what can be read, and goes on after a fault.</summary>
    /// <param name="package">The unpacked message.</param>
    /// <returns>The envelope when it has eb:Messaging with something in it, and the faults, each but one EBMS:0009. Fields that could
    /// not be read are empty.</returns>
    public Reading<Envelope> ReadAsFarAsPossible(MimePackage package)
    {
        if (!XmlTreeReader.Read(package.Root.Content, limits).TryGet(out var root, out var error))
        {
            return new(null, [error]);
        }

        var faults = new List<EbmsError>();
        if (!root.Is(Ns.Soap, "Envelope"))
        {
            faults.Add(
                Invalid(
                    "envelope.soap",
                    root.NamespaceUri == Ns.Soap11
                        ? "The envelope is SOAP 1.1, not SOAP 1.2."
                        : "The root element is not a SOAP 1.2 envelope.",
                    $"{{{Ns.Soap}}}Envelope",
                    $"{{{root.NamespaceUri}}}{root.LocalName}",
                    root.NamespaceUri == Ns.Soap11
                        ? "switch the client from SOAP 1.1 to SOAP 1.2"
                        : "send the SOAP envelope as the part that start names, or as the first part"
                )
            );
        }

        return new(root.LocalName == "Envelope" ? ReadSoap(root, root.NamespaceUri, faults) : null, faults);
    }

    private static Envelope? ReadSoap(Element root, string soap, List<EbmsError> faults)
    {
        var (header, body) = (root.Child(soap, "Header"), root.Child(soap, "Body"));
        var messaging = FindMessaging(root, out var count);
        var isBareFault = messaging is null && body?.FirstChild is { LocalName: "Fault" }; // may well have no header at all
        if (!isBareFault && (root.Children is not [var first, var second] || first != header || second != body))
        {
            faults.Add(
                Invalid(
                    "envelope.structure",
                    "The envelope has to hold one Header and one Body and nothing else.",
                    "S:Header, S:Body",
                    string.Join<Element>(", ", root.Children),
                    "write S:Header, then S:Body"
                )
            );
        }

        if (messaging is null || count > 1 || messaging.Parent != header)
        {
            faults.Add(NoMessaging(root, messaging, count, body));
        }

        var ids = EnvelopeIds.Collect(root, out var duplicate);
        faults.AddRange(duplicate is null ? [] : [duplicate]);
        if (messaging is null || header is null || body is null)
        {
            return null;
        }

        faults.AddRange(NotUnderstood(header, soap) is { } fault ? [fault] : []);
        return ReadMessage(new Envelope(root, header, body, messaging, ids), faults);
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

    private static Envelope? ReadMessage(Envelope envelope, List<EbmsError> faults)
    {
        var children = envelope.Messaging.Children;
        var outside = new HeaderFields();
        HeaderSchema.CheckMessaging(envelope.Messaging, outside);
        faults.AddRange(outside.Faults);
        if (children is not [_])
        {
            faults.Add(
                Invalid(
                    "envelope.one-message",
                    children.Length == 0 ? "eb:Messaging is empty." : $"eb:Messaging holds a bundle of {children.Length} messages.",
                    "one eb:UserMessage or one eb:SignalMessage",
                    string.Join(", ", children.Select(Named)),
                    "send one message or signal per HTTP request; switch bundling of receipts off"
                )
            );
        }

        foreach (var child in children)
        {
            var fields = new HeaderFields();
            var (userMessage, signal) = child.LocalName switch
            {
                "UserMessage" when child.NamespaceUri == Ns.Ebms => (UserMessageReader.Read(child, fields), (SignalMessage?)null),
                "SignalMessage" when child.NamespaceUri == Ns.Ebms => (null, SignalReader.Read(child, fields)),
                _ => (null, null),
            };
            if (fields.MessageId is { } id)
            {
                for (var i = 0; i < faults.Count; i++)
                {
                    faults[i] = faults[i] with { RefToMessageInError = id };
                }
            }

            faults.AddRange(fields.Faults.Select(fault => fault with { RefToMessageInError = fields.MessageId }));
            if (userMessage is not null || signal is not null)
            {
                return new Envelope(envelope.Root, envelope.Header, envelope.Body, envelope.Messaging, envelope.Ids)
                {
                    UserMessage = userMessage,
                    Signal = signal,
                };
            }
        }

        if (children.Length > 0)
        {
            faults.Add(
                Invalid(
                    "envelope.one-message",
                    "eb:Messaging holds no message that is known here.",
                    "eb:UserMessage, or eb:SignalMessage with one receipt, one pull request or errors",
                    Named(children[0]),
                    "write eb:UserMessage or eb:SignalMessage of the ebMS 3 namespace"
                )
            );
        }

        return null;
    }

    private static string Named(Element message)
    {
        var id = message.Child(Ns.Ebms, "MessageInfo")?.Child(Ns.Ebms, "MessageId")?.Value;
        return id is null ? message.ToString() : $"{message} {Shorten(id, 100)}";
    }

    /// <summary>Whether a header block addresses the receiver itself and not some intermediary.</summary>
    internal static bool IsForUs(Element block) => block.Attribute(Ns.Soap, "role") is null or "" or UltimateReceiver;

    /// <summary>
    /// Whether this receiver has to understand a header block: it acts in the role <c>next</c> as every SOAP node does (SOAP 1.2 part 1,
    /// 2.2), though nothing of AS4 is addressed that way.
    /// </summary>
    internal static bool HasToBeUnderstood(Element block, string soap) =>
        block.Attribute(soap, "mustUnderstand")?.Trim(' ', '\t', '\r', '\n') is "true" or "1"
        && (IsForUs(block) || block.Attribute(Ns.Soap, "role") == Next);
}
