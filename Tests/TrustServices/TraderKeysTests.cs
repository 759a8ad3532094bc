using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.TrustServices;

public sealed class TraderKeysTests
{
    private static readonly TraderKeys Keys = new();
    private readonly TestPki _shared = TestPki.OpenOrCreate(SharedPki.Instance.Folder.FullName, SharedPki.Instance.Clock, Keys);

    [Fact]
    public void Traders_share_a_few_keys_and_no_certificate_and_no_seal_has_a_key_of_TLS()
    {
        var traders = Enumerable.Range(0, 20).Select(number => $"BE9{number:D9}").ToList();
        var seals = traders.ConvertAll(eori => _shared.IssueSeal(eori, "Trader").Certificate);
        var tls = traders.ConvertAll(eori => _shared.IssueTls(eori, "trader.example", ["localhost"]).Certificate);

        seals.Concat(tls).Select(certificate => certificate.Thumbprint).ShouldBeUnique(StringComparer.Ordinal);
        seals.Select(Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(8);
        seals.Select(Key).Intersect(tls.Select(Key), StringComparer.Ordinal).ShouldBeEmpty();
        seals.Take(8).Select(Key).ShouldBeUnique(StringComparer.Ordinal); // neighbours, as the traders of one scenario are, differ
    }

    [Fact]
    public void A_shared_key_signs_for_its_certificate_after_another_taker_has_disposed_of_it()
    {
        byte[] data = [1, 2, 3];
        for (var taken = 0; taken < 9; taken++)
        {
            using var seal = _shared.IssueSeal("BE0123456789", "Trader").Certificate;
            using var key = seal.GetRSAPrivateKey()!;
            using var known = seal.GetRSAPublicKey()!;
            known
                .VerifyData(
                    data,
                    key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
                    HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1
                )
                .ShouldBeTrue();
        }
    }

    [Fact]
    public void A_key_store_lists_the_certificate_of_its_key_before_the_issuers()
    {
        var seal = _shared.IssueSeal("BE0123456789", "Trader");

        var store = Pkcs12Info.Decode(seal.ToPkcs12("p"), out _);

        store.VerifyMac("p").ShouldBeTrue();
        var certificates = store.AuthenticatedSafe.First(content => content.ConfidentialityMode == Pkcs12ConfidentialityMode.Password);
        certificates.Decrypt("p");
        certificates
            .GetBags()
            .OfType<Pkcs12CertBag>()
            .Select(bag => bag.GetCertificate().Subject)
            .ShouldBe([seal.Certificate.Subject, .. seal.Chain.Select(issuer => issuer.Subject)]);
    }

    [Fact]
    public void A_weak_key_stays_weak() =>
        _shared.IssueSeal("BE0123456789", "Trader", SealFlavour.WeakKey).Certificate.GetRSAPublicKey()!.KeySize.ShouldBe(1024);

    [Fact]
    public void Without_shared_keys_every_certificate_has_a_key_of_its_own()
    {
        var own = SharedPki.Instance.Pki;
        Enumerable
            .Range(0, 9)
            .Select(_ => Key(own.IssueSeal("BE0123456789", "Trader", SealFlavour.WeakKey).Certificate))
            .ShouldBeUnique(StringComparer.Ordinal);
    }

    private static string Key(X509Certificate2 certificate) => Convert.ToHexString(certificate.PublicKey.ExportSubjectPublicKeyInfo());
}
