using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Lists;

/// <summary>A qualification element: these qualifiers hold for certificates that meet the criteria (TS 119 612, 5.5.9.2).</summary>
/// <param name="Qualifiers">URIs: <c>.../SvcInfoExt/QCForESeal</c>, <c>NotQualified</c>, <c>QCStatement</c> and so on.</param>
/// <param name="Criteria">Which certificates.</param>
public sealed record QualifierRule(IReadOnlyList<string> Qualifiers, Criteria Criteria);

/// <summary>How the parts of a criteria list are joined.</summary>
public enum CriteriaJoin
{
    /// <summary>All must hold.</summary>
    All,

    /// <summary>One must hold.</summary>
    AtLeastOne,

    /// <summary>None may hold.</summary>
    None,
}

/// <summary>What a certificate must be like.</summary>
/// <param name="Join">How the parts are joined.</param>
/// <param name="KeyUsages">Each a set of bits with the value they must have.</param>
/// <param name="PolicySets">Each a set of policies that the certificate must all have.</param>
/// <param name="Inner">Criteria lists within.</param>
/// <param name="HasUnknown">Whether there is a criterion we do not know; it counts as not met.</param>
public sealed record Criteria(
    CriteriaJoin Join,
    IReadOnlyList<IReadOnlyDictionary<string, bool>> KeyUsages,
    IReadOnlyList<IReadOnlyList<string>> PolicySets,
    IReadOnlyList<Criteria> Inner,
    bool HasUnknown
)
{
    // Names of TS 119 612; the same bits as RFC 5280.
    private static readonly Dictionary<string, X509KeyUsageFlags> Bits = new(StringComparer.Ordinal)
    {
        ["digitalSignature"] = X509KeyUsageFlags.DigitalSignature,
        ["nonRepudiation"] = X509KeyUsageFlags.NonRepudiation,
        ["keyEncipherment"] = X509KeyUsageFlags.KeyEncipherment,
        ["dataEncipherment"] = X509KeyUsageFlags.DataEncipherment,
        ["keyAgreement"] = X509KeyUsageFlags.KeyAgreement,
        ["keyCertSign"] = X509KeyUsageFlags.KeyCertSign,
        ["crlSign"] = X509KeyUsageFlags.CrlSign,
        ["encipherOnly"] = X509KeyUsageFlags.EncipherOnly,
        ["decipherOnly"] = X509KeyUsageFlags.DecipherOnly,
    };

    /// <summary>Whether a certificate meets them.</summary>
    /// <exception cref="CryptographicException">An extension of the certificate cannot be read.</exception>
    public bool AreMetBy(X509Certificate2 certificate)
    {
        var usage = certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages ?? X509KeyUsageFlags.None;
        var policies = CertificateExtensions.Policies(certificate);
        var parts = KeyUsages
            .Select(bits => bits.All(bit => Bits.TryGetValue(bit.Key, out var flag) && usage.HasFlag(flag) == bit.Value))
            .Concat(PolicySets.Select(set => set.All(policies.Contains)))
            .Concat(Inner.Select(criteria => criteria.AreMetBy(certificate)))
            .Concat(HasUnknown ? [false] : []);
        return Join switch
        {
            CriteriaJoin.All => parts.All(met => met),
            CriteriaJoin.AtLeastOne => parts.Any(met => met),
            _ => !parts.Any(met => met),
        };
    }
}
