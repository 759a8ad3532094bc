using System.Globalization;
using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Writing;

/// <summary>The eb:Messaging block of each kind of message, in canonical form (as4-profile c).</summary>
internal static class MessagingText
{
    public static CanonicalText UserMessage(string id, UserMessage message)
    {
        var text = Begin(id).Open("eb:UserMessage", ("mpc", message.Mpc));
        Info(text, message.MessageId, message.RefToMessageId, message.Timestamp);
        text.Open("eb:PartyInfo");
        Party(text, "eb:From", message.From);
        Party(text, "eb:To", message.To);
        text.Close("eb:PartyInfo").Open("eb:CollaborationInfo");
        if (message.Agreement is { } agreement)
        {
            text.Leaf("eb:AgreementRef", agreement.Value, ("type", agreement.Type));
        }

        text.Leaf("eb:Service", message.Service.Value, ("type", message.Service.Type))
            .Leaf("eb:Action", message.Action)
            .Leaf("eb:ConversationId", message.ConversationId)
            .Close("eb:CollaborationInfo");
        if (message.Parts.Count > 0)
        {
            text.Open("eb:PayloadInfo");
            foreach (var part in message.Parts)
            {
                text.Open("eb:PartInfo", ("href", part.Href)).Open("eb:PartProperties");
                foreach (var (name, value) in part.Properties)
                {
                    text.Leaf("eb:Property", value, ("name", name));
                }

                text.Close("eb:PartProperties").Close("eb:PartInfo");
            }

            text.Close("eb:PayloadInfo");
        }

        return text.Close("eb:UserMessage").Close("eb:Messaging");
    }

    public static CanonicalText Receipt(
        string id,
        MessageId messageId,
        MessageId refTo,
        DateTimeOffset now,
        IEnumerable<Element> references
    )
    {
        var text = Begin(id).Open("eb:SignalMessage");
        Info(text, messageId, refTo.Value, now);
        text.Open("eb:Receipt").Open("ebbp:NonRepudiationInformation", ("xmlns:ebbp", Ns.Ebbp));
        foreach (var reference in references)
        {
            text.Open("ebbp:MessagePartNRInformation").Copy(reference).Close("ebbp:MessagePartNRInformation");
        }

        return text.Close("ebbp:NonRepudiationInformation").Close("eb:Receipt").Close("eb:SignalMessage").Close("eb:Messaging");
    }

    public static CanonicalText Error(string id, MessageId messageId, string? refTo, DateTimeOffset now, EbmsError error)
    {
        var text = Begin(id).Open("eb:SignalMessage");
        Info(text, messageId, refTo, now);
        return text.Open(
                "eb:Error",
                ("category", error.Code.Category),
                ("errorCode", error.Code.Code),
                ("origin", error.Code.Origin),
                ("refToMessageInError", error.RefToMessageInError ?? refTo),
                ("severity", error.Severity == ErrorSeverity.Warning ? "warning" : "failure"),
                ("shortDescription", error.Code.ShortDescription)
            )
            .Leaf("eb:Description", error.Description, ("xml:lang", "en"))
            .Leaf("eb:ErrorDetail", error.Detail)
            .Close("eb:Error")
            .Close("eb:SignalMessage")
            .Close("eb:Messaging");
    }

    public static CanonicalText PullRequest(string id, MessageId messageId, DateTimeOffset now, Mpc channel)
    {
        var text = Begin(id).Open("eb:SignalMessage");
        Info(text, messageId, null, now);
        return text.Open("eb:PullRequest", ("mpc", channel.Value)).Close("eb:PullRequest").Close("eb:SignalMessage").Close("eb:Messaging");
    }

    // Canonical order: namespaces by prefix, then attributes by namespace (wsu before SOAP).
    private static CanonicalText Begin(string id) =>
        new CanonicalText().Open(
            "eb:Messaging",
            ("xmlns:S", Ns.Soap),
            ("xmlns:eb", Ns.Ebms),
            ("xmlns:wsu", Ns.Wsu),
            ("wsu:Id", id),
            ("S:mustUnderstand", "true")
        );

    private static void Info(CanonicalText text, MessageId messageId, string? refTo, DateTimeOffset timestamp)
    {
        text.Open("eb:MessageInfo")
            .Leaf("eb:Timestamp", timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture))
            .Leaf("eb:MessageId", messageId.Value);
        if (refTo is not null)
        {
            text.Leaf("eb:RefToMessageId", refTo);
        }

        text.Close("eb:MessageInfo");
    }

    private static void Party(CanonicalText text, string name, Party party) =>
        text.Open(name).Leaf("eb:PartyId", party.Id, ("type", party.IdType)).Leaf("eb:Role", party.Role).Close(name);
}
