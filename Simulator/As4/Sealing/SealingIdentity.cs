using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ics2.As4.Sealing;

/// <summary>The certificate that seals, with its private RSA key and the whole chain that goes into the token (ICD 4.6.2).</summary>
public sealed class SealingIdentity : IDisposable
{
    private readonly RSA _key;
    private readonly byte[] _tokenText;

    /// <summary>Takes the key and computes the token once.</summary>
    /// <param name="leaf">The seal certificate, with its private key.</param>
    /// <param name="issuers">Its issuers, nearest first, the root last.</param>
    /// <exception cref="ArgumentException">The certificate has no RSA private key (the P-Mode fixes RSA-SHA256).</exception>
    public SealingIdentity(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> issuers)
    {
        _key =
            leaf.GetRSAPrivateKey() ?? throw new ArgumentException($"The certificate {leaf.Subject} has no RSA private key.", nameof(leaf));
        Leaf = leaf;
        Issuers = issuers;
        Token = Convert.ToBase64String(PkiPath.Encode([leaf, .. issuers]));
        _tokenText = Encoding.ASCII.GetBytes(Token);
    }

    /// <summary>The seal certificate.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>Its issuers, nearest first.</summary>
    public IReadOnlyList<X509Certificate2> Issuers { get; }

    /// <summary>The X509PKIPathv1 token, base64.</summary>
    public string Token { get; }

    /// <summary>The same as it stands in a message.</summary>
    internal ReadOnlySpan<byte> TokenText => _tokenText;

    /// <summary>Opens <c>seal.p12</c>: key, certificate and whole chain.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The identity.</returns>
    /// <exception cref="CryptographicException">The file is damaged or the password is wrong.</exception>
    /// <exception cref="ArgumentException">It holds no certificate with an RSA private key.</exception>
    public static SealingIdentity FromPkcs12(string path, string password)
    {
        var certificates = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
        var leaf =
            certificates.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new ArgumentException($"{path} holds no private key.", nameof(path));
        return new SealingIdentity(leaf, PkiPath.OrderIssuers(leaf, certificates));
    }

    /// <summary>Signs with RSA PKCS#1 v1.5 and SHA-256.</summary>
    /// <param name="data">The canonical SignedInfo.</param>
    /// <param name="destination">Takes the signature; as long as the key's modulus.</param>
    /// <returns>Bytes written.</returns>
    internal int Sign(ReadOnlySpan<byte> data, Span<byte> destination) =>
        _key.SignData(data, destination, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Length of a signature in bytes.</summary>
    internal int SignatureLength => _key.KeySize / 8;

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
