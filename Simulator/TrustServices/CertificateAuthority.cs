using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>A CA of the test PKI.</summary>
/// <param name="Certificate">Its certificate with its private key.</param>
/// <param name="Issuers">The CAs above it, nearest first.</param>
internal sealed record CertificateAuthority(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Issuers)
{
    /// <summary>This CA and those above it.</summary>
    public IReadOnlyList<X509Certificate2> Chain => [Certificate, .. Issuers];

    /// <summary>Makes a key and a certificate signed by this CA.</summary>
    public IssuedCertificate Issue(CertificateBlueprint blueprint)
    {
        using var key = RSA.Create(blueprint.KeySize);
        return Issue(blueprint, key);
    }

    /// <summary>Signs a certificate for a key made before.</summary>
    public IssuedCertificate Issue(CertificateBlueprint blueprint, RSA key)
    {
        var request = blueprint.Request(key);
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var issuerKey = Certificate.GetRSAPrivateKey()!;
        var signer = X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(Certificate.SubjectName, signer, blueprint.From, blueprint.Until, NewSerial());
        return new IssuedCertificate(IssuedCertificate.Join(certificate, key), [.. Chain.Select(WithoutKey)]);
    }

    /// <summary>Makes a self-signed certificate: a root, or a leaf nobody vouches for.</summary>
    public static IssuedCertificate SelfSigned(CertificateBlueprint blueprint, RSA key)
    {
        var request = blueprint.Request(key);
        var signer = X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(blueprint.Subject, signer, blueprint.From, blueprint.Until, NewSerial());
        return new IssuedCertificate(IssuedCertificate.Join(certificate, key), []);
    }

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);

    // RFC 5280, 4.1.2.2: positive, at most 20 bytes.
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
