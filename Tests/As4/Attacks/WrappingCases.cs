using System.Xml.Linq;
using Ics2.As4.Names;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.Attacker;

namespace Ics2.Tests.As4.Attacks;

/// <summary>Section 1: signature wrapping and reference confusion.</summary>
internal static class WrappingCases
{
    private const string Header = "EBMS:0009",
        Seal = "EBMS:0101",
        Policy = "EBMS:0103",
        Value = "EBMS:0003";

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        new(
            "XSW-01",
            a =>
                a.Edit(envelope =>
                {
                    var original = new XElement(envelope.Root!);
                    Messaging(envelope).ReplaceWith(Forged(Messaging(envelope)));
                    Security(envelope).ReplaceNodes(Security(envelope).Nodes());
                    envelope.Root!.Element(S + "Body")!.ReplaceNodes(original);
                }),
            Header
        ),
        new("XSW-02", a => a.Edit(envelope => Messaging(envelope).AddBeforeSelf(Forged(Messaging(envelope)))), Header),
        new("XSW-03", a => a.Edit(envelope => Messaging(envelope).AddBeforeSelf(Forged(Messaging(envelope), id: null))), Header),
        new(
            "XSW-04",
            a =>
                a.Edit(envelope =>
                {
                    var original = Messaging(envelope);
                    var forged = Forged(original);
                    forged.Add(new XElement(original));
                    original.ReplaceWith(forged);
                }),
            Header
        ),
        new(
            "XSW-05",
            a =>
                a.Edit(envelope =>
                {
                    var original = new XElement(Messaging(envelope));
                    Messaging(envelope).ReplaceWith(Forged(original, (string?)original.Attribute(Wsu + "Id")));
                    Hide(Body(envelope), original);
                }),
            Header,
            Seal
        ),
        new(
            "XSW-06",
            a => MoveMessaging(a, (envelope, original) => Signature(envelope).Add(new XElement(Ds + "Object", original))),
            Header
        ),
        new(
            "XSW-07",
            a => MoveMessaging(a, (envelope, original) => Attacker.Header(envelope).Add(new XElement("Extensions", original))),
            Header
        ),
        new(
            "XSW-08",
            a =>
                MoveMessaging(
                    a,
                    (envelope, original) => Signature(envelope).Element(Ds + "KeyInfo")!.Add(new XElement(Ds + "Object", original))
                ),
            Header
        ),
        new("XSW-08b", a => a.Edit(envelope => Signature(envelope).Add(new XElement(Ds + "Object", new XElement("x")))), Seal),
        new(
            "XSW-09",
            a =>
                a.Edit(envelope =>
                {
                    var original = new XElement(Body(envelope));
                    Body(envelope).SetAttributeValue(Wsu + "Id", "forged");
                    Attacker.Header(envelope).Add(new XElement("Foreign", original));
                }),
            Seal
        ),
        new(
            "XSW-09b",
            a =>
                a.Edit(envelope =>
                {
                    var original = new XElement(Body(envelope));
                    Body(envelope).SetAttributeValue(Wsu + "Id", "forged");
                    Body(envelope).Add(new XElement("forged"));
                    Attacker.Header(envelope).Add(new XElement("Foreign", original));
                }),
            Seal,
            "EBMS:0010"
        ),
        new(
            "XSW-10",
            a => MoveMessaging(a, (envelope, original) => Attacker.Header(envelope).Add(new XElement("Foreign", original))),
            Header
        ),
        new(
            "XSW-10b",
            a =>
                a.Edit(envelope =>
                {
                    // Not even eb:Messaging by name: the signed one is renamed away, so only the digest can tell.
                    Messaging(envelope).Descendants(Eb + "Action").Single().Value = "IE3F12";
                }),
            Seal
        ),
        new("XSW-11", a => a.Edit(envelope => Attacker.Header(envelope).Add(Forged(Messaging(envelope)))), Header),
        new(
            "XSW-12",
            a =>
                a.Edit(envelope =>
                    Attacker
                        .Header(envelope)
                        .Add(new XElement("Other", new XAttribute(Wsu + "Id", (string)Body(envelope).Attribute(Wsu + "Id")!)))
                ),
            Seal
        ),
        new(
            "XSW-13a",
            a =>
                a.Edit(envelope =>
                    Attacker
                        .Header(envelope)
                        .Add(new XElement("Other", new XAttribute("Id", (string)Body(envelope).Attribute(Wsu + "Id")!)))
                ),
            Seal
        ),
        new(
            "XSW-13b",
            a =>
                a.Edit(envelope =>
                    Attacker
                        .Header(envelope)
                        .Add(new XElement("Other", new XAttribute(XNamespace.Xml + "id", (string)Body(envelope).Attribute(Wsu + "Id")!)))
                ),
            Seal
        ),
        new(
            "XSW-13c",
            a =>
                a.Edit(envelope =>
                    Attacker
                        .Header(envelope)
                        .Add(new XElement("Other", new XAttribute("ID", (string)Messaging(envelope).Attribute(Wsu + "Id")!)))
                ),
            Seal
        ),
        new("XSW-14", a => a.Resign(_ => [Reference("", Digest("x"u8), Algorithms.Sha256, Ns.Ds + "enveloped-signature")]), Policy),
        new("XSW-15a", a => a.Resign(references => [references[1], references[2]]), Policy),
        new("XSW-15b", a => a.Resign(references => [references[0], references[2]]), Policy),
        new("XSW-16", a => a.Resign(references => [references[0], references[1]]), Policy),
        new(
            "XSW-17",
            a =>
            {
                var filing = a.Filing();
                var (envelope, package) = Open(filing);
                var added = package.Attachments[0] with { ContentId = "other@attacker" };
                Messaging(envelope).Descendants(Eb + "PartInfo").Single().SetAttributeValue("href", "cid:other@attacker");
                return Pack(envelope.ToString(SaveOptions.DisableFormatting), [.. package.Attachments, added]);
            },
            Value,
            Seal
        ),
        new(
            "XSW-17b",
            a =>
            {
                var (envelope, package) = Open(a.Filing());
                return Pack(
                    envelope.ToString(SaveOptions.DisableFormatting),
                    [package.Attachments[0] with { ContentId = "other@attacker" }]
                );
            },
            "EBMS:0011",
            Value
        ),
        new("XSW-18", a => a.Edit(envelope => Security(envelope).Add(new XElement(Signature(envelope)))), Seal),
        new(
            "XSW-18b",
            a => a.Edit(envelope => Security(envelope).AddFirst(new XElement(Ds + "Signature", new XElement(Ds + "SignedInfo")))),
            Seal
        ),
        new(
            "XSW-19",
            a =>
                a.Edit(envelope =>
                {
                    var foreign = new XElement(Security(envelope));
                    foreign.SetAttributeValue(S + "role", "http://example.org/other");
                    foreign.Descendants().Attributes(Wsu + "Id").Remove();
                    Attacker.Header(envelope).Add(foreign);
                })
        ),
        new("XSW-19b", a => a.Edit(envelope => Security(envelope).SetAttributeValue(S + "role", "http://example.org/other")), Policy),
        new("XSW-19c", a => a.Edit(envelope => Attacker.Header(envelope).Add(new XElement(Wsse + "Security"))), Seal),
        new(
            "XSW-20",
            a =>
                a.Edit(envelope =>
                {
                    var endorsing = new XElement(Signature(envelope));
                    endorsing.Descendants(Ds + "Reference").Skip(1).Remove();
                    Security(envelope).Add(endorsing);
                }),
            Seal
        ),
        new(
            "XSW-21",
            a =>
                a.Resign(references =>
                    [
                        .. references,
                        Reference(
                            "#str",
                            Digest("x"u8),
                            Algorithms.Sha256,
                            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform"
                        ),
                    ]
                ),
            Policy
        ),
    ];

    private static Ics2.As4.WireMessage MoveMessaging(Attacker attacker, Action<XDocument, XElement> place) =>
        attacker.Edit(envelope =>
        {
            var original = new XElement(Messaging(envelope));
            Messaging(envelope).ReplaceWith(Forged(original));
            place(envelope, original);
        });

    private static void Hide(XElement where, XElement what) => where.Add(new XElement("Hidden", what));
}
