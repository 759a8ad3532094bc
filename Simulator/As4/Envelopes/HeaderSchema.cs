using System.Collections.Frozen;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>
/// What the schema of ebMS 3 (core 200704) allows below <c>eb:Messaging</c>, element by element. How often something has to be there is
/// asked where it is read; this says what may stand where at all, so that nothing is signed and taken that nobody looks at.
/// </summary>
internal static class HeaderSchema
{
    /// <summary>Longest value of an element or attribute that is taken; what errors say to people may be longer.</summary>
    public const int MaxText = 1024;

    private const string Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly FrozenDictionary<string, Shape> Shapes = new Dictionary<string, Shape>(StringComparer.Ordinal)
    {
        ["Messaging"] = Holding("SignalMessage", "UserMessage") with { Attributes = ["id"], IsOpen = true, HasForeignAttributes = true },
        ["UserMessage"] = Holding("MessageInfo", "PartyInfo", "CollaborationInfo", "MessageProperties", "PayloadInfo") with
        {
            Attributes = ["mpc"],
        },
        ["SignalMessage"] = Holding("MessageInfo", "PullRequest", "Receipt", "Error") with { IsOpen = true },
        ["MessageInfo"] = Holding("Timestamp", "MessageId", "RefToMessageId"),
        ["PartyInfo"] = Holding("From", "To"),
        ["From"] = Holding("PartyId", "Role"),
        ["To"] = Holding("PartyId", "Role"),
        ["CollaborationInfo"] = Holding("AgreementRef", "Service", "Action", "ConversationId"),
        ["MessageProperties"] = Holding("Property"),
        ["PayloadInfo"] = Holding("PartInfo"),
        ["PartInfo"] = Holding("Schema", "Description", "PartProperties") with { Attributes = ["href"] },
        ["PartProperties"] = Holding("Property"),
        ["Schema"] = Holding() with { Attributes = ["location", "version", "namespace"] },
        ["PullRequest"] = Holding() with { Attributes = ["mpc"], IsOpen = true },
        ["Receipt"] = Holding() with { IsOpen = true },
        ["Error"] = Holding("Description", "ErrorDetail") with
        {
            Attributes = ["category", "refToMessageInError", "errorCode", "origin", "severity", "shortDescription"],
        },
        ["Timestamp"] = Text(),
        ["MessageId"] = Text(),
        ["RefToMessageId"] = Text(),
        ["PartyId"] = Text("type"),
        ["Role"] = Text(),
        ["AgreementRef"] = Text("type", "pmode"),
        ["Service"] = Text("type"),
        ["Action"] = Text(),
        ["ConversationId"] = Text(),
        ["Property"] = Text("name", "type"),
        ["Description"] = Text() with { MaxText = int.MaxValue },
        ["ErrorDetail"] = Text() with { MaxText = int.MaxValue },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Holds a message, and all of ebMS in it, against the schema.</summary>
    /// <param name="message"><c>eb:UserMessage</c> or <c>eb:SignalMessage</c>.</param>
    /// <param name="fields">Takes what is wrong.</param>
    public static void Check(Element message, HeaderFields fields)
    {
        if (Shapes.TryGetValue(message.LocalName, out var shape))
        {
            Check(message, shape, fields);
        }
    }

    /// <summary>The attributes of <c>eb:Messaging</c> and what else stands in it.</summary>
    public static void CheckMessaging(Element messaging, HeaderFields fields)
    {
        var shape = Shapes["Messaging"];
        CheckAttributes(messaging, shape, fields);
        CheckText(messaging, shape, fields);
    }

    private static void Check(Element element, Shape shape, HeaderFields fields)
    {
        CheckAttributes(element, shape, fields);
        CheckText(element, shape, fields);
        if (shape.IsText)
        {
            return;
        }

        CheckOrder(element, shape, fields);
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.NamespaceUri == Ns.Ebms && shape.Children.Contains(child.LocalName, StringComparer.Ordinal))
            {
                Check(child, Shapes[child.LocalName], fields);
            }
        }
    }

    private static void CheckAttributes(Element element, Shape shape, HeaderFields fields)
    {
        foreach (ref readonly var attribute in element.Attributes.AsSpan())
        {
            var isKnown = attribute.NamespaceUri switch
            {
                "" => shape.Attributes.Contains(attribute.LocalName, StringComparer.Ordinal),
                Ns.Ebms => false, // attributes of the schema stand in no namespace
                Ns.Xml or Xsi => true,
                _ => shape.HasForeignAttributes,
            };
            if (!isKnown)
            {
                fields.Forbidden(
                    element,
                    $"the attribute {(attribute.NamespaceUri.Length == 0 ? "" : $"{{{attribute.NamespaceUri}}}")}{attribute.LocalName}",
                    shape.Attributes.Length == 0 ? "no attribute" : $"of attributes: {string.Join(", ", shape.Attributes)}",
                    "leave the attribute out"
                );
            }
            else if (attribute.Value.Length > shape.MaxText)
            {
                fields.TooLong(element, $"the attribute {attribute.LocalName}", attribute.Value.Length);
            }
        }
    }

    private static void CheckText(Element element, Shape shape, HeaderFields fields)
    {
        if (shape.IsText && element.FirstChild is { } inner)
        {
            fields.Forbidden(element, $"the element {inner}", "text only", $"write the value of {element} as text");
        }
        else if (shape.IsText && element.Value.Length > shape.MaxText)
        {
            fields.TooLong(element, "its text", element.Value.Length);
        }
        else if (!shape.IsText && element.Value.Length > 0)
        {
            fields.Forbidden(element, $"the text '{element.Value}'", "elements only", $"leave the text in {element} out");
        }
    }

    private static void CheckOrder(Element element, Shape shape, HeaderFields fields)
    {
        var (at, foreign) = (0, false);
        for (var child = element.FirstChild; child is not null; child = child.NextSibling)
        {
            var place = child.NamespaceUri == Ns.Ebms ? Array.IndexOf(shape.Children, child.LocalName) : -1;
            if (child.NamespaceUri != Ns.Ebms && shape.IsOpen)
            {
                foreign = true;
            }
            else if (place < 0)
            {
                var name = child.NamespaceUri == Ns.Ebms ? child.ToString() : $"{{{child.NamespaceUri}}}{child.LocalName}";
                fields.Forbidden(element, $"the element {name}", Listed(shape), $"leave {child} out of {element}");
                return;
            }
            else if (place < at || foreign)
            {
                fields.Forbidden(
                    element,
                    $"{child} behind {(foreign ? "elements of another namespace" : "eb:" + shape.Children[at])}",
                    Listed(shape),
                    "write the elements in the order of the ebMS schema"
                );
                return;
            }
            else
            {
                at = place;
            }
        }
    }

    private static string Listed(Shape shape) =>
        shape.Children.Length == 0 ? "no element of ebMS" : $"in this order: {string.Join(", ", shape.Children)}";

    private static Shape Holding(params string[] children) => new(children, [], IsText: false);

    private static Shape Text(params string[] attributes) => new([], attributes, IsText: true);

    /// <summary>What one element may hold.</summary>
    /// <param name="Children">Elements of ebMS, in order.</param>
    /// <param name="Attributes">Attributes without namespace.</param>
    /// <param name="IsText">Whether it holds text and nothing else; otherwise it holds elements and no text.</param>
    private sealed record Shape(string[] Children, string[] Attributes, bool IsText)
    {
        /// <summary>Whether elements of other namespaces may follow.</summary>
        public bool IsOpen { get; init; }

        public bool HasForeignAttributes { get; init; }

        public int MaxText { get; init; } = HeaderSchema.MaxText;
    }
}
