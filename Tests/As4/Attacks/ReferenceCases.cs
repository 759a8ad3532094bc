using System.Xml.Linq;
using Ics2.As4.Names;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.Attacker;

namespace Ics2.Tests.As4.Attacks;

/// <summary>Section 4: transforms and references, and the algorithm cases of sections 2 and 3 that a sign-only profile meets.</summary>
internal static class ReferenceCases
{
    private const string Seal = "EBMS:0101",
        Policy = "EBMS:0103";
    private const string Xslt = "http://www.w3.org/TR/1999/REC-xslt-19991116";
    private const string XPath = "http://www.w3.org/TR/1999/REC-xpath-19991116";
    private const string Decrypt = "http://www.w3.org/2002/07/decrypt#XML";
    private const string Sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        new("TRF-01", a => a.Resign(references => [With(references[0], Xslt), .. references.Skip(1)]), Policy),
        new("TRF-02", a => a.Resign(references => [With(references[0], XPath), .. references.Skip(1)]), Policy),
        new(
            "TRF-03a",
            a =>
                a.Resign(references =>
                    [.. references, Reference("http://127.0.0.1:9/leak", Digest("x"u8), Algorithms.Sha256, Algorithms.ExclusiveC14N)]
                ),
            Seal
        ),
        new(
            "TRF-03b",
            a =>
                a.Resign(references =>
                    [.. references, Reference("file:///etc/passwd", Digest("x"u8), Algorithms.Sha256, Algorithms.ExclusiveC14N)]
                ),
            Seal
        ),
        new(
            "TRF-03c",
            a =>
                a.Resign(references =>
                    [.. references, Reference(@"\\host\share", Digest("x"u8), Algorithms.Sha256, Algorithms.ExclusiveC14N)]
                ),
            Seal
        ),
        new("TRF-04a", a => a.Resign(references => [.. Enumerable.Repeat(references, 11).SelectMany(list => list)]), Seal),
        new(
            "TRF-04b",
            a =>
                a.Resign(references =>
                    [
                        Reference(
                            Uri(references[0]),
                            Digest("x"u8),
                            Algorithms.Sha256,
                            [.. Enumerable.Repeat(Algorithms.ExclusiveC14N, 6)]
                        ),
                        .. references.Skip(1),
                    ]
                ),
            Seal
        ),
        new(
            "TRF-05",
            a =>
                a.Edit(envelope =>
                    Signature(envelope)
                        .Element(Ds + "KeyInfo")!
                        .ReplaceNodes(new XElement(Ds + "RetrievalMethod", new XAttribute("URI", "#loop")))
                ),
            Policy
        ),
        new("TRF-06", a => a.Filing("<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>").Wire),
        new("TRF-07", a => a.Resign(references => [With(references[0], Decrypt), .. references.Skip(1)]), Policy),
        new("TRF-08", a => a.Resign(references => [.. references.Take(2), With(references[2], Algorithms.AttachmentComplete)]), Policy),
        new(
            "DIF-01",
            a => a.Edit(envelope => Signature(envelope).Descendants(Ds + "DigestValue").First().AddFirst(new XComment("x"))),
            Seal
        ),
        new(
            "DIF-02",
            a => a.Edit(envelope => Signature(envelope).AddFirst(new XElement(Signature(envelope).Element(Ds + "SignedInfo")!))),
            Seal
        ),
        new(
            "DIF-08",
            a => a.Resign(references => [.. references, Reference("#nowhere", Digest(""u8), Algorithms.Sha256, Algorithms.ExclusiveC14N)]),
            Seal
        ),
        new("DIF-13", a => a.Resign(references => references, canonicalisation: "urn:home-made"), Policy),
        new("DIF-17", a => a.Edit(envelope => Signature(envelope).Element(Ds + "SignatureValue")!.Value += "!junk"), Seal),
        new(
            "KEY-02",
            a => a.Edit(envelope => Signature(envelope).Element(Ds + "KeyInfo")!.ReplaceNodes(new XElement(Ds + "KeyValue"))),
            Policy
        ),
        new("KEY-03", a => a.Resign(references => references, "http://www.w3.org/2000/09/xmldsig#hmac-sha1"), Policy),
        new("KEY-05a", a => a.Resign(references => references, Ns.Ds + "rsa-sha1"), Policy),
        new("KEY-05b", a => a.Resign(references => [With(references[0], Algorithms.ExclusiveC14N, Sha1), .. references.Skip(1)]), Policy),
        new("KEY-16", a => a.Edit(envelope => Security(envelope).Remove()), Policy),
        new("ENC-11", a => a.Edit(envelope => Security(envelope).Add(new XElement((XNamespace)Ns.Xenc + "EncryptedKey"))), Policy),
    ];

    private static string Uri(string reference) => (string)XElement.Parse(reference).Attribute("URI")!;

    private static string With(string reference, string transform, string digestAlgorithm = Algorithms.Sha256) =>
        Reference(Uri(reference), XElement.Parse(reference).Element(Ds + "DigestValue")!.Value, digestAlgorithm, transform);
}
