using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.TrustServices;

/// <summary>
/// The TLS certificate of the access point. It is issued again, for the same key, when the access point is to be reached under a name that
/// it is not good for yet: traders trust the CA, so nothing changes for them.
/// </summary>
internal sealed class ServerCertificate(PkiFolder folder, CertificateAuthority ca, string file, DateTimeOffset now, DateTimeOffset until)
{
    /// <summary>The certificate that is kept, or a new one.</summary>
    /// <param name="names">Host names and IP addresses that it has to be good for.</param>
    /// <param name="newKey">The key of a first one.</param>
    public X509Certificate2 For(IReadOnlyList<string> names, Func<AsymmetricAlgorithm> newKey)
    {
        names = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
        var kept = folder.Kept(file, () => ca.Issue(Blueprint(names), newKey()));
        if (names.All(name => kept.MatchesHostname(name, allowCommonName: false)))
        {
            return kept;
        }

        using var key = kept.GetRSAPrivateKey()!;
        return folder.Keep(file, ca.Issue(Blueprint([.. names.Union(NamesOf(kept), StringComparer.OrdinalIgnoreCase)]), key).Certificate);
    }

    private static IEnumerable<string> NamesOf(X509Certificate2 certificate) =>
        certificate
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => address.ToString())));

    private CertificateBlueprint Blueprint(IReadOnlyList<string> names)
    {
        var last = new DateTimeOffset(ca.Certificate.NotAfter);
        return TlsIssuer.Blueprint(CustomsSeals.Eori, "localhost", names, now) with { Until = until < last ? until : last };
    }
}
