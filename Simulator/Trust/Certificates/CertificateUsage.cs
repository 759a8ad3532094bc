using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>
/// Whether a certificate may do what it is used for. No ICS2 source states key usages (as4-profile f), so an absent extension means
/// unrestricted, as in RFC 5280; a present one must allow the use (attack case KEY-10).
/// </summary>
internal static class CertificateUsage
{
    public const string ServerAuth = "1.3.6.1.5.5.7.3.1";
    public const string ClientAuth = "1.3.6.1.5.5.7.3.2";
    public const string AnyUsage = "2.5.29.37.0";

    // What a path check must understand (RFC 5280, 4.2), and what real CAs mark as critical.
    private static readonly FrozenSet<string> Understood = new[]
    {
        "2.5.29.14",
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.18",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.31",
        "2.5.29.32",
        "2.5.29.35",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
        "1.3.6.1.5.5.7.1.3",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>An extension nobody may pass over, and that we do not know; null when there is none.</summary>
    public static ChainDecision? UnknownCritical(X509Certificate2 certificate) =>
        certificate.Extensions.FirstOrDefault(extension => extension.Critical && !Understood.Contains(extension.Oid?.Value ?? ""))
            is { } unknown
            ? Wrong(
                certificate,
                $"has the critical extension {unknown.Oid?.Value}, which is not known here",
                "critical extensions of RFC 5280 only",
                unknown.Oid?.Value ?? "none"
            )
            : null;

    /// <summary>What forbids the leaf its purpose; null when nothing does.</summary>
    public static ChainDecision? LeafFault(X509Certificate2 leaf, CertificatePurpose purpose)
    {
        try
        {
            return ReadLeaf(leaf, purpose);
        }
        catch (CryptographicException e)
        {
            return Unreadable(leaf, e);
        }
    }

    /// <summary>What forbids a certificate to have issued the one below it; null when nothing does.</summary>
    /// <param name="issuer">The CA.</param>
    /// <param name="below">How many CA certificates stand between it and the leaf.</param>
    public static ChainDecision? IssuerFault(X509Certificate2 issuer, int below)
    {
        try
        {
            return ReadIssuer(issuer, below);
        }
        catch (CryptographicException e)
        {
            return Unreadable(issuer, e);
        }
    }

    /// <summary>The purposes an extended key usage extension names; null when there is none.</summary>
    public static IReadOnlyList<string>? Purposes(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is { } usage
            ? [.. usage.EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value ?? "")]
            : null;

    private static ChainDecision? ReadLeaf(X509Certificate2 leaf, CertificatePurpose purpose)
    {
        if (leaf.Extensions.OfType<X509BasicConstraintsExtension>().Any(basic => basic.CertificateAuthority))
        {
            return Wrong(leaf, "is a CA certificate, not one of an end entity", "basic constraints without CA", "CA: true");
        }

        var keyUsage = leaf.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        var wanted = X509KeyUsageFlags.DigitalSignature | (purpose.IsSeal() ? X509KeyUsageFlags.NonRepudiation : X509KeyUsageFlags.None);
        if (keyUsage is { } usage && (usage & wanted) == X509KeyUsageFlags.None)
        {
            return Wrong(leaf, $"may not be used {Use(purpose)}", $"key usage {wanted}", $"key usage {usage}");
        }

        var purposes = Purposes(leaf);
        if (purposes is null || purposes.Contains(AnyUsage, StringComparer.Ordinal))
        {
            return null;
        }

        return purpose switch
        {
            CertificatePurpose.Seal when purposes.All(p => p is ServerAuth or ClientAuth) => Wrong(
                leaf,
                "is a TLS certificate and may not be used for sealing",
                "no extended key usage, or one beyond TLS",
                Shown(purposes)
            ),
            CertificatePurpose.TlsClient when !purposes.Contains(ClientAuth, StringComparer.Ordinal) => Wrong(
                leaf,
                "may not open TLS connections",
                "extended key usage clientAuth",
                Shown(purposes)
            ),
            CertificatePurpose.TlsServer when !purposes.Contains(ServerAuth, StringComparer.Ordinal) => Wrong(
                leaf,
                "may not answer TLS connections",
                "extended key usage serverAuth",
                Shown(purposes)
            ),
            _ => null,
        };
    }

    private static ChainDecision? ReadIssuer(X509Certificate2 issuer, int below)
    {
        var basic = issuer.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault();
        if (basic is not { CertificateAuthority: true })
        {
            return Wrong(
                issuer,
                "is used as an issuer but is no CA",
                "basic constraints with CA: true",
                basic is null ? "no basic constraints" : "CA: false"
            );
        }

        if (basic.HasPathLengthConstraint && below > basic.PathLengthConstraint)
        {
            return Wrong(
                issuer,
                "allows fewer CAs below it than the chain has",
                $"{basic.PathLengthConstraint} at most",
                below.ToString(CultureInfo.InvariantCulture)
            );
        }

        var keyUsage = issuer.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;
        return keyUsage is { } usage && (usage & X509KeyUsageFlags.KeyCertSign) == X509KeyUsageFlags.None
            ? Wrong(issuer, "may not sign certificates", "key usage KeyCertSign", $"key usage {usage}")
            : null;
    }

    private static ChainDecision Wrong(X509Certificate2 certificate, string text, string expected, string found) =>
        ChainDecision.Refuse(
            ChainFault.WrongUsage,
            $"The certificate {certificate.Shown()} {text}.",
            expected,
            found,
            "Use a certificate that was issued for this purpose; seal and TLS need one each."
        );

    private static ChainDecision Unreadable(X509Certificate2 certificate, CryptographicException e) =>
        ChainDecision.Refuse(
            ChainFault.Malformed,
            $"An extension of the certificate {certificate.Shown()} cannot be read.",
            "extensions of RFC 5280 in DER",
            e.Message,
            "Have the certificate issued again."
        );

    private static string Use(CertificatePurpose purpose) =>
        purpose switch
        {
            CertificatePurpose.Seal or CertificatePurpose.CustomsSeal => "for sealing",
            CertificatePurpose.TlsClient => "to open TLS connections",
            _ => "to answer TLS connections",
        };

    private static string Shown(IReadOnlyList<string> purposes) =>
        "extended key usage "
        + string.Join(
            ", ",
            purposes
                .Take(10)
                .Select(p =>
                    p switch
                    {
                        ServerAuth => "serverAuth",
                        ClientAuth => "clientAuth",
                        _ => p,
                    }
                )
        );
}
