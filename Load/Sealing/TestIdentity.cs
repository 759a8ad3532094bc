using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Sealing;

namespace Ics2.Load.Sealing;

/// <summary>A seal certificate under a CA and a root, as a real token holds them, with a key of the wanted size.</summary>
internal static class TestIdentity
{
    private static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = From.AddYears(10);

    public static SealingIdentity Create(RSA key)
    {
        using var issuers = RSA.Create(2048); // one for both: nobody checks the chain, and keys take time to make
        var root = Request("CN=Load Root, C=BE", issuers, isCa: true).CreateSelfSigned(From, Until);
        var ca = Issue(Request("CN=Load CA, C=BE", issuers, isCa: true), root, issuers, 1);
        return new SealingIdentity(Issue(Request("CN=Load Seal, O=Load, C=BE", key, isCa: false), ca, key, 2), [ca, root]);
    }

    private static CertificateRequest Request(string name, RSA key, bool isCa)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isCa, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static X509Certificate2 Issue(CertificateRequest request, X509Certificate2 issuer, RSA key, byte serial)
    {
        using var certificate = request.Create(issuer, From, Until, [serial]);
        return certificate.CopyWithPrivateKey(key);
    }
}
