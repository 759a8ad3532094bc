using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Sealing;

/// <summary>Which certificate a seal names, in every way there is to name one; and that a name which fits two names none.</summary>
public sealed class TokenReaderTests(TestSeal seal) : IClassFixture<TestSeal>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Ds = Attacker.Ds,
        Wsse = Attacker.Wsse;

    [Fact]
    public void A_path_gives_its_leaf_in_whatever_order_it_stands()
    {
        var forward = Verify(Binary(PkiPath.Encode([seal.Leaf, seal.Root])));
        var backward = Verify(Binary(PkiPath.Encode([seal.Root, seal.Leaf])));

        foreach (var found in new[] { forward, backward })
        {
            (found.SignatureValid, found.Leaf?.Subject, found.TokenFault, found.TokenMislabelled).ShouldBe(
                (true, seal.Leaf.Subject, null, null)
            );
            found.TokenCertificates.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void A_path_of_two_leaves_gives_none__KEY_13()
    {
        using var other = Made.Exactly("CN=Other Leaf", seal.Root, Now.AddDays(-1), Now.AddDays(1));

        var found = Verify(Binary(PkiPath.Encode([seal.Leaf, other, seal.Root])));

        (found.Leaf, found.SignatureValid).ShouldBe((null, null));
        found.TokenFault.ShouldNotBeNull().ShouldContain("KEY-13");
    }

    [Fact]
    public void A_path_in_which_each_issued_another_gives_none__KEY_13()
    {
        using var one = Made.SelfSigned("CN=One", Now, ca: true);
        using var two = Made.SelfSigned("CN=Two", Now, ca: true);
        using var oneByTwo = Made.Issued("CN=One", two, Now, ca: true, key: one);
        using var twoByOne = Made.Issued("CN=Two", one, Now, ca: true, key: two);

        Verify(Binary(PkiPath.Encode([oneByTwo, twoByOne]))).TokenFault.ShouldNotBeNull().ShouldContain("KEY-13");
    }

    [Fact]
    public void As_many_certificates_as_the_limit_are_read_and_one_more_is_refused()
    {
        var path = Binary(PkiPath.Encode([seal.Leaf, seal.Root]));

        Verify(path, new ReadLimits { Certificates = 2 }).Leaf.ShouldNotBeNull();
        Verify(path, new ReadLimits { Certificates = 1 }).TokenFault.ShouldNotBeNull().ShouldContain("more than 1");
    }

    [Fact]
    public void As_many_characters_as_the_limit_are_read_and_one_more_is_refused()
    {
        var bytes = PkiPath.Encode([seal.Leaf, seal.Root]);
        var length = Convert.ToBase64String(bytes).Length;

        Verify(Binary(bytes), new ReadLimits { TokenCharacters = length }).Leaf.ShouldNotBeNull();
        Verify(Binary(bytes), new ReadLimits { TokenCharacters = length - 1 }).TokenFault.ShouldNotBeNull().ShouldContain("at most");
    }

    [Fact]
    public void A_certificate_among_those_known_is_found_by_each_of_its_names()
    {
        foreach (var name in Names(seal.Leaf, seal.Root))
        {
            var found = Verify(name, known: [seal.Root, seal.Leaf]);

            (found.SignatureValid, found.Leaf?.Subject).ShouldBe((true, seal.Leaf.Subject));
            found.WantedCertificate.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void A_certificate_that_is_not_known_is_said_to_be_wanted()
    {
        foreach (var name in Names(seal.Leaf, seal.Root))
        {
            var found = Verify(name, known: [seal.Root]);

            (found.SignatureValid, found.Leaf).ShouldBe((null, null));
            found.WantedCertificate.ShouldNotBeNullOrEmpty();
            found.TokenFault.ShouldNotBeNull().ShouldContain("not among those known");
        }
    }

    [Fact]
    public void A_name_that_fits_two_certificates_of_one_subject_names_none__KEY_12()
    {
        using var key = seal.Leaf.GetRSAPrivateKey()!;
        X509SubjectKeyIdentifierExtension identifier = new(seal.Leaf.PublicKey, critical: false);
        var request = new CertificateRequest(seal.Leaf.SubjectName, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(identifier);
        using var twin = request.Create(seal.Root, Now.AddDays(-3), Now.AddDays(3), [1, 2, 3, 4]);

        foreach (var name in Names(seal.Leaf, seal.Root).Take(2))
        {
            var found = Verify(name, known: [seal.Leaf, twin]);
            (found.Leaf, found.SignatureValid).ShouldBe((null, null));
            found.TokenFault.ShouldNotBeNull().ShouldContain("KEY-12");
            Verify(name, known: [seal.Leaf, seal.Leaf]).Leaf.ShouldNotBeNull("the same certificate twice is one");
        }
    }

    [Fact]
    public void Issuer_and_serial_number_have_to_fit_both()
    {
        var serial = new BigInteger(seal.Leaf.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true);

        Verify(IssuerSerial("C=BE,CN=Test Root", serial), known: [seal.Leaf]).Leaf.ShouldNotBeNull("the order is the writer's");
        Verify(IssuerSerial("CN=Other, C=BE", serial), known: [seal.Leaf]).Leaf.ShouldBeNull();
        Verify(IssuerSerial("no name at all", serial), known: [seal.Leaf]).Leaf.ShouldBeNull();
        Verify(IssuerSerial(seal.Root.Subject, serial + 1), known: [seal.Leaf]).Leaf.ShouldBeNull();
    }

    [Theory]
    [InlineData("two children")]
    [InlineData("a bare key")]
    [InlineData("two references")]
    [InlineData("an empty reference")]
    [InlineData("no such id")]
    [InlineData("no fragment")]
    [InlineData("another element of that id")]
    [InlineData("not base64")]
    [InlineData("PEM")]
    [InlineData("unknown type")]
    [InlineData("unknown identifier")]
    [InlineData("empty path")]
    public void What_names_no_certificate_gives_none_and_a_reason(string how)
    {
        var path = PkiPath.Encode([seal.Leaf, seal.Root]);
        Action<XElement> edit = how switch
        {
            "two children" => security => KeyInfo(security).Add(new XElement(Ds + "KeyName", "x")),
            "a bare key" => security => KeyInfo(security).ReplaceNodes(new XElement(Ds + "KeyValue")),
            "two references" => security => Reference(security).Add(new XElement(Wsse + "Reference")),
            "an empty reference" => security => Reference(security).RemoveNodes(),
            "no such id" => security => Reference(security).Element(Wsse + "Reference")!.SetAttributeValue("URI", "#other"),
            "no fragment" => security => Reference(security).Element(Wsse + "Reference")!.SetAttributeValue("URI", "X509-token"),
            "another element of that id" => security => security.Element(Wsse + "BinarySecurityToken")!.Name = Wsse + "OtherToken",
            "not base64" => security => security.Element(Wsse + "BinarySecurityToken")!.Value = "?",
            "PEM" => Binary("-----BEGIN CERTIFICATE-----"u8.ToArray()),
            "unknown type" => Binary([0x30, 0x03, 0x02, 0x01, 0x01], "urn:other"),
            "unknown identifier" => Identifier("urn:other", path),
            _ => Binary([0x30, 0x00]),
        };

        var found = Verify(edit);

        (found.Leaf, found.SignatureValid, found.SignatureValueValid).ShouldBe((null, null, null));
        found.TokenFault.ShouldNotBeNullOrEmpty();
        found.TokenCertificates.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_of_another_kind_than_the_label_says_are_told()
    {
        Verify(Binary(seal.Leaf.RawData)).TokenMislabelled.ShouldBe("one X.509 certificate");
        Verify(Binary(PkiPath.Encode([seal.Leaf, seal.Root]), Algorithms.X509Token)).TokenMislabelled.ShouldBe("a PKIPath");
        Verify(Binary(seal.Leaf.RawData, Algorithms.X509Token)).TokenMislabelled.ShouldBeNull();
        Verify(Identifier(Algorithms.PkiPathToken, PkiPath.Encode([seal.Leaf, seal.Root]))).SignatureValid.ShouldBe(true);
    }

    [Theory]
    [InlineData("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", false)]
    [InlineData("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", false)]
    [InlineData("urn:other", null)]
    [InlineData(Algorithms.RsaSha512, true)]
    public void An_algorithm_has_to_fit_the_key_and_the_value(string method, bool? holds)
    {
        var (envelope, package) = TestSeal.Read(HandSeal.Anew(seal.Filing().Wire, seal.Leaf, _ => { }, method));

        new SealVerifier(new ReadLimits()).Verify(envelope, package).SignatureValueValid.ShouldBe(holds);
    }

    [Theory]
    [InlineData("cid:document%40trader.example.eu", true)]
    [InlineData("CID:document@trader.example.eu", true)]
    [InlineData("cid:d%6Fcument@trader.example.eu", true)]
    [InlineData("cid:document+trader.example.eu", false)]
    [InlineData("cid:", false)]
    public void A_reference_to_a_part_may_be_percent_encoded(string uri, bool fits)
    {
        var found = Verify(security => HandSeal.References(security).Last().SetAttributeValue("URI", uri));

        found.References[^1].Ok.ShouldBe(fits);
        found.CoveredAttachments.ShouldBe(fits ? ["document@trader.example.eu"] : []);
        found.SignatureValid.ShouldBe(fits);
    }

    private static XElement KeyInfo(XElement security) => security.Descendants(Ds + "KeyInfo").Single();

    private static XElement Reference(XElement security) => security.Descendants(Wsse + "SecurityTokenReference").Single();

    private static Action<XElement> Binary(byte[] bytes, string type = Algorithms.PkiPathToken) =>
        security =>
        {
            var token = security.Element(Wsse + "BinarySecurityToken")!;
            token.Value = Convert.ToBase64String(bytes);
            token.SetAttributeValue("ValueType", type);
        };

    private static Action<XElement> Identifier(string type, byte[] value) =>
        security =>
        {
            security.Element(Wsse + "BinarySecurityToken")!.Remove();
            Reference(security)
                .ReplaceNodes(new XElement(Wsse + "KeyIdentifier", new XAttribute("ValueType", type), Convert.ToBase64String(value)));
        };

    private static Action<XElement> IssuerSerial(string issuer, BigInteger serial) =>
        security =>
        {
            security.Element(Wsse + "BinarySecurityToken")!.Remove();
            Reference(security)
                .ReplaceNodes(
                    new XElement(
                        Ds + "X509Data",
                        new XElement(
                            Ds + "X509IssuerSerial",
                            new XElement(Ds + "X509IssuerName", issuer),
                            new XElement(Ds + "X509SerialNumber", serial.ToString(CultureInfo.InvariantCulture))
                        )
                    )
                );
        };

    // The first two say who it is to be, the last which bytes it has.
    private static IEnumerable<Action<XElement>> Names(X509Certificate2 leaf, X509Certificate2 issuer)
    {
        yield return Identifier(
            Algorithms.SkiToken,
            leaf.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single().SubjectKeyIdentifierBytes.ToArray()
        );
        yield return IssuerSerial(issuer.Subject, new BigInteger(leaf.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true));
#pragma warning disable CA5350 // the name of a certificate
        yield return Identifier(Algorithms.ThumbprintToken, leaf.GetCertHash(HashAlgorithmName.SHA1));
#pragma warning restore CA5350
    }

    private Seal Verify(Action<XElement> edit, ReadLimits? limits = null, IReadOnlyList<X509Certificate2>? known = null)
    {
        var (envelope, package) = TestSeal.Read(HandSeal.Anew(seal.Filing().Wire, seal.Leaf, edit));
        return new SealVerifier(limits ?? new ReadLimits(), known).Verify(envelope, package);
    }
}
