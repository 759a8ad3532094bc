using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>What is said of an envelope that holds no message that can be taken.</summary>
internal static class EnvelopeFaults
{
    public static EbmsError NoMessaging(Element root, Element? messaging, int count, Element? body)
    {
        if (count == 0 && Namesake(root) is { } namesake)
        {
            return Invalid(
                "envelope.messaging",
                $"The Messaging header stands in another namespace than that of ebMS 3: '{Shorten(namesake.NamespaceUri, 100)}'.",
                Ns.Ebms,
                namesake.NamespaceUri,
                "switch the client to ebMS 3 (AS4)"
            );
        }

        var fault = body?.FirstChild is { LocalName: "Fault" } soapFault ? $"; the Body holds a SOAP fault: {TextOf(soapFault)}" : "";
        return Invalid(
            "envelope.messaging",
            count == 0
                ? $"The envelope has no eb:Messaging header{fault}."
                : "The SOAP header has to hold exactly one eb:Messaging block, as its direct child (ICD 4.2).",
            "1 below S:Header",
            count == 1 ? $"1 below {messaging!.Parent}" : $"{count} in the envelope{fault}",
            fault.Length > 0
                ? "the other side failed before its AS4 module: what the fault says is all there is to go by"
                : "put one eb:Messaging of the ebMS 3 namespace directly into S:Header"
        );
    }

    private static Element? Namesake(Element root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            if (element.LocalName is "Messaging" or "MessageHeader")
            {
                return element;
            }
        }

        return null;
    }

    private static string TextOf(Element fault)
    {
        var texts = new List<string>();
        foreach (var element in fault.DescendantsAndSelf())
        {
            texts.AddRange(element.Value.Length > 0 ? [element.Value] : []);
        }

        return Shorten(string.Join(", ", texts), 300);
    }

    // SOAP 1.2 part 1, 5.2.3: a mandatory header block for us that we do not know ends in a MustUnderstand fault (AS4-16).
    public static EbmsError? NotUnderstood(Element header, string soap)
    {
        var unknown = Array.Find(
            header.Children,
            block =>
                EnvelopeReader.HasToBeUnderstood(block, soap)
                && !(EnvelopeReader.IsForUs(block) && (block.Is(Ns.Ebms, "Messaging") || block.Is(Ns.Wsse, "Security")))
        );
        return unknown is null
            ? null
            : Invalid(
                "envelope.must-understand",
                $"The header block {unknown} is marked mustUnderstand and is not known here.",
                "eb:Messaging and wsse:Security only, without a role",
                $"{{{unknown.NamespaceUri}}}{unknown.LocalName}{(unknown.Attribute(soap, "role") is { Length: > 0 } role ? $" for the role {role}" : "")}",
                "leave the block out, or its mustUnderstand"
            ) with
            {
                FaultCode = "MustUnderstand",
                Source = "SOAP 1.2 part 1, 5.2.3",
            };
    }

    public static string Shorten(string text, int most) => text.Length > most ? text[..most] : text;

    public static EbmsError Invalid(string check, string text, string expected, string found, string remedy) =>
        new(EbmsErrorCode.InvalidHeader, text)
        {
            CheckId = check,
            Expected = expected,
            Found = found.Length == 0 ? "nothing" : Shorten(found, 300),
            Remedy = remedy,
            Source = "as4-profile a, e",
        };
}
