using System.Formats.Asn1;
using System.Text;
using CsCheck;
using Ics2.Tests.Support;
using Ics2.Trust.Preflight;

namespace Ics2.Tests.Trust;

public sealed class CertificateFileTests
{
    private readonly Ics2.TrustServices.IssuedCertificate _seal = SharedPki.Instance.Pki.CustomsSeal;

    [Fact]
    public void PKCS12_PEM_DER_and_PKIPath_are_read()
    {
        var key = _seal.Certificate.GetRSAPrivateKeyPem();
        Read(_seal.ToPkcs12("p"), "p").ShouldBe(("PKCS#12", 2, true, true));
        Read(Encoding.ASCII.GetBytes(_seal.ToPem()), null).ShouldBe(("PEM", 2, false, true));
        Read(Encoding.ASCII.GetBytes(_seal.ToPem() + key), null).ShouldBe(("PEM", 2, true, true));
        Read(_seal.Certificate.RawData, null).ShouldBe(("DER", 0, false, true));
        Read(Path(_seal.Chain[1], _seal.Chain[0], _seal.Certificate), null).ShouldBe(("PKIPath", 2, false, true));
    }

    [Fact]
    public void A_path_in_the_wrong_order_is_read_and_reported()
    {
        Read(Path(_seal.Certificate, _seal.Chain[0], _seal.Chain[1]), null).ShouldBe(("PKIPath", 2, false, false));
        Read(Encoding.ASCII.GetBytes(_seal.Chain[1].ExportCertificatePem() + "\n" + _seal.ToPem()), null).Ordered.ShouldBeFalse();
    }

    [Fact]
    public void What_cannot_be_used_is_refused_with_the_reason()
    {
        Why(_seal.ToPkcs12("right"), "wrong").ShouldContain("password");
        Why([], null).ShouldContain("neither PEM");
        Why("-----BEGIN CERTIFICATE-----"u8.ToArray(), null).ShouldContain("0 certificates");
        Why(new byte[2_000_000], null).ShouldContain("1048576 at most");
        var two = _seal.ToPem() + SharedPki.Instance.Pki.CustomsTls.Certificate.ExportCertificatePem();
        Why(Encoding.ASCII.GetBytes(two), null).ShouldContain("2 end-entity certificates");
        Why(Encoding.ASCII.GetBytes(_seal.ToPem() + SharedPki.Instance.Pki.CustomsTls.Certificate.GetRSAPrivateKeyPem()), null)
            .ShouldContain("not that of");
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var good = Path(_seal.Chain[1], _seal.Chain[0], _seal.Certificate);
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte)
            .Sample(
                (at, value) =>
                {
                    var bytes = (byte[])good.Clone();
                    bytes[at] = value;
                    return CertificateFile.TryRead(bytes, password: null, out _, out var why) || why.Length > 0;
                },
                iter: 300
            );
        Gen.Byte.Array[0, 200]
            .Sample(bytes => CertificateFile.TryRead(bytes, password: null, out _, out var why) || why.Length > 0, iter: 300);
    }

    private static (string Format, int Others, bool HasKey, bool Ordered) Read(byte[] bytes, string? password)
    {
        CertificateFile.TryRead(bytes, password, out var file, out var why).ShouldBeTrue(why);
        return (file.Format, file.Others.Count, file.HasKey, file.IsOrdered);
    }

    private static string Why(byte[] bytes, string? password)
    {
        CertificateFile.TryRead(bytes, password, out var file, out var why).ShouldBeFalse();
        file.ShouldBeNull();
        return why.ShouldNotBeNull();
    }

    private static byte[] Path(params System.Security.Cryptography.X509Certificates.X509Certificate2[] certificates)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            certificates.ToList().ForEach(certificate => writer.WriteEncodedValue(certificate.RawData));
        }

        return writer.Encode();
    }
}

internal static class KeyText
{
    public static string GetRSAPrivateKeyPem(this System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(certificate)!;
        return key.ExportPkcs8PrivateKeyPem();
    }
}
