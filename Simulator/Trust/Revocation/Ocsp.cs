using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Revocation;

/// <summary>OCSP (RFC 6960): one question about one certificate, without nonce, because responders answer from a cache.</summary>
internal static class Ocsp
{
    public const int LargestAnswer = 64 * 1024;

    private const string Sha1 = "1.3.14.3.2.26";
    private const string Basic = "1.3.6.1.5.5.7.48.1.1";
    private const string OcspSigning = "1.3.6.1.5.5.7.3.9";
    private const int MaxCertificates = 5;

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Good = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Revoked = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>The request.</summary>
    public static byte[] Request(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) // OCSPRequest
        using (writer.PushSequence()) // TBSRequest
        using (writer.PushSequence()) // requestList
        using (writer.PushSequence()) // Request
        {
            WriteId(writer, certificate, issuer);
        }

        return writer.Encode();
    }

    /// <summary>What a response says about the certificate.</summary>
    /// <exception cref="InvalidDataException">It is not usable: form, signature, age, or about another certificate.</exception>
    public static RevocationAnswer Read(ReadOnlyMemory<byte> der, X509Certificate2 certificate, X509Certificate2 issuer, DateTimeOffset now)
    {
        try
        {
            var basic = BasicResponse(der);
            var signature = IssuerSignature.Read(basic);
            if (!signature.MadeBy(issuer) && !Delegates(basic, issuer, now).Any(signature.MadeBy))
            {
                throw new InvalidDataException($"the OCSP answer is signed neither by {issuer.Shown()} nor by a responder it certified");
            }

            return Single(signature.Content, certificate, issuer, now);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw new InvalidDataException($"no OCSP answer of RFC 6960: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> BasicResponse(ReadOnlyMemory<byte> der)
    {
        var response = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var status = response.ReadEnumeratedBytes().Span[^1];
        if (status != 0)
        {
            throw new InvalidDataException($"the OCSP responder refuses with status {status} (RFC 6960, 4.2.1)");
        }

        var bytes = response.ReadSequence(Context0).ReadSequence();
        return bytes.ReadObjectIdentifier() is Basic
            ? bytes.ReadOctetString()
            : throw new InvalidDataException("the OCSP answer is not of the basic type");
    }

    // Certified by the issuer itself for this purpose (RFC 6960, 4.2.2.2).
    private static List<X509Certificate2> Delegates(ReadOnlyMemory<byte> basic, X509Certificate2 issuer, DateTimeOffset now)
    {
        var parts = new AsnReader(basic, AsnEncodingRules.DER).ReadSequence();
        parts.ReadEncodedValue();
        parts.ReadSequence();
        parts.ReadBitString(out _);
        var delegates = new List<X509Certificate2>();
        var certificates = parts.HasData ? parts.ReadSequence(Context0).ReadSequence() : null;
        for (var count = 0; certificates is { HasData: true } && count < MaxCertificates; count++)
        {
            var candidate = X509CertificateLoader.LoadCertificate(certificates.ReadEncodedValue().Span);
            if (
                CertificateUsage.Purposes(candidate)?.Contains(OcspSigning, StringComparer.Ordinal) == true
                && candidate.From() <= now
                && now <= candidate.Until()
                && IssuerSignature.OfCertificate(candidate.RawDataMemory).MadeBy(issuer)
            )
            {
                delegates.Add(candidate);
            }
        }

        return delegates;
    }

    private static RevocationAnswer Single(
        ReadOnlyMemory<byte> content,
        X509Certificate2 certificate,
        X509Certificate2 issuer,
        DateTimeOffset now
    )
    {
        var data = new AsnReader(content, AsnEncodingRules.DER).ReadSequence();
        if (data.PeekTag() == Context0)
        {
            data.ReadEncodedValue(); // version
        }

        data.ReadEncodedValue(); // responder id: the signature tells
        data.ReadGeneralizedTime();
        var responses = data.ReadSequence();
        while (responses.HasData)
        {
            var response = responses.ReadSequence();
            if (IsAbout(response.ReadSequence(), certificate, issuer))
            {
                return Status(response, now);
            }
        }

        throw new InvalidDataException("the OCSP answer is about another certificate");
    }

    private static RevocationAnswer Status(AsnReader response, DateTimeOffset now)
    {
        var tag = response.PeekTag();
        var status = response.ReadEncodedValue();
        var thisUpdate = response.ReadGeneralizedTime();
        DateTimeOffset? nextUpdate =
            response.HasData && response.PeekTag() == Context0 ? response.ReadSequence(Context0).ReadGeneralizedTime() : null;
        AsnTime.EnsureFresh("OCSP answer", thisUpdate, nextUpdate, now);
        if (tag.HasSameClassAndValue(Good))
        {
            return new RevocationAnswer(RevocationState.Good, Since: null, nextUpdate);
        }

        if (tag != Revoked)
        {
            throw new InvalidDataException("the OCSP responder does not know the certificate");
        }

        var info = new AsnReader(status, AsnEncodingRules.DER).ReadSequence(Revoked);
        var since = info.ReadGeneralizedTime();
        X509RevocationReason? reason = info.HasData ? info.ReadSequence(Context0).ReadEnumeratedValue<X509RevocationReason>() : null;
        return RevocationAnswer.Revoked(since, reason, nextUpdate);
    }

    private static bool IsAbout(AsnReader id, X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var algorithm = id.ReadSequence().ReadObjectIdentifier();
        var (name, key) = Hashes(issuer);
        return algorithm is Sha1
            && id.ReadOctetString().AsSpan().SequenceEqual(name)
            && id.ReadOctetString().AsSpan().SequenceEqual(key)
            && id.ReadIntegerBytes().Span.SequenceEqual(certificate.SerialNumberBytes.Span);
    }

    private static void WriteId(AsnWriter writer, X509Certificate2 certificate, X509Certificate2 issuer)
    {
        var (name, key) = Hashes(issuer);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(Sha1);
                writer.WriteNull();
            }

            writer.WriteOctetString(name);
            writer.WriteOctetString(key);
            writer.WriteInteger(certificate.SerialNumberBytes.Span);
        }
    }

    // SHA-1 only names the issuer here, and it is what every responder understands (RFC 5019, 2.1.1).
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Security",
        "CA5350:Do not use weak cryptographic algorithms",
        Justification = "an identifier, not a protection"
    )]
    private static (byte[] Name, byte[] Key) Hashes(X509Certificate2 issuer) =>
        (SHA1.HashData(issuer.SubjectName.RawData), SHA1.HashData(issuer.PublicKey.EncodedKeyValue.RawData));
}
