using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust;

/// <summary>Which keys are strong enough, and small enough to be computed with (attack cases KEY-07, KEY-14).</summary>
internal static class KeyStrength
{
    public const int SmallestRsa = 2048; // as4-profile (f), key type
    public const int LargestRsa = 8192;  // a verification with a longer key is a way to burn our processor
    public const int SmallestEc = 256;

    public static bool IsBounded(int bits) => bits <= LargestRsa;

    /// <summary>What is wrong with the key of a certificate; null when nothing.</summary>
    public static ChainDecision? Fault(X509Certificate2 certificate, bool mustBeRsa)
    {
        try
        {
            using var rsa = certificate.GetRSAPublicKey();
            return rsa is null ? NotRsa(certificate, mustBeRsa) : Rsa(certificate, rsa);
        }
        catch (CryptographicException e)
        {
            return ChainDecision.Refuse(ChainFault.Malformed, $"The public key of {certificate.Shown()} cannot be read.", "a readable public key", e.Message, "Have the certificate issued again.");
        }
    }

    private static ChainDecision? Rsa(X509Certificate2 certificate, RSA key)
    {
        if (!IsBounded(key.KeySize))
        {
            return ChainDecision.Refuse(ChainFault.Malformed, $"The RSA key of {certificate.Shown()} is larger than any CA issues.", $"{LargestRsa} bits at most", Bits(key.KeySize), "Use an RSA key of 2048 to 4096 bits.");
        }

        if (key.KeySize < SmallestRsa)
        {
            return ChainDecision.Refuse(ChainFault.WeakKey, $"The RSA key of {certificate.Shown()} is too short.", $"{SmallestRsa} bits or more", Bits(key.KeySize), "Make a new RSA key of 2048 bits or more and have a certificate issued for it.");
        }

        var exponent = key.ExportParameters(includePrivateParameters: false).Exponent!;
        return exponent.Length < 3
            ? ChainDecision.Refuse(ChainFault.WeakKey, $"The RSA key of {certificate.Shown()} has a small public exponent.", "65537 or more", $"hexadecimal {Convert.ToHexString(exponent)}", "Make a new RSA key with the exponent 65537.")
            : null;
    }

    private static ChainDecision? NotRsa(X509Certificate2 certificate, bool mustBeRsa)
    {
        var type = certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value ?? "unknown";
        if (mustBeRsa)
        {
            return ChainDecision.Refuse(ChainFault.WrongKeyType, $"The key of {certificate.Shown()} is not RSA, but the profile fixes RSA-SHA256.", "an RSA key", type, "Order the seal certificate with an RSA key of 2048 bits or more.");
        }

        using var ec = certificate.GetECDsaPublicKey();
        return ec is null || ec.KeySize < SmallestEc
            ? ChainDecision.Refuse(ChainFault.WeakKey, $"The key of {certificate.Shown()} is neither RSA nor an elliptic curve of {SmallestEc} bits or more.", $"RSA {SmallestRsa} or EC {SmallestEc} bits or more", type, "Use an RSA key of 2048 bits or more.")
            : null;
    }

    private static string Bits(int size) => size.ToString(CultureInfo.InvariantCulture) + " bits";
}
