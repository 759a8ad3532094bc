using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Checking;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader.Settings;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Preflight;
using Ics2.TrustServices;

namespace Ics2.Tests.Trader.Settings;

/// <summary>Whose seal is taken for customs': field F-11 and F-12.</summary>
public sealed class ExpectedSealTests
{
    private static readonly X509Certificate2 Customs = TraderPki.Instance.Pki.CustomsSeal.Certificate;

    [Fact]
    public void The_seal_of_customs_is_known_by_subject_and_issuer__F_12() =>
        Of(Customs.Subject, Customs.Issuer).Judge(Customs).Verdict.ShouldBe(CheckVerdict.Passed);

    [Fact]
    public void The_order_of_a_name_does_not_matter_since_tools_write_it_either_way()
    {
        string Turned(string name) => string.Join(", ", name.Split(", ").Reverse());
        Of(Turned(Customs.Subject), Turned(Customs.Issuer)).Judge(Customs).Verdict.ShouldBe(CheckVerdict.Passed);
    }

    [Theory]
    [InlineData("CN=sti-taxud, O=Ics2 Conformance, C=EU", null)]
    [InlineData(null, "CN=Another CA, O=Ics2 Conformance, C=EU")]
    public void Another_subject_or_issuer_is_refused_and_both_are_told(string? subject, string? issuer)
    {
        var check = Of(subject ?? Customs.Subject, issuer ?? Customs.Issuer).Judge(Customs);
        check.Verdict.ShouldBe(CheckVerdict.Failed);
        check.Error!.CheckId.ShouldBe("seal.customs");
        check.Expected!.ShouldContain(subject ?? issuer!);
        check.Actual!.ShouldContain(Customs.SubjectName.Portable());
        check.Remedy!.ShouldContain("customsSeal");
    }

    [Theory]
    [InlineData("CN=\"Seal, the one\", OID.2.5.4.97=NTREU-1, O=Customs, C=EU")]
    [InlineData("OID.2.5.4.5=42, CN=plain")]
    public void A_name_is_written_so_that_it_is_read_again(string text)
    {
        var name = new X500DistinguishedName(text);
        DistinguishedNames.TryParse(name.Portable(), out var again).ShouldBeTrue();
        again!.SaysTheSameAs(name).ShouldBeTrue();
        name.Portable().ShouldContain("OID.2.5.4.");
    }

    [Fact]
    public void A_seal_without_a_certificate_is_not_checked() =>
        Of(Customs.Subject, Customs.Issuer).Judge(leaf: null).Verdict.ShouldBe(CheckVerdict.Inconclusive);

    [Fact]
    public void A_folder_of_before_still_opens_and_says_what_is_not_checked()
    {
        using var world = new TraderWorld();
        world.Folder.Remark.ShouldBeNull();
        world.Write(world.Settings with { CustomsSeal = null });
        using var before = TraderFolder.Open(world.Path);
        before.Remark!.ShouldContain("customsSeal");
    }

    [Fact]
    public void A_name_that_is_none_is_refused_when_the_folder_is_opened()
    {
        using var world = new TraderWorld();
        world.Write(world.Settings with { CustomsSeal = new SealOwner("sti-taxud", Customs.Issuer) });
        Should.Throw<TraderFolderException>(() => TraderFolder.Open(world.Path)).Message.ShouldContain("customsSeal.subject");
    }

    [Fact]
    public void A_seal_like_the_live_one_is_good_for_customs_and_not_for_a_trader__F_11()
    {
        using var folder = new TempFolder();
        var pki = TestPki.OpenOrCreate(folder.Path, TimeProvider.System, customsSeal: CustomsSealKind.Taxud);
        var (seal, chain) = (pki.CustomsSeal.Certificate, pki.CustomsSeal.Chain);
        seal.GetNameInfo(X509NameType.SimpleName, forIssuer: false).ShouldBe("sti-taxud");
        chain.ShouldHaveSingleItem().Subject.ShouldBe(chain[0].Issuer);
        seal.Extensions.OfType<X509KeyUsageExtension>()
            .Single()
            .KeyUsages.ShouldBe(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);
        seal.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .Single()
            .EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>()
            .Select(oid => oid.Value)
            .ShouldBe(["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.1"]);

        var checker = new ChainChecker(TrustAnchors.FromPem(pki.CustomsSealAnchorsPem));
        var now = TimeProvider.System.GetUtcNow();
        checker.Check(seal, chain, CertificatePurpose.CustomsSeal, now).Accepted.ShouldBeTrue();
        checker.Check(seal, chain, CertificatePurpose.Seal, now).Fault.ShouldBe(ChainFault.WrongUsage);
        new ChainChecker(TrustAnchors.FromPem(pki.SealAnchorsPem))
            .Check(seal, chain, CertificatePurpose.CustomsSeal, now)
            .Fault.ShouldBe(ChainFault.NotTrusted);

        CertificateFile.TryRead(Encoding.ASCII.GetBytes(pki.CustomsSeal.ToPem()), password: null, out var file, out _).ShouldBeTrue();
        new CustomsSealPreflight(file!, now).Checks().ShouldAllBe(check => check.Verdict == PreflightVerdict.Passed);

        var again = TestPki.OpenOrCreate(folder.Path, TimeProvider.System, customsSeal: CustomsSealKind.Taxud);
        again.CustomsSeal.Certificate.RawData.ShouldBe(seal.RawData);
        TestPki.OpenOrCreate(folder.Path, TimeProvider.System).CustomsSealKind.ShouldBe(CustomsSealKind.Qualified);
    }

    private static ExpectedSeal Of(string subject, string issuer) =>
        new(new X500DistinguishedName(subject), new X500DistinguishedName(issuer));
}
