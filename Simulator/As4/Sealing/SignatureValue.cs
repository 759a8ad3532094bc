using System.Security.Cryptography;
using Ics2.As4.Envelopes;
using Ics2.As4.Names;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>
/// Whether a signature value fits SignedInfo. Algorithms that the profile refuses are computed too, so that a refused algorithm is not
/// mistaken for a broken signature; that they are refused is the policy's business.
/// </summary>
internal static class SignatureValue
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string More2007 = "http://www.w3.org/2007/05/xmldsig-more#";

    /// <summary>Computes.</summary>
    /// <param name="key">The leaf's key; null when there is none.</param>
    /// <param name="noKey">Why there is none.</param>
    /// <returns>True or false, or null when it could not be computed; and why, or the likely cause.</returns>
    public static (bool? Holds, string? Note) Check(SignatureParts parts, AsymmetricAlgorithm? key, string? noKey)
    {
        if (parts.Value is null)
        {
            return (null, "the signature value cannot be read");
        }

        if (key is null)
        {
            return (null, noKey ?? "the leaf's key is neither RSA nor elliptic");
        }

        if (parts.Canonicalisation is not (Algorithms.ExclusiveC14N or Algorithms.InclusiveC14N))
        {
            return (null, $"the canonical form {Shorten(parts.Canonicalisation)} of SignedInfo is not known here");
        }

        if (Method(parts.SignatureMethod) is not { } method)
        {
            return (null, $"the signature algorithm {Shorten(parts.SignatureMethod)} is not known here");
        }

        if (method.IsElliptic != key is ECDsa)
        {
            return (
                false,
                $"the signature algorithm is for {(method.IsElliptic ? "elliptic" : "RSA")} keys, the key of the token is {Named(key)}"
            );
        }

        if (LengthFault(parts.Value, key) is { } length)
        {
            return (false, length);
        }

        using var output = new PooledBuffer();
        var signed =
            parts.Canonicalisation == Algorithms.ExclusiveC14N
                ? Canonicaliser.Exclusive(parts.SignedInfo, parts.InclusivePrefixes, output)
                : Canonicaliser.Inclusive(parts.SignedInfo, output);
        return Verify(key, method, signed, parts.Value)
            ? (true, null)
            : (false, "SignedInfo was changed or printed anew after signing, or another key than the token's signed it");
    }

    private static bool Verify(AsymmetricAlgorithm key, SignatureMethod method, ReadOnlySpan<byte> signed, byte[] value)
    {
        try
        {
            return key switch
            {
                RSA rsa => rsa.VerifyData(signed, value, method.Hash, method.Padding!),
                ECDsa elliptic => elliptic.VerifyData(signed, value, method.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
                _ => false,
            };
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string? LengthFault(byte[] value, AsymmetricAlgorithm key)
    {
        var wanted = key is ECDsa ? (key.KeySize + 7) / 8 * 2 : (key.KeySize + 7) / 8;
        return value.Length == wanted
            ? null
            : $"the signature value has {value.Length} bytes, the key of the token ({Named(key)}) makes {wanted}: "
                + (value.Length < wanted ? "the value was cut short, or another key made it" : "another key made it");
    }

    private static string Named(AsymmetricAlgorithm key) => $"{(key is ECDsa ? "elliptic" : "RSA")}, {key.KeySize} bits";

    private static SignatureMethod? Method(string algorithm) =>
        algorithm switch
        {
            Algorithms.RsaSha256 => Rsa(HashAlgorithmName.SHA256),
            Algorithms.RsaSha384 => Rsa(HashAlgorithmName.SHA384),
            Algorithms.RsaSha512 => Rsa(HashAlgorithmName.SHA512),
            Algorithms.RsaSha1 => Rsa(HashAlgorithmName.SHA1),
            More2007 + "sha256-rsa-MGF1" => Pss(HashAlgorithmName.SHA256),
            More2007 + "sha384-rsa-MGF1" => Pss(HashAlgorithmName.SHA384),
            More2007 + "sha512-rsa-MGF1" => Pss(HashAlgorithmName.SHA512),
            More + "ecdsa-sha1" => Elliptic(HashAlgorithmName.SHA1),
            More + "ecdsa-sha256" => Elliptic(HashAlgorithmName.SHA256),
            More + "ecdsa-sha384" => Elliptic(HashAlgorithmName.SHA384),
            More + "ecdsa-sha512" => Elliptic(HashAlgorithmName.SHA512),
            _ => null,
        };

    private static SignatureMethod Rsa(HashAlgorithmName hash) => new(hash, RSASignaturePadding.Pkcs1);

    private static SignatureMethod Pss(HashAlgorithmName hash) => new(hash, RSASignaturePadding.Pss);

    private static SignatureMethod Elliptic(HashAlgorithmName hash) => new(hash, null);

    private static string Shorten(string text) =>
        text.Length == 0 ? "(none)"
        : text.Length > 200 ? text[..200]
        : text;

    private readonly record struct SignatureMethod(HashAlgorithmName Hash, RSASignaturePadding? Padding)
    {
        public bool IsElliptic => Padding is null;
    }
}
