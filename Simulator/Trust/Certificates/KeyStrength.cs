using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>Which keys are strong enough, and small enough to be computed with (attack cases KEY-07, KEY-14).</summary>
internal static class KeyStrength
{
    public const int SmallestRsa = 2048; // as4-profile (f), key type
    public const int LargestRsa = 8192; // a verification with a longer key is a way to burn our processor
    public const int SmallestEc = 256;

    private const string Rsa = "1.2.840.113549.1.1.1";
    private const int SmallestExponent = 65537; // small ones have let forged signatures pass
    private const int LargestExponentBits = 64; // large ones make a verification as slow as a signature

    public static bool IsBounded(int bits) => bits <= LargestRsa;

    /// <summary>What is wrong with the key of a certificate; null when nothing.</summary>
    public static ChainDecision? Fault(X509Certificate2 certificate, bool mustBeRsa)
    {
        try
        {
            return certificate.PublicKey.Oid.Value is Rsa ? RsaFault(certificate) : NotRsa(certificate, mustBeRsa);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or PlatformNotSupportedException)
        {
            return ChainDecision.Refuse(
                ChainFault.Malformed,
                $"The public key of {certificate.Shown()} cannot be read.",
                "a readable public key",
                e.Message,
                "Have the certificate issued again."
            );
        }
    }

    // Read as bytes: making a key object takes ten times as long as a verification on some platforms.
    private static ChainDecision? RsaFault(X509Certificate2 certificate)
    {
        var key = new AsnReader(certificate.PublicKey.EncodedKeyValue.RawData, AsnEncodingRules.DER).ReadSequence();
        var (modulus, exponent) = (key.ReadInteger(), key.ReadInteger());
        var size = (int)modulus.GetBitLength();
        if (!IsBounded(size))
        {
            return ChainDecision.Refuse(
                ChainFault.Malformed,
                $"The RSA key of {certificate.Shown()} is larger than any CA issues.",
                $"{LargestRsa} bits at most",
                Bits(size),
                "Use an RSA key of 2048 to 4096 bits."
            );
        }

        if (size < SmallestRsa)
        {
            return ChainDecision.Refuse(
                ChainFault.WeakKey,
                $"The RSA key of {certificate.Shown()} is too short.",
                $"{SmallestRsa} bits or more",
                Bits(size),
                "Make a new RSA key of 2048 bits or more and have a certificate issued for it."
            );
        }

        return exponent < SmallestExponent || exponent.GetBitLength() > LargestExponentBits
            ? ChainDecision.Refuse(
                ChainFault.WeakKey,
                $"The RSA key of {certificate.Shown()} has an unusual public exponent.",
                "65537",
                exponent.GetBitLength() > LargestExponentBits
                    ? Bits((int)exponent.GetBitLength())
                    : exponent.ToString(CultureInfo.InvariantCulture),
                "Make a new RSA key with the exponent 65537."
            )
            : null;
    }

    private static ChainDecision? NotRsa(X509Certificate2 certificate, bool mustBeRsa)
    {
        var type = certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown";
        if (mustBeRsa)
        {
            return ChainDecision.Refuse(
                ChainFault.WrongKeyType,
                $"The key of {certificate.Shown()} is not RSA, but the profile fixes RSA-SHA256.",
                "an RSA key",
                type,
                "Order the seal certificate with an RSA key of 2048 bits or more."
            );
        }

        using var ec = certificate.GetECDsaPublicKey();
        return ec is null || ec.KeySize < SmallestEc
            ? ChainDecision.Refuse(
                ChainFault.WeakKey,
                $"The key of {certificate.Shown()} is neither RSA nor an elliptic curve of {SmallestEc} bits or more.",
                $"RSA {SmallestRsa} or EC {SmallestEc} bits or more",
                type,
                "Use an RSA key of 2048 bits or more."
            )
            : null;
    }

    private static string Bits(int size) => size.ToString(CultureInfo.InvariantCulture) + " bits";
}
