using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>A CA of the test PKI.</summary>
/// <param name="Name">Its file name, and its place in URLs.</param>
/// <param name="Certificate">Its certificate with its private key.</param>
/// <param name="Issuers">The CAs above it without keys, nearest first.</param>
internal sealed record CertificateAuthority(string Name, X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Issuers)
{
    /// <summary>
    /// Where certificates say that CRLs and OCSP responders are. The name belongs to nobody (RFC 6761), because the port of the service may
    /// differ at each start; whoever checks maps it to the service (<see cref="Trust.Revocation.RevocationOptions.Hosts"/>).
    /// </summary>
    public const string RevocationBase = "http://" + RevocationHost + "/";

    /// <summary>The host of <see cref="RevocationBase"/>.</summary>
    public const string RevocationHost = "pki.ics2.test";

    /// <summary>This CA and those above it, as others may have them: without keys.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; } = [WithoutKey(Certificate), .. Issuers];

    /// <summary>Makes an RSA key and a certificate signed by this CA.</summary>
    public IssuedCertificate Issue(CertificateBlueprint blueprint)
    {
        using var key = blueprint.NewKey(blueprint.KeySize);
        return Issue(blueprint, key);
    }

    /// <summary>Signs a certificate for a key made before.</summary>
    public IssuedCertificate Issue(CertificateBlueprint blueprint, AsymmetricAlgorithm key)
    {
        var request = blueprint.Request(key);
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(
                Certificate,
                includeKeyIdentifier: true,
                includeIssuerAndSerial: false
            )
        );
        request.CertificateExtensions.Add(
            CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([RevocationBase + Name + ".crl"])
        );
        request.CertificateExtensions.Add(
            new X509AuthorityInformationAccessExtension([RevocationBase + "ocsp/" + Name], [RevocationBase + Name + ".cer"])
        );
        using var certificate = request.Create(Certificate.SubjectName, Signer(), blueprint.From, blueprint.Until, NewSerial());
        return new IssuedCertificate(IssuedCertificate.Join(certificate, key), Chain);
    }

    /// <summary>Makes a self-signed certificate: a root, or a leaf nobody vouches for.</summary>
    public static IssuedCertificate SelfSigned(CertificateBlueprint blueprint, AsymmetricAlgorithm key)
    {
        using var certificate = blueprint.Request(key).Create(blueprint.Subject, Signer(key), blueprint.From, blueprint.Until, NewSerial());
        return new IssuedCertificate(IssuedCertificate.Join(certificate, key), []);
    }

    /// <summary>A signature of this CA with SHA-256.</summary>
    public byte[] Sign(byte[] data)
    {
        using var rsa = Certificate.GetRSAPrivateKey();
        using var curve = Certificate.GetECDsaPrivateKey();
        return rsa?.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ?? curve!.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>The certificate alone.</summary>
    public static X509Certificate2 WithoutKey(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadCertificate(certificate.RawDataMemory.Span);

    private X509SignatureGenerator Signer() =>
        Signer((AsymmetricAlgorithm?)Certificate.GetRSAPrivateKey() ?? Certificate.GetECDsaPrivateKey()!);

    private static X509SignatureGenerator Signer(AsymmetricAlgorithm key) =>
        key is RSA rsa
            ? X509SignatureGenerator.CreateForRSA(rsa, RSASignaturePadding.Pkcs1)
            : X509SignatureGenerator.CreateForECDsa((ECDsa)key);

    // RFC 5280, 4.1.2.2: positive, at most 20 bytes.
    private static byte[] NewSerial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
