using System.Globalization;
using System.Security.Cryptography;
using Ics2.Trust;
using WireMock.Server;
using WireMock.Settings;

namespace Ics2.TrustServices;

/// <summary>How the trust services are started.</summary>
/// <param name="Directory">Where the registrations are kept.</param>
public sealed record TrustServiceOptions(string Directory)
{
    /// <summary>TCP port on the loopback address; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Technical user that may ask the registry.</summary>
    public string User { get; init; } = "access-point";

    /// <summary>Its secret; null makes a random one.</summary>
    public string? Secret { get; init; }
}

/// <summary>The outside world that customs asks, as HTTP services on one WireMock.Net server, loopback only.</summary>
public sealed class TrustServiceHost : IAsyncDisposable
{
    private const int MostLoggedRequests = 100; // WireMock keeps every request otherwise

    private readonly WireMockServer server;

    private TrustServiceHost(WireMockServer server, UumDsRegistry registry, UumDsOptions access)
    {
        this.server = server;
        InProcessRegistry = registry;
        RegistryAccess = access;
    }

    /// <summary>Base address of the UUM&amp;DS registry, ending in a slash.</summary>
    public Uri Registry => RegistryAccess.Registry;

    /// <summary>What an access point needs to ask the registry.</summary>
    public UumDsOptions RegistryAccess { get; }

    /// <summary>The registry itself, for those in the same process.</summary>
    public UumDsRegistry InProcessRegistry { get; }

    /// <summary>Starts the services; they answer when this returns.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<TrustServiceHost> StartAsync(TestPki pki, TrustServiceOptions options, TimeProvider clock, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(pki);
        ct.ThrowIfCancellationRequested();
        var registry = new UumDsRegistry(options.Directory, clock);
        return Task.Run(() => Start(registry, options, clock), ct);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        server.Stop();
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TrustServiceHost Start(UumDsRegistry registry, TrustServiceOptions options, TimeProvider clock)
    {
        var secret = options.Secret ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var started = WireMockServer.Start(new WireMockServerSettings
        {
            Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{options.Port}")],
            MaxRequestLogCount = MostLoggedRequests,
        });
        new UumDsEndpoints(registry, new AccessTokens(options.User, secret, clock)).Map(started);
        return new TrustServiceHost(started, registry, new UumDsOptions(new Uri(started.Url! + UumDsEndpoints.Root), options.User, secret));
    }
}
