using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.Tests.Trust;

/// <summary>
/// Root, CA, CA below it, leaf: good as they are, and refused as soon as one property of one of them is spoiled, with the certificate and the
/// cause named. What refuses at a limit is asked on both sides of it.
/// </summary>
public sealed class FaultyCaTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset From = Now.AddYears(-1);
    private static readonly DateTimeOffset Until = Now.AddYears(1);

    private readonly List<X509Certificate2> _made = [];

    private X509Certificate2 Root => field ??= Make("CN=Root", issuer: null, From, Until, Ca(), Usage(X509KeyUsageFlags.KeyCertSign));

    [Fact]
    public void As_it_is_the_chain_is_accepted()
    {
        var decision = Judge();

        decision.Accepted.ShouldBeTrue(decision.Text);
        decision.Path.Select(one => one.Subject).ShouldBe(["CN=Leaf", "CN=Lower", "CN=Upper", "CN=Root"]);
        decision.Anchor.ShouldBe(Root);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("Lower")]
    [InlineData("Leaf")]
    public void One_that_expired_a_second_ago_or_begins_in_a_second_is_refused_and_one_of_this_second_is_not(string spoiled)
    {
        Fault(Judge(spoiled, until: Now.AddSeconds(-1)), spoiled).ShouldBe(ChainFault.Expired);
        Fault(Judge(spoiled, from: Now.AddSeconds(1)), spoiled).ShouldBe(ChainFault.NotYetValid);
        Judge(spoiled, until: Now).Accepted.ShouldBeTrue();
        Judge(spoiled, from: Now).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void An_accepted_root_that_has_expired_is_refused_as_well()
    {
        var root = Make("CN=Root", issuer: null, From, Now.AddDays(-1), Ca());
        var leaf = Make("CN=Leaf", root, From, Until);

        Fault(Check([root], leaf, root), "Root").ShouldBe(ChainFault.Expired);
        var lower = Make("CN=Lower", root, From, Until, Ca());
        Fault(Check([root], Make("CN=Leaf", lower, From, Until), lower), "Root").ShouldBe(ChainFault.Expired);
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("Lower")]
    public void A_CA_that_may_not_sign_certificates_is_refused(string spoiled)
    {
        var decision = Judge(spoiled, extensions: [Ca(), Usage(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.DigitalSignature)]);

        Fault(decision, spoiled).ShouldBe(ChainFault.WrongUsage);
        decision.Expected.ShouldNotBeNull().ShouldContain("KeyCertSign");
        Judge(spoiled, extensions: [Ca(), Usage(X509KeyUsageFlags.CrlSign | X509KeyUsageFlags.KeyCertSign)]).Accepted.ShouldBeTrue();
        Judge(spoiled, extensions: [Ca()]).Accepted.ShouldBeTrue("nothing is said, so nothing is forbidden");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("Lower")]
    public void One_that_is_no_CA_cannot_have_issued(string spoiled)
    {
        Fault(Judge(spoiled, extensions: [Usage(X509KeyUsageFlags.KeyCertSign)]), spoiled).ShouldBe(ChainFault.WrongUsage);
        Fault(Judge(spoiled, extensions: [new X509BasicConstraintsExtension(false, false, 0, critical: true)]), spoiled)
            .ShouldBe(ChainFault.WrongUsage);
    }

    [Theory]
    [InlineData("Root", 2, true)]
    [InlineData("Root", 1, false)]
    [InlineData("Upper", 1, true)]
    [InlineData("Upper", 0, false)]
    [InlineData("Lower", 0, true)]
    public void A_path_length_is_kept_exactly_and_exceeded_by_one_refused(string limited, int length, bool accepted)
    {
        X509BasicConstraintsExtension limit = new(certificateAuthority: true, hasPathLengthConstraint: true, length, critical: true);
        var decision =
            limited == "Root" ? Judge(root: Make("CN=Root", issuer: null, From, Until, limit)) : Judge(limited, extensions: [limit]);

        decision.Accepted.ShouldBe(accepted, decision.Text);
        if (!accepted)
        {
            Fault(decision, limited).ShouldBe(ChainFault.WrongUsage);
            decision.Found.ShouldBe($"{length + 1}");
        }
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("Lower")]
    [InlineData("Leaf")]
    public void A_short_key_anywhere_is_weak(string spoiled)
    {
        using var shortKey = RSA.Create(1024);

        var decision = Judge(spoiled, key: shortKey);

        Fault(decision, spoiled).ShouldBe(ChainFault.WeakKey);
        decision.Found.ShouldBe("1024 bits");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("Lower")]
    [InlineData("Leaf")]
    public void A_critical_extension_that_nobody_knows_is_refused_anywhere(string spoiled)
    {
        X509Extension unknown = new("1.2.3.4", [0x05, 0x00], critical: true);

        Fault(Judge(spoiled, extensions: spoiled == "Leaf" ? [unknown] : [Ca(), unknown]), spoiled).ShouldBe(ChainFault.WrongUsage);
    }

    [Fact]
    public void What_stands_above_the_accepted_CA_is_not_judged()
    {
        var old = Make("CN=Root", issuer: null, From, Now.AddDays(-1), new X509BasicConstraintsExtension(true, true, 0, critical: true));
        var upper = Make("CN=Upper", old, From, Until, Ca());
        var lower = Make("CN=Lower", upper, From, Until, Ca());
        var leaf = Make("CN=Leaf", lower, From, Until);

        var decision = Check([upper], leaf, lower, upper, old);

        decision.Accepted.ShouldBeTrue(decision.Text);
        decision.Anchor.ShouldBe(upper);
        Fault(Check([old], leaf, lower, upper, old), "Root").ShouldBe(ChainFault.Expired);
    }

    [Fact]
    public void An_accepted_CA_is_found_in_a_token_that_goes_on_to_a_cross_certificate()
    {
        var other = Make("CN=Other", issuer: null, From, Until, Ca());
        using var key = Root.GetRSAPrivateKey()!;
        var cross = Make("CN=Root", other, From, Until, key, Ca());
        var leaf = Make("CN=Leaf", Root, From, Until);

        // The same key by the same name, vouched for by somebody who is not accepted.
        var decision = Check([Root], leaf, cross, other);

        decision.Accepted.ShouldBeTrue(decision.Text);
        Fault(Check([Make("CN=Stranger", issuer: null, From, Until, Ca())], leaf, cross, other)).ShouldBe(ChainFault.NotTrusted);
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, true, true)]
    [InlineData(X509KeyUsageFlags.NonRepudiation, true, false)]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, false, false)]
    public void A_leaf_does_what_its_key_usage_allows(X509KeyUsageFlags usage, bool seals, bool connects)
    {
        Judge("Leaf", extensions: [Usage(usage)]).Accepted.ShouldBe(seals);
        Judge("Leaf", extensions: [Usage(usage)], purpose: CertificatePurpose.CustomsSeal).Accepted.ShouldBe(seals);
        Judge("Leaf", extensions: [Usage(usage)], purpose: CertificatePurpose.TlsClient).Accepted.ShouldBe(connects);
        Judge("Leaf", extensions: [Usage(usage)], purpose: CertificatePurpose.TlsServer).Accepted.ShouldBe(connects);
    }

    [Theory]
    [InlineData("1.3.6.1.5.5.7.3.1", false, false, true)]
    [InlineData("1.3.6.1.5.5.7.3.2", false, true, false)]
    [InlineData("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.2", false, true, true)]
    [InlineData("1.3.6.1.5.5.7.3.2 1.3.6.1.5.5.7.3.4", true, true, false)]
    [InlineData("1.3.6.1.5.5.7.3.1 1.3.6.1.5.5.7.3.4", true, false, true)]
    [InlineData("1.3.6.1.5.5.7.3.4", true, false, false)]
    [InlineData("2.5.29.37.0", true, true, true)]
    public void A_leaf_does_what_its_extended_key_usage_allows(string purposes, bool seals, bool opens, bool answers)
    {
        OidCollection oids = [];
        purposes.Split(' ').ToList().ForEach(purpose => oids.Add(new Oid(purpose)));
        X509Extension[] extensions = [new X509EnhancedKeyUsageExtension(oids, critical: false)];

        Judge("Leaf", extensions: extensions).Accepted.ShouldBe(seals);
        Judge("Leaf", extensions: extensions, purpose: CertificatePurpose.TlsClient).Accepted.ShouldBe(opens);
        Judge("Leaf", extensions: extensions, purpose: CertificatePurpose.TlsServer).Accepted.ShouldBe(answers);

        // Customs' own seal looks like a TLS certificate.
        Judge("Leaf", extensions: extensions, purpose: CertificatePurpose.CustomsSeal).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void Ten_certificates_beside_the_leaf_are_read_and_eleven_are_not()
    {
        var leaf = Make("CN=Leaf", Root, From, Until);
        var checker = new ChainChecker(new TrustAnchors([Root]));

        checker.Check(leaf, [.. Enumerable.Repeat(Root, 10)], CertificatePurpose.Seal, Now).Accepted.ShouldBeTrue();
        Fault(checker.Check(leaf, [.. Enumerable.Repeat(Root, 11)], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.Malformed);
    }

    [Fact]
    public void The_largest_certificate_is_read_and_one_with_a_byte_more_is_not()
    {
        var exact = OfSize(ChainChecker.LargestCertificate);
        var tooLarge = OfSize(ChainChecker.LargestCertificate + 1);

        Check([Root], exact, Root).Accepted.ShouldBeTrue();
        Fault(Check([Root], tooLarge, Root)).ShouldBe(ChainFault.Malformed);
        Fault(Check([Root], exact, Root, tooLarge)).ShouldBe(ChainFault.Malformed);
    }

    public void Dispose() => _made.ForEach(one => one.Dispose());

    private static X509BasicConstraintsExtension Ca() => new(certificateAuthority: true, false, 0, critical: true);

    private static X509KeyUsageExtension Usage(X509KeyUsageFlags flags) => new(flags, critical: true);

    private static ChainDecision Check(IReadOnlyList<X509Certificate2> anchors, X509Certificate2 leaf, params X509Certificate2[] others) =>
        new ChainChecker(new TrustAnchors(anchors)).Check(leaf, others, CertificatePurpose.Seal, Now);

    private static ChainFault? Fault(ChainDecision decision, params string[] named)
    {
        decision.Accepted.ShouldBeFalse(decision.Text);
        if (named.Length > 0)
        {
            named.ShouldContain(name => decision.Text.Contains($"'{name}'") || decision.Text.Contains($"CN={name}"), decision.Text);
        }

        return decision.Fault;
    }

    private X509Certificate2 OfSize(int bytes)
    {
        // A random serial number is a byte longer in one case of two: padded by what was missing the last time, one of a hundred fits.
        var padding = bytes - 900;
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var made = Make("CN=Leaf", Root, From, Until, new X509Extension("1.2.3.4", new byte[padding], critical: false));
            if (made.RawDataMemory.Length == bytes)
            {
                return made;
            }

            padding += bytes - made.RawDataMemory.Length;
        }

        throw new InvalidOperationException("No certificate has this size.");
    }

    private ChainDecision Judge(
        string spoiled = "",
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        X509Extension[]? extensions = null,
        RSA? key = null,
        X509Certificate2? root = null,
        CertificatePurpose purpose = CertificatePurpose.Seal
    )
    {
        X509Certificate2 Next(string name, X509Certificate2 issuer, params X509Extension[] usual) =>
            name != spoiled ? Make($"CN={name}", issuer, From, Until, usual)
            : key is null ? Make($"CN={name}", issuer, from ?? From, until ?? Until, extensions ?? usual)
            : Make($"CN={name}", issuer, From, Until, key, usual);

        var anchor = root ?? Root;
        var upper = Next("Upper", anchor, Ca());
        var lower = Next("Lower", upper, Ca());
        var leaf = Next("Leaf", lower);
        return new ChainChecker(new TrustAnchors([anchor])).Check(leaf, [lower, upper, anchor], purpose, Now);
    }

    private X509Certificate2 Make(
        string name,
        X509Certificate2? issuer,
        DateTimeOffset from,
        DateTimeOffset until,
        params X509Extension[] extensions
    )
    {
        var made = Made.Exactly(name, issuer, from, until, extensions);
        _made.Add(made);
        return made;
    }

    private X509Certificate2 Make(
        string name,
        X509Certificate2? issuer,
        DateTimeOffset from,
        DateTimeOffset until,
        RSA key,
        params X509Extension[] extensions
    )
    {
        var made = Made.Exactly(name, issuer, from, until, key, extensions);
        _made.Add(made);
        return made;
    }
}
