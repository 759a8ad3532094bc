using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>How certificates and instants are named in refusals.</summary>
public static class CertificateText
{
    private const int LongestName = 200;

    /// <summary>Subject and serial number, shortened: <c>'CN=Seal, O=Trader' (serial 0A1B)</c>.</summary>
    public static string Shown(this X509Certificate2 certificate) =>
        $"'{Short(certificate.Subject)}' (serial {Short(certificate.SerialNumber)})";

    /// <summary>
    /// SHA-256 over the DER bytes, capital hexadecimal, no separators: how UUM&amp;DS registrations name a certificate here.
    /// </summary>
    public static string Fingerprint(this X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    internal static string Shown(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    internal static DateTimeOffset From(this X509Certificate2 certificate) => new(certificate.NotBefore.ToUniversalTime());

    internal static DateTimeOffset Until(this X509Certificate2 certificate) => new(certificate.NotAfter.ToUniversalTime());

    internal static bool IsSelfIssued(this X509Certificate2 certificate) => certificate.HasSubject(certificate.IssuerName);

    internal static bool HasSubject(this X509Certificate2 certificate, X500DistinguishedName name) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(name.RawData);

    /// <summary>Whether two certificates are for the same key.</summary>
    public static bool HasKeyOf(this X509Certificate2 certificate, X509Certificate2 other) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.PublicKey.ExportSubjectPublicKeyInfo());

    // Names and serials come from the sender: control characters would forge log lines.
    internal static string Short(string text)
    {
        var shown = text.Length > LongestName ? text[..LongestName] + "..." : text;
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }
}
