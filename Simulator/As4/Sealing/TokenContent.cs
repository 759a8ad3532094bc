using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Names;
using Ics2.As4.Profiles;

namespace Ics2.As4.Sealing;

/// <summary>The certificates in the bytes of a token, whatever its ValueType says: products put one kind under the label of another.</summary>
/// <param name="Type">The token type that the bytes are.</param>
/// <param name="Shown">The same for people.</param>
internal sealed record TokenContent(string Type, string Shown, IReadOnlyList<X509Certificate2> Certificates)
{
    /// <summary>Reads.</summary>
    /// <exception cref="CryptographicException">The bytes are none of the three kinds, or damaged.</exception>
    public static TokenContent Read(byte[] bytes, string? label, ReadLimits limits)
    {
        var type = TypeOf(bytes) ?? label;
        return type switch
        {
            Algorithms.PkiPathToken => new(type, "a PKIPath", PkiPath.Decode(bytes, limits.Certificates)),
            Algorithms.Pkcs7Token => new(type, "a PKCS#7 bag", FromPkcs7(bytes, limits)),
            Algorithms.X509Token => new(type, "one X.509 certificate", [X509CertificateLoader.LoadCertificate(bytes)]),
            _ => new(label ?? "", "nothing that is known here", []),
        };
    }

    /// <summary>A guess at what bytes are that cannot be read as a token; null when there is none.</summary>
    public static string? Instead(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("-----BEGIN"u8) ? "PEM text; a token is base64 of the DER bytes, encoded once"
        : bytes.StartsWith("MII"u8) ? "base64 once more; a token is base64 of the DER bytes, encoded once"
        : bytes.Length > 0 && bytes[0] != 0x30 ? $"no DER: it begins with {Convert.ToHexString(bytes[..Math.Min(bytes.Length, 4)])}"
        : null;

    // A certificate is SEQUENCE { SEQUENCE { [0] or INTEGER ... } ... }, a PkiPath SEQUENCE OF certificates, a bag SEQUENCE { OID ... }.
    private static string? TypeOf(byte[] bytes)
    {
        try
        {
            var outer = new AsnReader(bytes, AsnEncodingRules.BER).ReadSequence();
            if (!outer.HasData)
            {
                return Algorithms.PkiPathToken;
            }

            if (outer.PeekTag() == Asn1Tag.ObjectIdentifier)
            {
                return Algorithms.Pkcs7Token;
            }

            var first = outer.ReadSequence();
            var tag = first.PeekTag();
            return tag == Asn1Tag.Sequence ? Algorithms.PkiPathToken
                : tag == Asn1Tag.Integer || tag.TagClass == TagClass.ContextSpecific ? Algorithms.X509Token
                : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static List<X509Certificate2> FromPkcs7(byte[] bytes, ReadLimits limits)
    {
        var bag = new SignedCms();
        bag.Decode(bytes);
        return [.. bag.Certificates.Take(limits.Certificates)];
    }
}
