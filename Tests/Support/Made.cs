using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Tests.Support;

/// <summary>Certificates of odd shapes, made beside the test PKI.</summary>
internal static class Made
{
    // Making keys is what takes time; which key a certificate has rarely matters, so a few are used in turn.
    private static readonly Lazy<RSA>[] Keys = [.. Enumerable.Range(0, 4).Select(_ => new Lazy<RSA>(() => RSA.Create(2048)))];
    private static int _next;

    public static X509Certificate2 SelfSigned(string name, DateTimeOffset now, bool ca = false) =>
        SelfSigned(new X500DistinguishedName(name), now, ca);

    public static X509Certificate2 SelfSigned(X500DistinguishedName name, DateTimeOffset now, bool ca = false)
    {
        var key = NextKey();
        return Request(name, key, ca, []).CreateSelfSigned(now.AddYears(-1), now.AddYears(1));
    }

    public static X509Certificate2 Issued(
        string name,
        X509Certificate2 issuer,
        DateTimeOffset now,
        bool ca = false,
        int bits = 2048,
        string[]? purposes = null,
        X509Certificate2? key = null,
        params X509Extension[] extensions
    )
    {
        var rsa = key?.GetRSAPrivateKey() ?? (bits == 2048 ? NextKey() : RSA.Create(bits));
        var request = Request(new X500DistinguishedName(name), rsa, ca, purposes ?? []);
        extensions.ToList().ForEach(request.CertificateExtensions.Add);
        using var certificate = Sign(request, issuer, now);
        return certificate.CopyWithPrivateKey(rsa);
    }

    /// <summary>
    /// The platform no longer signs with SHA-1, so the algorithm is changed afterwards; the signature itself does not matter.
    /// </summary>
    public static X509Certificate2 SaidToBeSignedWithSha1(string name, X509Certificate2 issuer, DateTimeOffset now)
    {
        using var certificate = Issued(name, issuer, now);
        var sha256 = Convert.ToHexString([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B]);
        var changed = Convert.ToHexString(certificate.RawData).Replace(sha256, sha256[..^2] + "05", StringComparison.Ordinal);
        return X509CertificateLoader.LoadCertificate(Convert.FromHexString(changed));
    }

    public static X509Certificate2 IssuedWithCurve(string name, X509Certificate2 issuer, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Sign(new CertificateRequest(name, key, HashAlgorithmName.SHA256), issuer, now);
    }

    /// <summary>With these extensions and no others, for just this time.</summary>
    /// <param name="issuer">With its key; null for a self-signed one.</param>
    public static X509Certificate2 Exactly(
        string name,
        X509Certificate2? issuer,
        DateTimeOffset from,
        DateTimeOffset until,
        params X509Extension[] extensions
    ) => Exactly(name, issuer, from, until, NextKey(), extensions);

    /// <inheritdoc cref="Exactly(string, X509Certificate2?, DateTimeOffset, DateTimeOffset, X509Extension[])"/>
    public static X509Certificate2 Exactly(
        string name,
        X509Certificate2? issuer,
        DateTimeOffset from,
        DateTimeOffset until,
        RSA key,
        params X509Extension[] extensions
    )
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        extensions.ToList().ForEach(request.CertificateExtensions.Add);
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, until);
        }

        using var issuerKey = issuer.GetRSAPrivateKey()!;
        var signer = X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(issuer.SubjectName, signer, from, until, RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private static RSA NextKey() => Keys[(uint)Interlocked.Increment(ref _next) % Keys.Length].Value;

    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 issuer, DateTimeOffset now)
    {
        using var key = issuer.GetRSAPrivateKey()!;
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        return request.Create(issuer.SubjectName, signer, now.AddDays(-30), now.AddDays(300), RandomNumberGenerator.GetBytes(8));
    }

    private static CertificateRequest Request(X500DistinguishedName name, RSA key, bool ca, string[] purposes)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(ca, hasPathLengthConstraint: false, 0, critical: true));
        if (purposes.Length > 0)
        {
            var oids = new OidCollection();
            purposes.ToList().ForEach(purpose => oids.Add(new Oid(purpose)));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(oids, critical: false));
        }

        return request;
    }
}
