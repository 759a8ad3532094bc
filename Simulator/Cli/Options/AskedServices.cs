using Ics2.Contract.Management;
using Ics2.Simulator;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;

namespace Ics2.Cli.Options;

/// <summary>The services that are asked about certificates: lists of a folder or of a running simulator, and the latter's registry.</summary>
internal sealed class AskedServices : IDisposable
{
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http;

    /// <summary>Opens what was given.</summary>
    /// <param name="folder">Trusted lists on disk, which come before those of the simulator; null for none.</param>
    /// <param name="simulator">A running simulator; null for none.</param>
    /// <param name="open">How the folder is read.</param>
    public AskedServices(DirectoryInfo? folder, TrustAccess? simulator, Func<FolderLists, ListOptions> open)
    {
        var addresses = simulator is null ? null : TrustAddresses.Of(simulator);
        _http = SimulatorHttp.ClientFor(
            addresses is null
                ? []
                : [addresses.Registry.Registry, new Uri(addresses.Lists.ListOfLists), .. addresses.Revocation.Hosts.Values]
        );
        if (folder is not null)
        {
            var files = new FolderLists(folder.FullName);
            Lists = new TrustedListStore(open(files), files, TimeProvider.System);
        }
        else if (addresses is not null)
        {
            Lists = new TrustedListStore(addresses.Lists, new HttpLists(_http, ListTimeout), TimeProvider.System);
        }

        Revocation = new RevocationChecker(_http, addresses?.Revocation ?? new RevocationOptions(), TimeProvider.System);
        Registry = addresses is null ? null : new UumDsClient(_http, addresses.Registry, TimeProvider.System);
    }

    /// <summary>The trusted lists; null when there are none to ask.</summary>
    public TrustedListStore? Lists { get; }

    /// <summary>Asks responders, those of the simulator at its own addresses.</summary>
    public RevocationChecker Revocation { get; }

    /// <summary>UUM&amp;DS; null when it cannot be asked.</summary>
    public UumDsClient? Registry { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Lists?.Dispose();
        _http.Dispose();
    }
}
