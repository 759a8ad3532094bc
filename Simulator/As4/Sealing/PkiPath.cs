using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.As4.Sealing;

/// <summary>The PkiPath of X.509: a DER SEQUENCE of certificates, trust-anchor end first, leaf last (as4-profile b).</summary>
public static class PkiPath
{
    /// <summary>Encodes a path.</summary>
    /// <param name="leafFirst">Certificates from the leaf to the root.</param>
    /// <returns>DER bytes, root first.</returns>
    public static byte[] Encode(IEnumerable<X509Certificate2> leafFirst)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var certificate in leafFirst.Reverse())
            {
                writer.WriteEncodedValue(certificate.RawDataMemory.Span);
            }
        }

        return writer.Encode();
    }

    /// <summary>Decodes a path in the order of the token.</summary>
    /// <param name="der">The token's bytes.</param>
    /// <param name="limit">Most certificates that are taken.</param>
    /// <returns>The certificates, normally root first.</returns>
    /// <exception cref="CryptographicException">Not a sequence of certificates, empty, too long, or followed by other bytes.</exception>
    public static IReadOnlyList<X509Certificate2> Decode(ReadOnlyMemory<byte> der, int limit)
    {
        try
        {
            var reader = new AsnReader(der, AsnEncodingRules.BER);
            var sequence = reader.ReadSequence();
            reader.ThrowIfNotEmpty();
            var certificates = new List<X509Certificate2>();
            while (sequence.HasData)
            {
                if (certificates.Count == limit)
                {
                    throw new CryptographicException($"The path holds more than {limit} certificates.");
                }

                certificates.Add(X509CertificateLoader.LoadCertificate(sequence.ReadEncodedValue().Span));
            }

            return certificates.Count > 0 ? certificates : throw new CryptographicException("The path is empty.");
        }
        catch (AsnContentException malformed)
        {
            throw new CryptographicException("The token is not a DER sequence of certificates.", malformed);
        }
    }

    /// <summary>Finds the issuers of a certificate by name among others.</summary>
    /// <param name="leaf">Where to start.</param>
    /// <param name="others">Candidates in any order.</param>
    /// <returns>Issuers, nearest first; ends at a self-issued certificate or where no candidate fits.</returns>
    public static IReadOnlyList<X509Certificate2> OrderIssuers(X509Certificate2 leaf, IEnumerable<X509Certificate2> others)
    {
        var candidates = others.ToList();
        var path = new List<X509Certificate2>();
        var current = leaf;
        while (!IsSelfIssued(current))
        {
            var issuer = candidates.Find(candidate => candidate.SubjectName.RawData.AsSpan().SequenceEqual(current.IssuerName.RawData));
            if (issuer is null || path.Contains(issuer))
            {
                break;
            }

            path.Add(issuer);
            current = issuer;
        }

        return path;
    }

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
