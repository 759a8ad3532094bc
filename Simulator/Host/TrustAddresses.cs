using System.Security.Cryptography.X509Certificates;
using Ics2.Contract.Management;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;

namespace Ics2.Simulator;

/// <summary>Where the services are that customs asks, in this process or at another simulator.</summary>
/// <param name="Lists">The trusted lists.</param>
/// <param name="Revocation">CRLs and OCSP.</param>
/// <param name="Registry">UUM&amp;DS.</param>
internal sealed record TrustAddresses(ListOptions Lists, RevocationOptions Revocation, UumDsOptions Registry)
{
    // What the other one lists anew, a vendor's own seal CA for instance, is known here after this time.
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(1);

    public static TrustAddresses Of(TrustAccess access) =>
        new(
            new ListOptions(access.ListOfLists, Read(access.ListSigners))
            {
                AlternateLists = access.AlternateLists,
                AlternateSigners = Read(access.AlternateSigners),
                Refresh = Refresh,
            },
            new RevocationOptions { Hosts = new Dictionary<string, Uri>(access.RevocationHosts, StringComparer.OrdinalIgnoreCase) },
            new UumDsOptions(access.Registry, access.RegistryUser, access.RegistrySecret)
        );

    public static IReadOnlyList<X509Certificate2> Read(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return [.. certificates];
    }
}
