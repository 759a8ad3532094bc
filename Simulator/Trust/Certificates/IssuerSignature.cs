using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>
/// A signed ASN.1 object (certificate, CRL): <c>SEQUENCE { content, algorithm, BIT STRING }</c>, and the check that a given key made the
/// signature.
/// The BCL can only ask this for a whole chain at once, without saying which link fails.
/// </summary>
internal sealed record IssuerSignature(
    ReadOnlyMemory<byte> Content,
    string Algorithm,
    ReadOnlyMemory<byte> Parameters,
    ReadOnlyMemory<byte> Value
)
{
    private const string Pss = "1.2.840.113549.1.1.10";

    /// <summary>Splits the object into what is signed, the algorithm and the signature.</summary>
    /// <exception cref="AsnContentException">It is not such an object.</exception>
    public static IssuerSignature Read(ReadOnlyMemory<byte> der)
    {
        var whole = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var content = whole.ReadEncodedValue();
        var identifier = whole.PeekEncodedValue();
        var algorithm = whole.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var parameters = algorithm.HasData ? algorithm.ReadEncodedValue() : default;
        var value = whole.ReadBitString(out var unused);
        return unused == 0
            ? new IssuerSignature(content, oid, parameters, value) { Identifier = identifier }
            : throw new AsnContentException("The signature is not of whole bytes.");
    }

    /// <summary>Splits a certificate.</summary>
    /// <exception cref="AsnContentException">It is none, or names another algorithm outside the signed part than within (RFC 5280,
    /// 4.1.1.2).</exception>
    public static IssuerSignature OfCertificate(ReadOnlyMemory<byte> der)
    {
        var signature = Read(der);
        var content = new AsnReader(signature.Content, AsnEncodingRules.DER).ReadSequence();
        if (content.PeekTag().TagClass == TagClass.ContextSpecific)
        {
            content.ReadEncodedValue(); // version
        }

        content.ReadEncodedValue(); // serial number
        return content.ReadEncodedValue().Span.SequenceEqual(signature.Identifier.Span)
            ? signature
            : throw new AsnContentException("The signature algorithm is stated twice, differently.");
    }

    /// <summary>The algorithm identifier as encoded.</summary>
    private ReadOnlyMemory<byte> Identifier { get; init; }

    /// <summary>The digest the algorithm uses, null when it is not one we accept (SHA-256, SHA-384, SHA-512).</summary>
    public HashAlgorithmName? Digest =>
        Algorithm switch
        {
            "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => HashAlgorithmName.SHA256,
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => HashAlgorithmName.SHA384,
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => HashAlgorithmName.SHA512,
            Pss => PssDigest(),
            _ => null,
        };

    /// <summary>A name to show: <c>sha1RSA</c> and the like where known.</summary>
    public string AlgorithmName => new Oid(Algorithm).FriendlyName ?? Algorithm;

    /// <summary>Whether this key made the signature. False too when the key is of another type than the algorithm.</summary>
    public bool MadeBy(X509Certificate2 issuer)
    {
        if (Digest is not { } digest)
        {
            return false;
        }

        try
        {
            return Algorithm.StartsWith("1.2.840.113549.1.1.", StringComparison.Ordinal)
                ? RsaVerifies(issuer, digest)
                : EcdsaVerifies(issuer, digest);
        }
        catch (Exception unusable) when (unusable is CryptographicException or PlatformNotSupportedException)
        {
            return false; // a key, its curve or a signature the platform cannot even load did not verify
        }
    }

    private bool RsaVerifies(X509Certificate2 issuer, HashAlgorithmName digest)
    {
        using var key = issuer.GetRSAPublicKey();
        var padding = Algorithm is Pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
        return key is not null && KeyStrength.IsBounded(key.KeySize) && key.VerifyData(Content.Span, Value.Span, digest, padding);
    }

    private bool EcdsaVerifies(X509Certificate2 issuer, HashAlgorithmName digest)
    {
        using var key = issuer.GetECDsaPublicKey();
        return key is not null && key.VerifyData(Content.Span, Value.Span, digest, DSASignatureFormat.Rfc3279DerSequence);
    }

    // RSASSA-PSS-params (RFC 4055, 3.1): hash in [0]; the salt is taken as long as the digest, as RFC 4055 recommends and all CAs do.
    private HashAlgorithmName? PssDigest()
    {
        try
        {
            var parameters = new AsnReader(Parameters, AsnEncodingRules.DER).ReadSequence();
            var tag = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
            return !parameters.HasData || parameters.PeekTag() != tag
                ? null
                : parameters.ReadSequence(tag).ReadSequence().ReadObjectIdentifier() switch
                {
                    "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
                    "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
                    "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
                    _ => null,
                };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
