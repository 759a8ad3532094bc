using System.Security.Cryptography;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Sealing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Keeping;
using Ics2.Trust.Lists;
using Ics2.TrustServices;
using Microsoft.Extensions.Logging;

namespace Ics2.Simulator;

/// <summary>
/// The whole simulated customs side in one object: certificates, UUM&amp;DS registry and access point. <c>ics2 serve</c>, the scenarios
/// and other people's tests start it alike: <c>await using var customs = await Ics2Simulator.StartAsync(new(folder));</c>
/// </summary>
public sealed class Ics2Simulator : IAsyncDisposable
{
    private readonly TrustSide _trust;
    private readonly SealingIdentity _seal;
    private readonly ManagementClient _management;

    private Ics2Simulator(TrustSide trust, SealingIdentity seal, AccessPointHost accessPoint, Enrolment enrolment, SimulatorOptions options)
    {
        _trust = trust;
        _seal = seal;
        AccessPoint = accessPoint;
        Enrolment = enrolment;
        _management = new ManagementClient(accessPoint.Management, options.ManagementToken);
        Officer = new CustomsOfficer(_management);
        ManagementToken = options.ManagementToken!;
        DataFolder = options.DataFolder;
        TraderKeys = options.TraderKeys;
    }

    /// <summary>The running access point.</summary>
    public AccessPointHost AccessPoint { get; }

    /// <summary>What goes wrong on purpose; nothing, until a rule is put in.</summary>
    public ChaosRules Chaos => AccessPoint.Chaos;

    /// <summary>Enrols traders.</summary>
    public Enrolment Enrolment { get; }

    /// <summary>Acts as customs: asks, holds, assesses, controls; sets what operators want; moves the clock.</summary>
    public CustomsOfficer Officer { get; }

    /// <summary>What its management API asks for before it gives out private keys; made up where none was given.</summary>
    public string ManagementToken { get; }

    /// <summary>Keeps everything of this simulator.</summary>
    public string DataFolder { get; }

    /// <summary>The seal of customs, with its key.</summary>
    internal IssuedCertificate Seal => _trust.Pki.CustomsSeal;

    /// <summary>The keys its traders share, if they do.</summary>
    public TraderKeys? TraderKeys { get; }

    /// <summary>How each trusted list fares that customs goes by; also <c>GET /trusted-lists</c> of the management API.</summary>
    /// <param name="cancellationToken">Stops loading them.</param>
    public Task<IReadOnlyList<ListState>> TrustedListStatesAsync(CancellationToken cancellationToken = default) =>
        _trust.ListsAsync(cancellationToken);

    /// <summary>Base of the UUM&amp;DS registry.</summary>
    public Uri Registry => _trust.Services.Registry.Registry;

    /// <summary>The list of trusted lists.</summary>
    public Uri TrustedLists => new(_trust.Services.Lists.ListOfLists);

    /// <summary>Base of the revocation services.</summary>
    public Uri Revocation => _trust.Services.Revocation.Hosts.Values.First();

    /// <summary>Starts everything; it takes messages when this returns.</summary>
    /// <param name="options">Folder, ports, clock.</param>
    /// <returns>The running simulator.</returns>
    /// <exception cref="IOException">A port is taken, or the folder cannot be written.</exception>
    /// <exception cref="InvalidOperationException">The data folder is in use by another simulator.</exception>
    public static async Task<Ics2Simulator> StartAsync(SimulatorOptions options)
    {
        options = options with { ManagementToken = options.ManagementToken ?? Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) };
        PrivateFiles.MakeUntrackedFolder(options.DataFolder);
        SayWhenStoreIsGone(options);
        var trust = await TrustSide.StartAsync(options);
        var pki = trust.Pki;
        var seal = Identity(pki.CustomsSeal);
        var enrolment = new Enrolment(trust, new EnrolledCertificates(options.DataFolder, options.Clock));
        try
        {
            var accessPoint = await AccessPointHost.StartAsync(
                new AccessPointOptions(options)
                {
                    Seal = seal,
                    ForeignSeal = () => Identity(pki.IssueForeignSeal()),
                    TlsCertificate = pki.CustomsTls.Certificate,
                    TlsIntermediates = [.. pki.CustomsTls.Chain.SkipLast(1)],
                    TlsAnchors = trust.TlsAnchors,
                    TlsRevocation = trust.Revocation,
                    SealAnchors = TrustAnchors.FromPem(pki.SealAnchorsPem),
                    JudgeSeal = async (leaf, others, state, at, cancellationToken) =>
                        (await trust.Seals.DecideAsync(leaf, others, state, at, cancellationToken)).Chain,
                    Registry = trust.Registry,
                    Services = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["registry"] = trust.Services.Registry.Registry.ToString(),
                        ["trustedLists"] = trust.Services.Lists.ListOfLists,
                        ["revocation"] = trust.Services.Revocation.Hosts.Values.First().ToString(),
                    },
                    ExtendManagement = enrolment.Map,
                }
            );
            enrolment.Open(accessPoint, options);
            return new Ics2Simulator(trust, seal, accessPoint, enrolment, options);
        }
        catch
        {
            enrolment.Dispose();
            seal.Dispose();
            await trust.DisposeAsync();
            throw;
        }
    }

    private static void SayWhenStoreIsGone(SimulatorOptions options)
    {
        var store = new FileInfo(Path.Combine(options.DataFolder, AccessPointSettings.StoreFile));
        if (options.Store is null && TrustSide.HasEnrolled(options) && store is not { Exists: true, Length: > 0 })
        {
            options
                .Logs.CreateLogger<Ics2Simulator>()
                .LogWarning(
                    "Traders were enrolled in {Folder}, but {File} is gone or empty: what was acknowledged before is not on record. "
                        + "Put the file back, or use another folder.",
                    options.DataFolder,
                    store.Name
                );
        }
    }

    private static SealingIdentity Identity(IssuedCertificate seal) => new(seal.Certificate, seal.Chain);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await AccessPoint.DisposeAsync();
        await _trust.DisposeAsync();
        Enrolment.Dispose();
        _management.Dispose();
        _seal.Dispose();
    }
}
