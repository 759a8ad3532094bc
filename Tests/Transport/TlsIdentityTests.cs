using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.Transport;
using Ics2.Trust.Certificates;

namespace Ics2.Tests.Transport;

public sealed class TlsIdentityTests(PkiFixture pki) : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_PKCS12_gives_the_certificate_with_its_key_and_what_is_sent_beside_it()
    {
        File.WriteAllBytes(_file, TraderPki.Instance.Tls);

        var identity = TlsIdentity.FromPkcs12(_file, TraderPki.Password);

        identity.Certificate.HasPrivateKey.ShouldBeTrue();
        identity.Issuers.ShouldNotContain(identity.Certificate);
        identity.Context.TargetCertificate.Thumbprint.ShouldBe(identity.Certificate.Thumbprint);
        var above = identity.Certificate;
        foreach (var issuer in identity.Issuers)
        {
            issuer.Subject.ShouldBe(above.Issuer);
            above = issuer;
        }
    }

    [Fact]
    public void A_PKCS12_without_a_key_is_of_no_use()
    {
        using var bare = X509CertificateLoader.LoadCertificate(pki.Trader.Tls.Certificate.RawData);
        File.WriteAllBytes(_file, bare.Export(X509ContentType.Pkcs12, TraderPki.Password)!);

        Should.Throw<ArgumentException>(() => TlsIdentity.FromPkcs12(_file, TraderPki.Password)).Message.ShouldContain("no private key");
    }

    // ICD 4.6.1
    [Theory]
    [InlineData(CertificatePurpose.TlsClient, "1.3.6.1.5.5.7.3.2")]
    [InlineData(CertificatePurpose.TlsServer, "1.3.6.1.5.5.7.3.1")]
    public void A_chain_is_built_from_the_anchors_alone_and_without_the_network(CertificatePurpose purpose, string usage)
    {
        var policy = TlsPolicy.Chain(pki.TlsAnchors, purpose);

        policy.TrustMode.ShouldBe(X509ChainTrustMode.CustomRootTrust);
        policy.CustomTrustStore.ShouldBe(pki.TlsAnchors.Certificates);
        (policy.RevocationMode, policy.DisableCertificateDownloads).ShouldBe((X509RevocationMode.NoCheck, true));
        policy.ApplicationPolicy.Cast<Oid>().ShouldHaveSingleItem().Value.ShouldBe(usage);
    }
}
