using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>A certificate made here, with its key.</summary>
/// <param name="Certificate">The certificate with its RSA private key.</param>
/// <param name="Chain">Its issuers, nearest first, root last; empty for a self-signed one.</param>
public sealed record IssuedCertificate(X509Certificate2 Certificate, IReadOnlyList<X509Certificate2> Chain)
{
    private const int Iterations = 2000; // as the framework and OpenSSL do: the passwords made here are random

    /// <summary>
    /// Key, certificate and whole chain as PKCS#12 (AES-256, SHA-256), which .NET, OpenSSL 3, Java 8u301 and later, and Windows read. The
    /// leaf comes first, then its issuers, nearest first: tools that go by the order of the file take the first one for the leaf.
    /// </summary>
    public byte[] ToPkcs12(string password)
    {
        // Not by the framework's export, which lists the root first: other clients' tools take the first certificate for that of the key.
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations);
        var pair = new Pkcs9LocalKeyId(Certificate.GetCertHash());
        var certificates = new Pkcs12SafeContents();
        certificates.AddCertificate(Certificate).Attributes.Add(pair);
        foreach (var issuer in Chain)
        {
            certificates.AddCertificate(issuer);
        }

        var keys = new Pkcs12SafeContents();
        using var key = Certificate.GetRSAPrivateKey() ?? (AsymmetricAlgorithm?)Certificate.GetECDsaPrivateKey();
        keys.AddShroudedKey(key!, password, encryption).Attributes.Add(pair);
        var builder = new Pkcs12Builder();
        builder.AddSafeContentsEncrypted(certificates, password, encryption);
        builder.AddSafeContentsUnencrypted(keys);
        builder.SealWithMac(password, HashAlgorithmName.SHA256, Iterations);
        return builder.Encode();
    }

    /// <summary>Certificate and chain as PEM, leaf first, without the key.</summary>
    public string ToPem() => string.Join('\n', Chain.Prepend(Certificate).Select(certificate => certificate.ExportCertificatePem())) + "\n";

    /// <summary>
    /// Joins certificate and key so that TLS can use them. On Windows a key made in memory is not usable there until it went through
    /// PKCS#12.
    /// </summary>
    internal static X509Certificate2 Join(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        var joined = key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);
        if (!OperatingSystem.IsWindows())
        {
            return joined;
        }

        using (joined)
        {
            var bytes = joined.ExportPkcs12(Pkcs12ExportPbeParameters.Pbes2Aes256Sha256, password: null);
            return X509CertificateLoader.LoadPkcs12(bytes, password: null, X509KeyStorageFlags.Exportable);
        }
    }
}
