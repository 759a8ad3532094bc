using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Inspection;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Preflight;

namespace Ics2.Tests.Trust;

/// <summary>
/// Keys on a curve that the platform does not know, which it says in a way of its own (found by fuzzing): refused as keys that cannot be
/// used are, wherever a stranger's certificate is read.
/// </summary>
public sealed class UnknownCurveTests
{
    private static readonly byte[] P256 = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
    private static readonly byte[] Unknown = [0x06, 0x08, 0x2A, 0x86, 0x49, 0xCE, 0x3D, 0x03, 0x01, 0x07];

    [Fact]
    public void Its_chain_is_refused()
    {
        using var certificate = OnUnknownCurve();
        Should.Throw<Exception>(() => certificate.GetECDsaPublicKey()?.Dispose()); // or this test shows nothing

        var decision = new ChainChecker(new TrustAnchors([certificate])).Check(
            certificate,
            [certificate],
            CertificatePurpose.Seal,
            TimeProvider.System.GetUtcNow()
        );

        decision.Accepted.ShouldBeFalse();
    }

    [Fact]
    public void Its_file_is_refused()
    {
        using var certificate = OnUnknownCurve();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = $"{certificate.ExportCertificatePem()}\n{PemEncoding.WriteString("PRIVATE KEY", Moved(key.ExportPkcs8PrivateKey()))}\n";

        CertificateFile.TryRead(Encoding.ASCII.GetBytes(pem), null, out _, out var why).ShouldBeFalse();

        why.ShouldNotBeNull().ShouldContain("The specified curve");
    }

    [Fact]
    public void A_message_under_its_seal_has_a_seal_that_does_not_hold()
    {
        var capture = File.ReadAllText(Repository.PathOf("fixtures", "captures", "M06-ecdsa.as4"), Encoding.Latin1);
        using var certificate = OnUnknownCurve();
        var (begin, end) = (
            capture.IndexOf("BinarySecurityToken", StringComparison.Ordinal),
            capture.IndexOf("</wsse:BinarySecurityToken", StringComparison.Ordinal)
        );
        begin = capture.IndexOf('>', begin) + 1;
        var spoiled = Encoding.Latin1.GetBytes(capture[..begin] + Token(capture[begin..end]) + capture[end..]);
        Capture.TryRead(spoiled, null, out var message, out var why).ShouldBeTrue(why);
        var limits = Profile.Ics2HtiV2.Limits;
        var package = new PackageReader(limits).Read(message!.ContentType, message.Body, contentEncoding: null).Value.ShouldNotBeNull();
        var envelope = new EnvelopeReader(limits).ReadAsFarAsPossible(package).Value.ShouldNotBeNull();

        var seal = new SealVerifier(limits).Verify(envelope, package);

        seal.TokenFault.ShouldNotBeNull().ShouldContain("key cannot be used");
    }

    private static string Token(string base64) => Convert.ToBase64String(Moved(Convert.FromBase64String(base64)));

    private static X509Certificate2 OnUnknownCurve()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=unknown curve", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(1)
        );
        return X509CertificateLoader.LoadCertificate(Moved(certificate.RawData));
    }

    private static byte[] Moved(byte[] der)
    {
        var moved = (byte[])der.Clone();
        for (var at = moved.AsSpan().IndexOf(P256); at >= 0; at = moved.AsSpan().IndexOf(P256))
        {
            Unknown.CopyTo(moved.AsSpan(at));
        }

        moved.ShouldNotBe(der);
        return moved;
    }
}
