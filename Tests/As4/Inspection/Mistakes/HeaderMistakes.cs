using Ics2.As4.Names;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about the ebMS header.</summary>
internal static class HeaderMistakes
{
    private const string Header = "EBMS:0009",
        Unknown = "EBMS:0001",
        Inconsistent = "EBMS:0003",
        PMode = "EBMS:0010";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new("agreement of Release 1", p => p with { Agreement = "EU-ICS2-TI-V1.0" }, Unknown, "EU-ICS2-TI-V1.0") { Remedy = "V2.0" },
        new("agreement in lower case", p => p with { Agreement = "eu-ics2-ti-v2.0" }, Unknown, "eu-ics2-ti-v2.0"),
        new("no agreement", p => p with { Agreement = null }, Unknown, "AgreementRef is absent"),
        new("no agreement type", p => p with { AgreementType = null }, Unknown, "AgreementRef has no type"),
        new("empty agreement type", p => p with { AgreementType = "" }, Unknown, "type of AgreementRef is ''"),
        new("P-Mode id in the agreement", p => p with { PMode = "ics2-push" }, PMode, "pmode"),
        new(
            "service with the URI of another network",
            p => p with { Service = "urn:www.cenbii.eu:profile" },
            Unknown,
            "urn:www.cenbii.eu:profile"
        ),
        new("service of the other direction", p => p with { Service = "eu_ics2_c2t" }, Unknown, "eu_ics2_c2t") { Remedy = "eu_ics2_t2c" },
        new("no service type", p => p with { ServiceType = null }, Unknown, "Service has no type"),
        new("wrong service type", p => p with { ServiceType = "e-delivery" }, Unknown, "e-delivery"),
        new("action of a document name", p => p with { Action = "CC3F10" }, Unknown, "CC3F10") { Remedy = "root element" },
        new("action in lower case", p => p with { Action = "ie3f10" }, Unknown, "ie3f10"),
        new("action of customs", p => p with { Action = "IE3R01" }, Unknown, "IE3R01"),
        new("test action with the service of ICS2", p => p with { Action = Ns.Ebms + "test" }, Unknown, "/test"),
        new("amendment that does not exist", p => p with { Action = "IE3A25" }, Unknown, "IE3A25"),
        new("sender without type", p => p with { FromType = null }, Inconsistent, "From/PartyId is absent"),
        new(
            "sender type of Release 1",
            p => p with { FromType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs" },
            Inconsistent,
            "type of From/PartyId"
        ),
        new(
            "sender type unregistered",
            p => p with { FromType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered" },
            Inconsistent,
            "type of From/PartyId"
        ),
        new("receiver without type", p => p with { ToType = null }, Inconsistent, "To/PartyId is absent"),
        new(
            "receiver type with authority spelt out",
            p => p with { ToType = "urn:oasis:names:tc:ebcore:partyid-type:unregistered:eu-customs:authority" },
            Inconsistent,
            "eu-customs:authority"
        ),
        new("receiver type of a trader", p => p with { ToType = p.FromType }, Inconsistent, "type of To/PartyId"),
        new("receiver by another name", p => p with { ToId = "STI-TAXUD" }, Inconsistent, "STI-TAXUD") { Remedy = "sti-taxud" },
        new("receiver of a national interface", p => p with { ToId = "nti-be" }, Inconsistent, "nti-be"),
        new("sender role with the default URI", p => p with { FromRole = Ns.Ebms + "initiator" }, Inconsistent, "From/Role")
        {
            Remedy = "Trader",
        },
        new("receiver role with the default URI", p => p with { ToRole = Ns.Ebms + "responder" }, Inconsistent, "To/Role")
        {
            Remedy = "Customs",
        },
        new("roles exchanged", p => p with { FromRole = "Customs", ToRole = "Trader" }, Inconsistent, "From/Role"),
        new("role in lower case", p => p with { FromRole = "trader" }, Inconsistent, "'trader'"),
        new("sender is no EORI", p => p with { FromId = "my-company" }, Unknown, "party id cannot be read"),
        new("sender is empty", p => p with { FromId = "" }, Header, "eb:PartyId"),
        new(
            "message properties of another network",
            p =>
                p with
                {
                    Properties =
                        "<eb:MessageProperties><eb:Property name=\"originalSender\">C1</eb:Property>"
                        + "<eb:Property name=\"finalRecipient\">C4</eb:Property></eb:MessageProperties>",
                },
            PMode,
            "MessageProperties"
        )
        {
            Remedy = "originalSender",
        },
        new("empty conversation id", p => p with { ConversationId = "" }, "", "ConversationId is empty"),
        new("no conversation id", p => p with { ConversationId = null }, Header, "eb:ConversationId"),
        new("message id in angle brackets", p => p with { MessageId = "&lt;1234@trader.example&gt;" }, Header, "angle brackets"),
        new("message id is a bare UUID", p => p with { MessageId = "2fd52a20-014c-477d-b27f-4fe761774103" }, Header, "no '@'"),
        new("message id with a space", p => p with { MessageId = "my id@trader.example" }, Header, "space"),
        new("message id is too long", p => p with { MessageId = new string('a', 250) + "@trader.example" }, Header, "265 characters"),
        new("empty message id", p => p with { MessageId = "" }, Header, "eb:MessageId"),
        new("time in a local format", p => p with { Timestamp = "23.11.2026 10 Uhr" }, Header, "eb:Timestamp"),
        new("time with a space", p => p with { Timestamp = "2026-11-23 10:00:00Z" }, Header, "2026-11-23 10:00:00Z") { Remedy = "T" },
        new("time of a mail header", p => p with { Timestamp = "Mon, 23 Nov 2026 10:00:00 GMT" }, Header, "GMT") { Remedy = "mail" },
        new("time that is a date", p => p with { Timestamp = "2026-11-23" }, Header, "'2026-11-23'") { Remedy = "date alone" },
        new("time on the 30th of February", p => p with { Timestamp = "2026-02-30T10:00:00Z" }, Header, "2026-02-30"),
        new(
            "element of another version in the header",
            p => p with { Messaging = text => Behind(text, "</eb:Action>", "<eb:Priority>1</eb:Priority>") },
            Header,
            "eb:Priority"
        )
        {
            Remedy = "leave eb:Priority out",
        },
        new(
            "element of another namespace among the parties",
            p => p with { Messaging = text => Behind(text, "</eb:From>", "<x:Via xmlns:x=\"urn:x\"/>") },
            Header,
            "{urn:x}Via"
        ),
        new(
            "attribute that the schema does not have",
            p => p with { Messaging = text => text.Replace("<eb:Role>Trader", "<eb:Role type=\"x\">Trader", StringComparison.Ordinal) },
            Header,
            "the attribute type"
        ),
        new(
            "attribute in the namespace of ebMS",
            p => p with { Messaging = text => text.Replace("<eb:PartInfo ", "<eb:PartInfo eb:href=\"cid:x\" ", StringComparison.Ordinal) },
            Header,
            "href in eb:PartInfo"
        ),
        new("text between elements", p => p with { Messaging = text => Behind(text, "<eb:PartyInfo>", "x") }, Header, "the text 'x'"),
        new(
            "element in a property",
            p =>
                p with
                {
                    Messaging = text =>
                        text.Replace(">application/xml</eb:Property>", "><b/>application/xml</eb:Property>", StringComparison.Ordinal),
                },
            Header,
            "the element b"
        )
        {
            Remedy = "as text",
        },
        new(
            "description behind the properties of a part",
            p => p with { Messaging = text => Behind(text, "</eb:PartProperties>", "<eb:Description>x</eb:Description>") },
            Header,
            "eb:Description behind eb:PartProperties"
        )
        {
            Remedy = "order",
        },
        new(
            "property of a part twice",
            p =>
                p with
                {
                    Messaging = text => Behind(text, "<eb:PartProperties>", "<eb:Property name=\"MimeType\">application/pdf</eb:Property>"),
                },
            Inconsistent,
            "MimeType more than once"
        ),
        new("reference to nothing", p => p with { RefTo = "" }, Header, "eb:RefToMessageId") { Remedy = "leave eb:RefToMessageId out" },
        new(
            "block that the next receiver must understand",
            p => p with { MoreHeaders = $"<x:Route xmlns:x=\"urn:x\" S:role=\"{Ns.Soap}/role/next\" S:mustUnderstand=\"1\"/>" },
            Header,
            "x:Route"
        ),
        new("empty timestamp", p => p with { Timestamp = "" }, Header, "eb:Timestamp"),
        new("elements of the header in another order", p => p with { Messaging = Swapped }, Header, "eb:PartyInfo") { Remedy = "order" },
        new("message info in another order", p => p with { Messaging = InfoSwapped }, Header, "eb:Timestamp"),
        new(
            "two parties as sender",
            p =>
                p with
                {
                    Messaging = text =>
                        text.Replace(
                            "</eb:PartyId><eb:Role>Trader",
                            "</eb:PartyId><eb:PartyId>BE9</eb:PartyId><eb:Role>Trader",
                            StringComparison.Ordinal
                        ),
                },
            Header,
            "more than once"
        ),
        new("no party info", p => p with { Messaging = text => Without(text, "eb:PartyInfo") }, Header, "eb:PartyInfo"),
        new(
            "no collaboration info",
            p => p with { Messaging = text => Without(text, "eb:CollaborationInfo") },
            Header,
            "eb:CollaborationInfo"
        ),
        new(
            "no receiver role",
            p => p with { Messaging = text => text.Replace("<eb:Role>Customs</eb:Role>", "", StringComparison.Ordinal) },
            Header,
            "eb:Role"
        ),
        new(
            "ebMS 2",
            p => p with { Ebms = "http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd" },
            Header,
            "msg-header-2_0"
        )
        {
            Remedy = "ebMS 3",
        },
        new(
            "two messages in one envelope",
            p => p with { Messaging = text => text.Replace("</eb:Messaging>", $"{Signal()}</eb:Messaging>", StringComparison.Ordinal) },
            Header,
            "bundle"
        )
        {
            Remedy = "bundling",
        },
        new("header not mustUnderstand", p => p with { MessagingAttributes = "" }, "", "mustUnderstand"),
        new(
            "addressing header that must be understood",
            p =>
                p with
                {
                    MoreHeaders = "<wsa:Action xmlns:wsa=\"http://www.w3.org/2005/08/addressing\" S:mustUnderstand=\"true\">x</wsa:Action>",
                },
            Header,
            "wsa:Action"
        )
        {
            Remedy = "leave the block out",
        },
        new("SOAP 1.1", p => p with { Soap = Ns.Soap11, RootType = "text/xml; charset=UTF-8" }, Header, "SOAP 1.1") { Remedy = "SOAP 1.2" },
    ];

    private static string Behind(string text, string place, string what) => text.Replace(place, place + what, StringComparison.Ordinal);

    private static string Swapped(string text)
    {
        var collaboration = Part(text, "eb:CollaborationInfo");
        return text.Replace(collaboration, "", StringComparison.Ordinal)
            .Replace("<eb:PartyInfo>", collaboration + "<eb:PartyInfo>", StringComparison.Ordinal);
    }

    private static string InfoSwapped(string text)
    {
        var time = Part(text, "eb:Timestamp");
        return text.Replace(time, "", StringComparison.Ordinal)
            .Replace("</eb:MessageInfo>", time + "</eb:MessageInfo>", StringComparison.Ordinal);
    }

    private static string Without(string text, string element) => text.Replace(Part(text, element), "", StringComparison.Ordinal);

    private static string Part(string text, string element)
    {
        var start = text.IndexOf($"<{element}>", StringComparison.Ordinal);
        var end = text.IndexOf($"</{element}>", StringComparison.Ordinal) + element.Length + 3;
        return text[start..end];
    }

    private static string Signal() =>
        "<eb:SignalMessage><eb:MessageInfo><eb:Timestamp>2026-11-23T10:00:00Z</eb:Timestamp><eb:MessageId>second@trader.example</eb:MessageId>"
        + "<eb:RefToMessageId>a@b</eb:RefToMessageId></eb:MessageInfo><eb:Receipt/></eb:SignalMessage>";
}
