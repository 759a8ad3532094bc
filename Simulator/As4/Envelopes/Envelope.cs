using Ics2.As4.Messages;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>
/// A SOAP envelope as read: the ebMS message in it, and the nodes that the seal has to cover. Reader and verifier work on these same
/// nodes, so what is processed is what was signed (attack-cases section 1).
/// </summary>
public sealed class Envelope
{
    internal Envelope(Element root, Element header, Element body, Element messaging, Dictionary<string, Element> ids)
    {
        Root = root;
        Header = header;
        Body = body;
        Messaging = messaging;
        Ids = ids;
    }

    /// <summary>The user message, when the envelope carries one.</summary>
    public UserMessage? UserMessage { get; internal init; }

    /// <summary>The signal, when the envelope carries one.</summary>
    public SignalMessage? Signal { get; internal init; }

    /// <summary>The id of whichever it carries.</summary>
    public MessageId MessageId => UserMessage?.MessageId ?? Signal!.MessageId;

    /// <summary>
    /// What the message is, in one word for people: <c>user message</c>, <c>receipt</c>, <c>error</c> or <c>pull request</c>.
    /// </summary>
    public string Kind =>
        Signal switch
        {
            null => "user message",
            Receipt => "receipt",
            ErrorSignal => "error",
            _ => "pull request",
        };

    /// <summary>What of it is encrypted, which ICS2 never uses; null when nothing is.</summary>
    public EncryptionFacts? Encryption => EncryptionReader.Read(Root);

    internal Element Root { get; }

    internal Element Header { get; }

    internal Element Body { get; }

    internal Element Messaging { get; }

    /// <summary>The elements by the ids that a reference may name; no value occurs twice, under whatever id attribute.</summary>
    internal Dictionary<string, Element> Ids { get; }
}
