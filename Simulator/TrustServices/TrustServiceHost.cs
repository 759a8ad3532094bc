using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using WireMock.Exceptions;
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
    private const int MaxLoggedRequests = 100; // WireMock keeps every request otherwise

    private static readonly string[] ServiceNames = ["registry", "lists", "revocation"];

    private readonly WireMockServer _server;

    private TrustServiceHost(
        WireMockServer server,
        TestPki pki,
        UumDsRegistry registry,
        UumDsOptions access,
        IReadOnlyDictionary<string, FaultSwitch> faults
    )
    {
        var address = new Uri(server.Url!);
        TrustedLists = new Uri(address, ListPublisher.Root + ListPublisher.ListOfLists);
        Revocation = new Uri(address, RevocationResponders.Root);
        ListAccess = new ListOptions(TrustedLists.AbsoluteUri, [pki.ListOfListsSigner])
        {
            AlternateLists = new Uri(address, ListPublisher.Root) + ListPublisher.Alternate,
            AlternateSigners = [pki.ListsSigner],
        };
        RevocationAccess = new RevocationOptions
        {
            Hosts = new Dictionary<string, Uri>(StringComparer.OrdinalIgnoreCase) { [CertificateAuthority.RevocationHost] = Revocation },
        };
        Faults = faults;
        this._server = server;
        InProcessRegistry = registry;
        RegistryAccess = access;
    }

    /// <summary>Base address of the UUM&amp;DS registry, ending in a slash.</summary>
    public Uri Registry => RegistryAccess.Registry;

    /// <summary>URL of the list of lists.</summary>
    public Uri TrustedLists { get; }

    /// <summary>Base address of CRLs and OCSP responders, ending in a slash.</summary>
    public Uri Revocation { get; }

    /// <summary>What an access point needs to go by the trusted lists.</summary>
    public ListOptions ListAccess { get; }

    /// <summary>What an access point needs to check revocation.</summary>
    public RevocationOptions RevocationAccess { get; }

    /// <summary>What an access point needs to ask the registry.</summary>
    public UumDsOptions RegistryAccess { get; }

    /// <summary>The registry itself, for those in the same process.</summary>
    public UumDsRegistry InProcessRegistry { get; }

    /// <summary>
    /// The fault switches of <c>registry</c>, <c>lists</c> and <c>revocation</c>; over HTTP <c>PUT /simulator/faults/NAME</c>.
    /// </summary>
    public IReadOnlyDictionary<string, FaultSwitch> Faults { get; }

    /// <summary>Starts the services; they answer when this returns.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static Task<TrustServiceHost> StartAsync(
        TestPki pki,
        TrustServiceOptions options,
        TimeProvider clock,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var registry = new UumDsRegistry(options.Directory, clock);
        return Task.Run(() => Start(pki, registry, options, clock), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _server.Stop();
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TrustServiceHost Start(TestPki pki, UumDsRegistry registry, TrustServiceOptions options, TimeProvider clock)
    {
        var secret = options.Secret ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var started = Listen(options.Port);
        var endpoints = new Endpoints(started);
        var faults = ServiceNames.ToFrozenDictionary(name => name, _ => new FaultSwitch(), StringComparer.Ordinal);
        MapFaults(endpoints, faults);
        new UumDsEndpoints(registry, new AccessTokens(options.User, secret, clock), faults["registry"]).Map(endpoints);
        new ListPublisher(pki, clock, faults["lists"]).Map(endpoints, new Uri(started.Url! + ListPublisher.Root));
        new RevocationResponders(pki, clock, faults["revocation"]).Map(endpoints);
        return new TrustServiceHost(
            started,
            pki,
            registry,
            new UumDsOptions(new Uri(started.Url! + UumDsEndpoints.Root), options.User, secret),
            faults
        );
    }

    private static WireMockServer Listen(int port)
    {
        try
        {
            return WireMockServer.Start(
                new WireMockServerSettings
                {
                    Urls = [string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")],
                    MaxRequestLogCount = MaxLoggedRequests,
                }
            );
        }
        catch (WireMockException e)
        {
            throw new IOException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The trust services cannot listen on port {port} (0 takes a free one): {e.Message}"
                ),
                e
            );
        }
    }

    // PUT /simulator/faults/registry {"fault":"unavailable"}, or /simulator/faults/registry/BE0123456789 for one trader alone
    private static void MapFaults(Endpoints endpoints, FrozenDictionary<string, FaultSwitch> faults)
    {
        endpoints.On(
            "PUT",
            "/simulator/faults/registry/*",
            faults: null,
            request =>
                Endpoints.Read(
                    request,
                    SimulatorJson.Default.FaultOrder,
                    order =>
                        faults["registry"].Set(Endpoints.Segment(request, 3), order)
                            ? Endpoints.NoContent()
                            : Endpoints.Problem(HttpStatusCode.Conflict, "There are faults for too many traders already.")
                )
        );
        foreach (var (name, service) in faults)
        {
            endpoints.On(
                "GET",
                "/simulator/faults/" + name,
                faults: null,
                _ => Endpoints.Answer(HttpStatusCode.OK, service.Order, SimulatorJson.Default.FaultOrder)
            );
            endpoints.On(
                "PUT",
                "/simulator/faults/" + name,
                faults: null,
                request =>
                    Endpoints.Read(
                        request,
                        SimulatorJson.Default.FaultOrder,
                        order =>
                        {
                            service.Set(order);
                            return Endpoints.NoContent();
                        }
                    )
            );
        }
    }
}
