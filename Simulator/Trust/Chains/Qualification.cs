using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Lists;

namespace Ics2.Trust.Chains;

/// <summary>
/// What a certificate and the list together say about its being qualified (as4-profile f1; after ETSI TS 119 615, much shortened).
/// </summary>
internal static class Qualification
{
    private const string Compliance = "0.4.0.1862.1.1";
    private const string TypeSign = "0.4.0.1862.1.6.1";
    private const string TypeSeal = "0.4.0.1862.1.6.2";
    private const string TypeWeb = "0.4.0.1862.1.6.3";

    /// <summary>
    /// Qualified for seals: by the CA's service when issued and at the date, and by its own statements or the list's qualifiers.
    /// </summary>
    public static bool Holds(X509Certificate2 certificate, ListedService service, DateTimeOffset at)
    {
        if (
            service.At(at) is not { IsGranted: true, IsQualified: true } now
            || service.At(certificate.From()) is not { IsGranted: true, IsQualified: true }
        )
        {
            return false;
        }

        try
        {
            var statements = CertificateExtensions.QualifiedStatements(certificate);
            var qualifiers = now
                .Qualifiers.Where(rule => rule.Criteria.AreMetBy(certificate))
                .SelectMany(rule => rule.Qualifiers)
                .Select(uri => uri[(uri.LastIndexOf('/') + 1)..])
                .ToHashSet(StringComparer.Ordinal);
            var isQualified =
                (statements.Contains(Compliance, StringComparer.Ordinal) || qualifiers.Contains("QCStatement"))
                && !qualifiers.Contains("NotQualified");
            var isForSeals = statements.Contains(TypeSeal, StringComparer.Ordinal) || qualifiers.Contains("QCForESeal");
            var servesSeals = now.Purposes.Count == 0 || now.Purposes.Contains(TslNames.ForeSeals, StringComparer.Ordinal);
            return isQualified && isForSeals && servesSeals;
        }
        catch (CryptographicException)
        {
            return false; // statements nobody can read qualify nothing
        }
    }

    /// <summary>Whether a qualified device is stated.</summary>
    public static bool HasDevice(X509Certificate2 certificate) =>
        Statements(certificate).Contains("0.4.0.1862.1.4", StringComparer.Ordinal);

    /// <summary>Whether it says it is for seals.</summary>
    public static bool IsForSeals(X509Certificate2 certificate) => Statements(certificate).Contains(TypeSeal, StringComparer.Ordinal);

    /// <summary>What else than seals a qualified certificate says it is for; null when it names seals, or nothing.</summary>
    public static string? OtherType(X509Certificate2 certificate)
    {
        var statements = Statements(certificate);
        return statements.Contains(TypeSeal, StringComparer.Ordinal) ? null
            : statements.Contains(TypeWeb, StringComparer.Ordinal) ? "web sites"
            : statements.Contains(TypeSign, StringComparer.Ordinal) ? "signatures of natural persons"
            : null;
    }

    private static IReadOnlyList<string> Statements(X509Certificate2 certificate)
    {
        try
        {
            return CertificateExtensions.QualifiedStatements(certificate);
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
