using Ics2.As4.Messages;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Envelopes;

/// <summary>Reads <c>eb:UserMessage</c>; what the values mean is the profile's business.</summary>
internal static class UserMessageReader
{
    /// <summary>Reads what is there; what is missing or unfit is noted, and is empty in the result.</summary>
    public static UserMessage Read(Element element, HeaderFields fields)
    {
        var info = fields.Required(element, "MessageInfo");
        var id = fields.Id(info);
        var timestamp = fields.Timestamp(info);
        var refTo = fields.Reference(info);
        var parties = fields.Required(element, "PartyInfo");
        var from = ReadParty(fields.Required(parties, "From"), fields);
        var to = ReadParty(fields.Required(parties, "To"), fields);
        var collaboration = fields.Required(element, "CollaborationInfo");
        var agreement = collaboration is null ? null : fields.Optional(collaboration, "AgreementRef");
        var service = fields.Required(collaboration, "Service");
        var action = fields.Text(collaboration, "Action");
        var conversation = fields.TextOrNothing(collaboration, "ConversationId");
        var parts = ReadParts(fields.Optional(element, "PayloadInfo"), fields);
        var properties = fields.Optional(element, "MessageProperties");
        HeaderSchema.Check(element, fields);
        return new UserMessage
        {
            MessageId = id,
            RefToMessageId = refTo,
            Timestamp = timestamp,
            From = from,
            To = to,
            Agreement = agreement is null ? null : new TypedValue(agreement.Value, agreement.Attribute("", "type")),
            AgreementPMode = agreement?.Attribute("", "pmode"),
            Service = new TypedValue(service?.Value ?? "", service?.Attribute("", "type")),
            Action = action,
            ConversationId = conversation,
            Mpc = element.Attribute("", "mpc"),
            MessagePropertyCount = properties?.Children.Length ?? 0,
            Parts = parts,
        };
    }

    private static Party ReadParty(Element? party, HeaderFields fields)
    {
        var id = fields.Text(party, "PartyId");
        var role = fields.Text(party, "Role");
        return new Party(id, party?.Child(Ns.Ebms, "PartyId")?.Attribute("", "type"), role);
    }

    private static List<PartInfo> ReadParts(Element? payload, HeaderFields fields)
    {
        var parts = new List<PartInfo>();
        foreach (var part in payload?.ChildrenNamed(Ns.Ebms, "PartInfo") ?? [])
        {
            var properties = fields.Optional(part, "PartProperties");
            parts.Add(
                new PartInfo(
                    part.Attribute("", "href"),
                    Array.ConvertAll(
                        properties?.ChildrenNamed(Ns.Ebms, "Property") ?? [],
                        property => KeyValuePair.Create(property.Attribute("", "name") ?? "", property.Value)
                    )
                )
            );
        }

        return parts;
    }
}
