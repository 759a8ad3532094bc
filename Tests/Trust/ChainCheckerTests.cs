using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Deciding;
using Ics2.Trust.Registry;
using Ics2.TrustServices;

namespace Ics2.Tests.Trust;

public sealed class ChainCheckerTests
{
    private readonly SharedPki _shared = SharedPki.Instance;
    private readonly TestPki _pki = SharedPki.Instance.Pki;
    private readonly ChainChecker _seals = new(TrustAnchors.FromPem(SharedPki.Instance.Pki.SealAnchorsPem));
    private readonly ChainChecker _tls = new(TrustAnchors.FromPem(SharedPki.Instance.Pki.TlsAnchorsPem));

    private DateTimeOffset Now => _shared.Clock.GetUtcNow();

    [Theory]
    [InlineData(SealFlavour.Qualified)]
    [InlineData(SealFlavour.NonQualified)]
    public void A_seal_of_a_listed_CA_with_its_whole_chain_is_accepted(SealFlavour flavour)
    {
        var seal = SharedPki.Instance.Seal(flavour);
        var decision = Check(_seals, seal, CertificatePurpose.Seal);
        decision.Accepted.ShouldBeTrue(decision.Text);
        decision.Path.Count.ShouldBe(3);
        decision.Anchor.ShouldNotBeNull().Subject.ShouldContain("Root");
    }

    [Fact]
    public void The_self_signed_root_may_be_left_out_and_order_and_repetition_do_not_matter()
    {
        var seal = _pki.CustomsSeal;
        _seals.Check(seal.Certificate, [seal.Chain[0]], CertificatePurpose.Seal, Now).Accepted.ShouldBeTrue();
        _seals
            .Check(seal.Certificate, [seal.Chain[1], seal.Certificate, seal.Chain[0], seal.Chain[1]], CertificatePurpose.Seal, Now)
            .Accepted.ShouldBeTrue();
    }

    [Fact] // SEC-06, KEY-13
    public void A_leaf_alone_is_an_incomplete_path_even_if_its_issuer_is_an_accepted_CA()
    {
        var seal = _pki.CustomsSeal;
        Fault(_seals.Check(seal.Certificate, [], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.IncompletePath);
        var issuerAccepted = new ChainChecker(new TrustAnchors(seal.Chain));
        var decision = issuerAccepted.Check(seal.Certificate, [], CertificatePurpose.Seal, Now);
        Fault(decision).ShouldBe(ChainFault.IncompletePath);
        decision.Remedy.ShouldNotBeNull().ShouldContain("whole chain");
    }

    [Fact]
    public void A_chain_of_an_unlisted_root_is_not_trusted() =>
        Fault(Check(_seals, SharedPki.Instance.Seal(SealFlavour.Untrusted), CertificatePurpose.Seal)).ShouldBe(ChainFault.NotTrusted);

    [Fact] // KEY-01
    public void A_self_signed_certificate_is_not_trusted()
    {
        using var made = Made.SelfSigned("CN=Trader Seal", Now);
        var decision = _seals.Check(made, [], CertificatePurpose.Seal, Now);
        Fault(decision).ShouldBe(ChainFault.NotTrusted);
        decision.Text.ShouldContain("self-signed");
    }

    [Fact] // KEY-11
    public void A_root_with_the_name_of_an_accepted_one_but_another_key_is_not_trusted()
    {
        var root = _pki.CustomsSeal.Chain[^1];
        using var impostor = Made.SelfSigned(root.SubjectName, Now, ca: true);
        using var leaf = Made.Issued("CN=Trader Seal", impostor, Now);
        var decision = _seals.Check(leaf, [impostor], CertificatePurpose.Seal, Now);
        Fault(decision).ShouldBe(ChainFault.NotTrusted);
        decision.Found.ShouldNotBeNull().ShouldContain("another key");
    }

    [Fact]
    public void A_leaf_that_its_named_issuer_did_not_sign_has_a_broken_signature()
    {
        var chain = _pki.CustomsSeal.Chain;
        using var impostor = Made.SelfSigned(chain[0].SubjectName, Now, ca: true);
        using var leaf = Made.Issued("CN=Trader Seal", impostor, Now);
        Fault(_seals.Check(leaf, chain, CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.BrokenSignature);
    }

    [Fact] // KEY-08
    public void Dates_are_judged_at_the_instant_asked_for()
    {
        var seal = SharedPki.Instance.Seal(SealFlavour.Qualified);
        Fault(_seals.Check(seal.Certificate, seal.Chain, CertificatePurpose.Seal, Now.AddYears(4))).ShouldBe(ChainFault.Expired);
        Fault(_seals.Check(seal.Certificate, seal.Chain, CertificatePurpose.Seal, Now.AddYears(-1))).ShouldBe(ChainFault.NotYetValid);
    }

    [Fact] // KEY-10
    public void A_TLS_certificate_may_not_seal_and_a_server_certificate_may_not_open_connections()
    {
        var anyCa = new ChainChecker(new TrustAnchors([_pki.CustomsTls.Chain[^1]]));
        Fault(Check(anyCa, _pki.CustomsTls, CertificatePurpose.Seal)).ShouldBe(ChainFault.WrongUsage);
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var serverOnly = Made.Issued("CN=server", root, Now, purposes: ["1.3.6.1.5.5.7.3.1"]);
        var checker = new ChainChecker(new TrustAnchors([root]));
        Fault(checker.Check(serverOnly, [root], CertificatePurpose.TlsClient, Now)).ShouldBe(ChainFault.WrongUsage);
        checker.Check(serverOnly, [root], CertificatePurpose.TlsServer, Now).Accepted.ShouldBeTrue();
    }

    [Fact]
    public void The_TLS_certificate_of_customs_is_good_for_both_ends()
    {
        Check(_tls, _pki.CustomsTls, CertificatePurpose.TlsServer).Accepted.ShouldBeTrue();
        Check(_tls, _pki.CustomsTls, CertificatePurpose.TlsClient).Accepted.ShouldBeTrue();
        Fault(Check(_tls, _pki.CustomsSeal, CertificatePurpose.TlsClient)).ShouldBe(ChainFault.NotTrusted);
    }

    [Fact]
    public void A_self_signed_TLS_certificate_counts_where_it_is_itself_accepted_and_never_as_a_seal()
    {
        using var own = Made.SelfSigned("CN=ap.trader.example", Now);
        var pinned = new ChainChecker(new TrustAnchors([own]));
        pinned.Check(own, [], CertificatePurpose.TlsClient, Now).Accepted.ShouldBeTrue();
        Fault(pinned.Check(own, [], CertificatePurpose.TlsClient, Now.AddYears(2))).ShouldBe(ChainFault.Expired);
        Fault(pinned.Check(own, [], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.NotTrusted);
    }

    [Fact]
    public void A_CA_certificate_may_not_seal_and_a_leaf_may_not_issue()
    {
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var leaf = Made.Issued("CN=Leaf", root, Now);
        using var below = Made.Issued("CN=Below", leaf, Now);
        using var ca = Made.Issued("CN=CA", root, Now, ca: true);
        var checker = new ChainChecker(new TrustAnchors([root]));
        Fault(checker.Check(ca, [root], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.WrongUsage);
        Fault(checker.Check(below, [leaf, root], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.WrongUsage);
    }

    [Fact] // KEY-07
    public void A_short_key_is_weak()
    {
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var leaf = Made.Issued("CN=Leaf", root, Now, bits: 1024);
        var decision = new ChainChecker(new TrustAnchors([root])).Check(leaf, [root], CertificatePurpose.Seal, Now);
        Fault(decision).ShouldBe(ChainFault.WeakKey);
        decision.Found.ShouldBe("1024 bits");
    }

    [Fact] // KEY-05
    public void A_certificate_signed_with_SHA1_is_weak()
    {
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var leaf = Made.SaidToBeSignedWithSha1("CN=Leaf", root, Now);
        Fault(new ChainChecker(new TrustAnchors([root])).Check(leaf, [root], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.WeakKey);
    }

    [Fact] // KEY-14
    public void An_elliptic_curve_key_cannot_seal()
    {
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var leaf = Made.IssuedWithCurve("CN=Leaf", root, Now);
        Fault(new ChainChecker(new TrustAnchors([root])).Check(leaf, [root], CertificatePurpose.Seal, Now))
            .ShouldBe(ChainFault.WrongKeyType);
    }

    [Fact] // KEY-13
    public void Alien_certificates_make_a_seal_token_ambiguous_and_a_hundred_are_refused_at_once()
    {
        var seal = _pki.CustomsSeal;
        Fault(_seals.Check(seal.Certificate, [.. seal.Chain, _pki.CustomsTls.Certificate], CertificatePurpose.Seal, Now))
            .ShouldBe(ChainFault.Ambiguous);
        var many = Enumerable.Repeat(seal.Chain[0], 100).ToList();
        Fault(_seals.Check(seal.Certificate, many, CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.Malformed);
    }

    [Fact]
    public void Two_CAs_that_issued_each_other_do_not_make_the_walk_endless()
    {
        using var one = Made.SelfSigned("CN=One", Now, ca: true);
        using var two = Made.SelfSigned("CN=Two", Now, ca: true);
        using var oneByTwo = Made.Issued("CN=One", two, Now, ca: true, key: one);
        using var twoByOne = Made.Issued("CN=Two", one, Now, ca: true, key: two);
        using var leaf = Made.Issued("CN=Leaf", one, Now);
        Fault(_seals.Check(leaf, [oneByTwo, twoByOne], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.IncompletePath);
    }

    [Theory] // KEY-11: permitted subtree of DNS names example.eu, or excluded subtree evil.eu
    [InlineData("A0", "example.eu", "ap.example.eu", true)]
    [InlineData("A0", "example.eu", "ap.notexample.eu", false)]
    [InlineData("A1", "evil.eu", "ap.example.eu", true)]
    [InlineData("A1", "evil.eu", "ap.evil.eu", false)]
    public void Name_constraints_of_a_CA_hold(string tag, string tree, string name, bool accepted)
    {
        var content = System.Text.Encoding.ASCII.GetBytes(tree);
        byte[] dns = [0x82, (byte)content.Length, .. content];
        byte[] subtree = [0x30, (byte)dns.Length, .. dns];
        byte[] trees = [Convert.FromHexString(tag)[0], (byte)subtree.Length, .. subtree];
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var ca = Made.Issued(
            "CN=CA",
            root,
            Now,
            ca: true,
            extensions: new X509Extension("2.5.29.30", [0x30, (byte)trees.Length, .. trees], critical: true)
        );
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        using var leaf = Made.Issued("CN=Leaf", ca, Now, extensions: names.Build());
        var decision = new ChainChecker(new TrustAnchors([root])).Check(leaf, [ca, root], CertificatePurpose.TlsServer, Now);
        decision.Accepted.ShouldBe(accepted, decision.Text);
        decision.Fault.ShouldBe(accepted ? null : ChainFault.WrongUsage);
    }

    [Fact]
    public void An_unknown_critical_extension_is_refused_and_an_uncritical_one_is_not()
    {
        using var root = Made.SelfSigned("CN=Root", Now, ca: true);
        using var critical = Made.Issued("CN=Leaf", root, Now, extensions: new X509Extension("1.2.3.4", [0x05, 0x00], critical: true));
        using var harmless = Made.Issued("CN=Leaf", root, Now, extensions: new X509Extension("1.2.3.4", [0x05, 0x00], critical: false));
        var checker = new ChainChecker(new TrustAnchors([root]));
        Fault(checker.Check(critical, [root], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.WrongUsage);
        checker.Check(harmless, [root], CertificatePurpose.Seal, Now).Accepted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ChainFault.NotTrusted, RefusalWording.Icd, "EBMS:0101")]
    [InlineData(ChainFault.NotTrusted, RefusalWording.Domibus, "EBMS:0103")]
    [InlineData(ChainFault.IncompletePath, RefusalWording.Domibus, "EBMS:0101")]
    [InlineData(ChainFault.WrongUsage, RefusalWording.Icd, "EBMS:0103")]
    public void A_refused_chain_is_worded_with_code_cause_and_remedy(ChainFault fault, RefusalWording wording, string code)
    {
        var refusal = Refusal.Of(new ChainDecision(Accepted: false, fault, "Text.", "this", "that", "Mend it."), wording);
        refusal.ShouldBe(new Refusal(code, $"{fault}: Text. Expected: this. Found: that. Remedy: Mend it."));
    }

    [Fact]
    public void No_certificate_is_a_fault_of_its_own() =>
        Fault(_seals.Check(leaf: null, [], CertificatePurpose.Seal, Now)).ShouldBe(ChainFault.NoCertificate);

    private ChainDecision Check(ChainChecker checker, IssuedCertificate issued, CertificatePurpose purpose) =>
        checker.Check(issued.Certificate, issued.Chain, purpose, Now);

    private static ChainFault? Fault(ChainDecision decision)
    {
        decision.Accepted.ShouldBeFalse(decision.Text);
        decision.Expected.ShouldNotBeNullOrEmpty();
        decision.Found.ShouldNotBeNullOrEmpty();
        decision.Remedy.ShouldNotBeNullOrEmpty();
        return decision.Fault;
    }
}
