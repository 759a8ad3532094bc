using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>The signature algorithms of XML signatures that are accepted: RSA (PKCS#1 and PSS) and ECDSA, with SHA-256 or better.</summary>
internal sealed record XmlSignatureMethod(string Family, HashAlgorithmName Hash)
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Xmlenc = "http://www.w3.org/2001/04/xmlenc#";
    private const string Pss = "http://www.w3.org/2007/05/xmldsig-more#";

    public static XmlSignatureMethod? Of(string? uri) =>
        uri switch
        {
            More + "rsa-sha256" => new("rsa", HashAlgorithmName.SHA256),
            More + "rsa-sha384" => new("rsa", HashAlgorithmName.SHA384),
            More + "rsa-sha512" => new("rsa", HashAlgorithmName.SHA512),
            Pss + "sha256-rsa-MGF1" => new("pss", HashAlgorithmName.SHA256),
            Pss + "sha384-rsa-MGF1" => new("pss", HashAlgorithmName.SHA384),
            Pss + "sha512-rsa-MGF1" => new("pss", HashAlgorithmName.SHA512),
            More + "ecdsa-sha256" => new("ecdsa", HashAlgorithmName.SHA256),
            More + "ecdsa-sha384" => new("ecdsa", HashAlgorithmName.SHA384),
            More + "ecdsa-sha512" => new("ecdsa", HashAlgorithmName.SHA512),
            _ => null,
        };

    /// <summary>The digest of a stream; null for an algorithm that is not accepted.</summary>
    public static byte[]? Digest(string? uri, Stream data) =>
        uri switch
        {
            Xmlenc + "sha256" => SHA256.HashData(data),
            More + "sha384" => SHA384.HashData(data),
            Xmlenc + "sha512" => SHA512.HashData(data),
            _ => null,
        };

    /// <summary>Whether the key of a certificate made a signature.</summary>
    public bool Verifies(X509Certificate2 signer, byte[] data, byte[] signature)
    {
        if (Family is "ecdsa")
        {
            using var curve = signer.GetECDsaPublicKey();
            return curve is not null && curve.VerifyData(data, signature, Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        using var rsa = signer.GetRSAPublicKey();
        return rsa is not null
            && KeyStrength.IsBounded(rsa.KeySize)
            && rsa.VerifyData(data, signature, Hash, Family is "pss" ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
    }
}
