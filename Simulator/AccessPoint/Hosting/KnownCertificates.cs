using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Storing;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// A store remembers whose certificates it was used with: under other CAs all that was enrolled before is refused, and nobody would know
/// why.
/// </summary>
internal static class KnownCertificates
{
    private const string Name = "certificates";

    /// <summary>Says when they are others, and remembers them.</summary>
    /// <param name="settings">The store.</param>
    /// <param name="tls">The TLS certificate of customs; its CA stands for the others.</param>
    /// <param name="log">Where it is said.</param>
    public static async Task LookAsync(ISettings settings, X509Certificate2 tls, ILogger log)
    {
        var authority = tls.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier is { } key
            ? Convert.ToHexString(key.Span)
            : tls.Issuer;
        var before = settings.Settings(Name).GetValueOrDefault(Name);
        if (before == authority)
        {
            return;
        }

        if (before is not null)
        {
            log.LogWarning(
                "The certificates are others than those this store was used with: traders enrolled before are refused. "
                    + "Put the folder pki back, or enrol them again."
            );
        }

        await settings.PutSettingAsync(Name, authority);
    }
}
