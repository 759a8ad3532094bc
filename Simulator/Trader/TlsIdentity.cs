using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Sealing;

namespace Ics2.Trader;

/// <summary>The TLS key with its chain, in the form both ends of a connection take.</summary>
internal sealed class TlsIdentity
{
    private TlsIdentity(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> issuers)
    {
        Leaf = leaf;
        Issuers = [.. issuers];
        Context = SslStreamCertificateContext.Create(leaf, Issuers, offline: true);
    }

    /// <summary>
    /// Never disposed of: the pool of connections goes on with handshakes that nobody waits for any more, and the platform reads the raw
    /// handle of
    /// the certificate in them. Freeing it under them was seen to corrupt the native heap (OpenSSL 3.0).
    /// </summary>
    public X509Certificate2 Leaf { get; }

    public X509Certificate2Collection Issuers { get; }

    /// <summary>Leaf and issuers as they are sent in the handshake.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Opens <c>tls.p12</c>.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The file is damaged or the password is wrong.</exception>
    /// <exception cref="ArgumentException">It holds no private key.</exception>
    public static TlsIdentity FromPkcs12(string path, string password)
    {
        // Not EphemeralKeySet: Schannel on Windows cannot use keys that live in memory only, and macOS does not know the flag.
        var certificates = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
        var leaf =
            certificates.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new ArgumentException($"{path} holds no private key.", nameof(path));
        return new TlsIdentity(leaf, PkiPath.OrderIssuers(leaf, certificates));
    }
}
