using Ics2.AccessPoint;
using Ics2.As4.Sealing;
using Ics2.Trust;
using Ics2.TrustServices;

namespace Ics2.StepDefinitions.Hosting;

/// <summary>
/// The whole simulated customs side in one object: certificates, UUM&amp;DS registry and access point. <c>ics2 serve</c>, the scenarios
/// and other people's tests start it alike: <c>await using var customs = await Ics2Simulator.StartAsync(new(folder));</c>
/// </summary>
public sealed class Ics2Simulator : IAsyncDisposable
{
    private readonly TrustServiceHost _trustServices;
    private readonly SealingIdentity _seal;
    private readonly HttpClient _registryClient;

    private Ics2Simulator(TrustServiceHost trustServices, SealingIdentity seal, HttpClient registryClient, AccessPointHost accessPoint, Enrolment enrolment, string dataFolder)
    {
        _trustServices = trustServices;
        _seal = seal;
        _registryClient = registryClient;
        AccessPoint = accessPoint;
        Enrolment = enrolment;
        DataFolder = dataFolder;
    }

    /// <summary>The running access point.</summary>
    public AccessPointHost AccessPoint { get; }

    /// <summary>Enrols traders.</summary>
    public Enrolment Enrolment { get; }

    /// <summary>Keeps everything of this simulator.</summary>
    public string DataFolder { get; }

    /// <summary>Base of the UUM&amp;DS registry.</summary>
    public Uri Registry => _trustServices.Registry;

    /// <summary>Starts everything; it takes messages when this returns.</summary>
    /// <param name="options">Folder, ports, clock.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="IOException">A port is taken, or the folder cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The data folder is in use by another simulator.</exception>
    public static async Task<Ics2Simulator> StartAsync(SimulatorOptions options)
    {
        var pki = await Task.Run(() => TestPki.OpenOrCreate(Path.Combine(options.DataFolder, "pki"), options.Clock));
        var trustServices = await TrustServiceHost.StartAsync(pki, new TrustServiceOptions(Path.Combine(options.DataFolder, "uumds")), options.Clock);
        var registryClient = new HttpClient();
        var seal = new SealingIdentity(pki.CustomsSeal.Certificate, pki.CustomsSeal.Chain);
        try
        {
            var enrolment = new Enrolment(pki, new RegistrationClient(registryClient, trustServices.Registry));
            var accessPoint = await AccessPointHost.StartAsync(new AccessPointOptions
            {
                DataFolder = options.DataFolder,
                Seal = seal,
                TlsCertificate = pki.CustomsTls.Certificate,
                TlsIntermediates = [.. pki.CustomsTls.Chain.SkipLast(1)],
                TlsAnchors = TrustAnchors.FromPem(pki.TlsAnchorsPem),
                SealAnchors = TrustAnchors.FromPem(pki.SealAnchorsPem),
                Registry = new UumDsClient(registryClient, trustServices.RegistryAccess, options.Clock),
                As4Port = options.As4Port,
                ManagementPort = options.ManagementPort,
                Profile = options.Profile,
                Clock = options.Clock,
                CustomsClock = options.CustomsClock,
                Customs = options.Customs,
                Playbook = options.Playbook,
                AssessWhenTold = options.AssessWhenTold,
                PushRetryInterval = options.PushRetryInterval,
                Services = new Dictionary<string, string>(StringComparer.Ordinal) { ["registry"] = trustServices.Registry.ToString() },
                ExtendManagement = enrolment.Map,
                Logs = options.Logs,
            });
            enrolment.Open(accessPoint, options.Profile);
            return new Ics2Simulator(trustServices, seal, registryClient, accessPoint, enrolment, options.DataFolder);
        }
        catch
        {
            seal.Dispose();
            registryClient.Dispose();
            await trustServices.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AccessPoint.DisposeAsync();
        await _trustServices.DisposeAsync();
        Enrolment.Dispose();
        _registryClient.Dispose();
        _seal.Dispose();
    }
}
