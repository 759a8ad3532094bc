using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>Reads the extensions that the BCL leaves as bytes.</summary>
internal static class CertificateExtensions
{
    private const int MaxEntries = 100;

    private const string CertificatePolicies = "2.5.29.32";
    private const string QcStatements = "1.3.6.1.5.5.7.1.3";
    private const string CrlDistributionPoints = "2.5.29.31";
    private const string QcType = "0.4.0.1862.1.6";

    private static readonly Asn1Tag Context0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>Identifiers of the certificate policies; empty when there is no such extension.</summary>
    /// <exception cref="CryptographicException">The extension cannot be read.</exception>
    public static IReadOnlyList<string> Policies(X509Certificate2 certificate) =>
        Each(certificate, CertificatePolicies, policy => policy.ReadSequence().ReadObjectIdentifier());

    /// <summary>
    /// Identifiers of the QcStatements (EN 319 412-5), and after <c>0.4.0.1862.1.6</c> those of the types it names.
    /// </summary>
    /// <exception cref="CryptographicException">The extension cannot be read.</exception>
    public static IReadOnlyList<string> QualifiedStatements(X509Certificate2 certificate)
    {
        var found = new List<string>();
        _ = Each(
            certificate,
            QcStatements,
            reader =>
            {
                var statement = reader.ReadSequence();
                found.Add(statement.ReadObjectIdentifier());
                if (found[^1] is QcType && statement.HasData)
                {
                    var types = statement.ReadSequence();
                    while (types.HasData && found.Count < MaxEntries)
                    {
                        found.Add(types.ReadObjectIdentifier());
                    }
                }

                return found[^1];
            }
        );
        return found;
    }

    /// <summary>URLs of the CRLs.</summary>
    /// <exception cref="CryptographicException">The extension cannot be read.</exception>
    public static IReadOnlyList<string> CrlUrls(X509Certificate2 certificate) =>
        [.. Each(certificate, CrlDistributionPoints, CrlUrl).OfType<string>()];

    /// <summary>URLs of the OCSP responders.</summary>
    /// <exception cref="CryptographicException">The extension cannot be read.</exception>
    public static IReadOnlyList<string> OcspUrls(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().FirstOrDefault() is { } access
            ? [.. access.EnumerateOcspUris()]
            : [];

    // DistributionPoint ::= SEQUENCE { [0] { [0] fullName { [6] uri } } ... }; other forms of names are passed over.
    private static string? CrlUrl(AsnReader points)
    {
        var point = points.ReadSequence();
        if (!point.HasData || point.PeekTag() != Context0)
        {
            return null;
        }

        var name = point.ReadSequence(Context0);
        if (!name.HasData || name.PeekTag() != Context0)
        {
            return null;
        }

        var full = name.ReadSequence(Context0);
        return full.HasData && full.PeekTag() == Uri ? full.ReadCharacterString(UniversalTagNumber.IA5String, Uri) : null;
    }

    private static List<T> Each<T>(X509Certificate2 certificate, string oid, Func<AsnReader, T> read)
    {
        var all = new List<T>();
        var extension = certificate.Extensions.FirstOrDefault(e => string.Equals(e.Oid?.Value, oid, StringComparison.Ordinal));
        if (extension is null)
        {
            return all;
        }

        try
        {
            var sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                if (all.Count == MaxEntries)
                {
                    throw new CryptographicException($"Extension {oid} has more than {MaxEntries} entries.");
                }

                all.Add(read(sequence));
            }
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException($"Extension {oid} cannot be read: {e.Message}", e);
        }

        return all;
    }
}
