using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Sealing;

namespace Ics2.Transport;

/// <summary>
/// A TLS certificate with its key and the chain that is sent along, in the form both ends of a connection take.
/// It is never disposed of: a pool of connections goes on with handshakes that nobody waits for any more, and the platform reads the raw
/// handle of the certificate in them. Freeing it under them was seen to corrupt the native heap (OpenSSL 3.0).
/// </summary>
internal sealed class TlsIdentity
{
    /// <summary>Takes a certificate that is in memory and stays the caller's, not to be disposed of while connections may use it.</summary>
    /// <param name="certificate">The certificate with its key.</param>
    /// <param name="issuers">What is sent beside it, nearest issuer first.</param>
    public TlsIdentity(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> issuers)
        : this([.. issuers], OperatingSystem.IsWindows() ? Stored(certificate) : certificate) { }

    private TlsIdentity(X509Certificate2Collection issuers, X509Certificate2 usable)
    {
        Certificate = usable;
        Issuers = issuers;
        Context = SslStreamCertificateContext.Create(usable, issuers, offline: true);
    }

    public X509Certificate2 Certificate { get; }

    public X509Certificate2Collection Issuers { get; }

    /// <summary>Made once: building the chain for every connection would cost more than the handshake.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Opens a PKCS#12 file.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is damaged or the password is wrong.</exception>
    /// <exception cref="ArgumentException">It holds no private key.</exception>
    public static TlsIdentity FromPkcs12(string path, string password)
    {
        // Not EphemeralKeySet: Schannel on Windows cannot use keys that live in memory only, and macOS does not know the flag.
        var certificates = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
        var leaf =
            certificates.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new ArgumentException($"{path} holds no private key.", nameof(path));
        return new TlsIdentity([.. PkiPath.OrderIssuers(leaf, certificates)], leaf);
    }

    // Windows takes no ephemeral key for TLS, so a key from memory passes through a PKCS#12 there.
    private static X509Certificate2 Stored(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
}
