using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Names;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.Attacker;

namespace Ics2.Tests.As4.Attacks;

/// <summary>What schemas and canonical forms forbid or leave alone: the cases of sections 2, 3, 5 and 8 that need a header of another shape.</summary>
internal static class StrictCases
{
    private const string HeaderFault = "EBMS:0009",
        Seal = "EBMS:0101",
        Policy = "EBMS:0103",
        Unknown = "EBMS:0001";

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        // The exclusive form takes nothing from around: what is added to the envelope afterwards changes no digest, as in the platform's own.
        new("DIF-10", a => a.Edit(envelope => envelope.Root!.SetAttributeValue(XNamespace.Xmlns + "moved", "urn:elsewhere"))),
        new("DIF-11", a => a.Edit(envelope => Attacker.Header(envelope).SetAttributeValue(XNamespace.Xml + "lang", "xx"))),
        new("DIF-12a", a => Prefixes(a, "#default nowhere  un:declared #default")),
        new("DIF-12b", a => Prefixes(a, string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"p{i}")))),
        new("DIF-14a", a => a.EditText(xml => Behind(xml, "<eb:UserMessage>", "<eb:a:b/>")), HeaderFault),
        new("DIF-14b", a => a.EditText(xml => Behind(xml, "<eb:UserMessage>", "<:b/>")), HeaderFault),
        new("DIF-14c", a => a.EditText(xml => Behind(xml, "<eb:UserMessage>", "<x:b xmlns:x=\"\"/>")), HeaderFault),
        new(
            "KEY-04",
            a =>
                HandSeal.Anew(
                    a.Filing().Wire,
                    a.Leaf,
                    security => security.Descendants(Ds + "SignatureMethod").Single().Add(new XElement(Ds + "HMACOutputLength", 8))
                ),
            Seal
        ),
        new("KEY-06", a => Zero(a, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"), Policy),
        new("KEY-12a", a => KeyInfo(a, reference => reference.AddAfterSelf(Issuer())), Policy, Seal),
        new("KEY-12b", a => KeyInfo(a, reference => reference.ReplaceWith(Issuer())), Policy),
        new("XML-06", a => a.Edit(envelope => Security(envelope).Add(Nested((XNamespace)Ns.Xenc + "EncryptedKey", 30))), Policy),
        new("XML-06b", a => a.Edit(envelope => Security(envelope).Add(Nested((XNamespace)Ns.Xenc + "EncryptedKey", 1000))), HeaderFault),
        new(
            "AS4-07",
            a =>
                a.Edit(envelope =>
                    Security(envelope)
                        .ReplaceNodes(
                            new XElement(
                                Wsse + "UsernameToken",
                                new XElement(Wsse + "Username", "trader"),
                                new XElement(Wsse + "Nonce", " bm9uY2U= "),
                                new XElement(Wsu + "Created", " 2026-11-23T10:00:00Z ")
                            )
                        )
                ),
            Policy
        ),
        new(
            "AS4-09a",
            a => a.Edit(envelope => Messaging(envelope).Add(new XElement(Messaging(envelope).Elements().Single()))),
            HeaderFault
        ),
        new("AS4-09b", a => a.Edit(envelope => Messaging(envelope).Add(Pull())), HeaderFault),
        new("AS4-09c", a => a.Edit(envelope => Messaging(envelope).RemoveNodes()), HeaderFault),
        new(
            "AS4-09d",
            a => a.Edit(envelope => Messaging(envelope).Elements().Single().ReplaceWith(Pull(new XElement(Eb + "Receipt")))),
            HeaderFault
        ),
        new("AS4-16b", a => a.Edit(envelope => Attacker.Header(envelope).Add(ForNext(Wsse + "Security"))), HeaderFault),
        new("AS4-23a", a => Collaboration(a, "Service", "eu_ics2_c2t"), Unknown),
        new("AS4-23b", a => Collaboration(a, "Action", "IE3R01"), Unknown),
        new("AS4-23c", a => Collaboration(a, "Action", "IE3F99"), Unknown),
    ];

    private static string Behind(string text, string place, string what) => text.Replace(place, place + what, StringComparison.Ordinal);

    private static WireMessage Prefixes(Attacker attacker, string list) =>
        HandSeal.Anew(
            attacker.Filing().Wire,
            attacker.Leaf,
            security =>
                security
                    .Descendants(Ds + "Reference")
                    .ElementAt(1)
                    .Descendants(Ds + "Transform")
                    .Single()
                    .ReplaceNodes(new XElement((XNamespace)Ns.ExcC14N + "InclusiveNamespaces", new XAttribute("PrefixList", list)))
        );

    private static WireMessage Zero(Attacker attacker, string method) =>
        attacker.Edit(envelope =>
        {
            Signature(envelope).Descendants(Ds + "SignatureMethod").Single().SetAttributeValue("Algorithm", method);
            Signature(envelope).Element(Ds + "SignatureValue")!.Value = Convert.ToBase64String(new byte[64]);
        });

    private static WireMessage KeyInfo(Attacker attacker, Action<XElement> edit) =>
        attacker.Edit(envelope => edit(Signature(envelope).Descendants(Wsse + "Reference").Single()));

    private static XElement Issuer() =>
        new(
            Ds + "X509Data",
            new XElement(
                Ds + "X509IssuerSerial",
                new XElement(Ds + "X509IssuerName", "CN=Somebody else"),
                new XElement(Ds + "X509SerialNumber", "1")
            )
        );

    private static XElement Nested(XName name, int depth)
    {
        var inner = new XElement(name);
        for (var i = 1; i < depth; i++)
        {
            inner = new XElement(name, inner);
        }

        return inner;
    }

    private static XElement Pull(params object[] more) =>
        new(
            Eb + "SignalMessage",
            new XElement(
                Eb + "MessageInfo",
                new XElement(Eb + "Timestamp", "2026-11-23T10:00:00Z"),
                new XElement(Eb + "MessageId", "pull@attacker.example")
            ),
            new XElement(Eb + "PullRequest"),
            more
        );

    private static XElement ForNext(XName name) =>
        new(name, new XAttribute(S + "role", Ns.Soap + "/role/next"), new XAttribute(S + "mustUnderstand", "true"));

    // Sealed anew, so that nothing but the value can be the reason.
    private static WireMessage Collaboration(Attacker attacker, string name, string value)
    {
        var digest = "";
        return attacker.Resign(
            references =>
                [
                    references[0]
                        .Replace(XElement.Parse(references[0]).Element(Ds + "DigestValue")!.Value, digest, StringComparison.Ordinal),
                    .. references.Skip(1),
                ],
            edit: envelope =>
            {
                envelope.Descendants(Eb + name).Single().Value = value;
                digest = Digest(Canonical(Messaging(envelope).ToString(SaveOptions.DisableFormatting)));
            }
        );
    }
}
