using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.As4.Profiles;
using Ics2.Contract.Management;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Keeping;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;

namespace Ics2.Simulator;

/// <summary>
/// Everything that customs asks before it trusts somebody: the services, and the clients with which the access point asks them over HTTP.
/// </summary>
internal sealed class TrustSide : IAsyncDisposable
{
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(20);

    // How soon a TLS CA that the other simulator was told of counts here.
    private static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(5);

    private readonly TrustServiceHost? _own;
    private readonly CancellationTokenSource _end = new();
    private Task _following = Task.CompletedTask;
    private readonly HttpClient _http;
    private readonly TrustedListStore _lists;
    private readonly string _ownTlsCas;
    private readonly TimeProvider _clock;

    private TrustSide(TestPki pki, TrustServiceHost? own, OtherSimulator? other, TrustAddresses services, SimulatorOptions options)
    {
        (Pki, _clock) = (pki, options.Clock);
        _own = own;
        Other = other;
        Services = services;
        _http = SimulatorHttp.ClientFor([
            services.Registry.Registry,
            new Uri(services.Lists.ListOfLists),
            .. services.Revocation.Hosts.Values,
        ]);
        _lists = options.ListsFolder is { } folder
            ? new TrustedListStore(new FolderLists(folder).Options(), new FolderLists(folder), options.Clock)
            : new TrustedListStore(services.Lists, new HttpLists(_http, ListTimeout), options.Clock);
        Revocation = new RevocationChecker(_http, services.Revocation, options.Clock);
        Seals = new SealDecider(_lists, Revocation, new SealAcceptance());
        var wording = options.Profile.Wording == ErrorWording.Domibus ? RefusalWording.Domibus : RefusalWording.Icd;
        Registry = new UumDsClient(_http, services.Registry with { Wording = wording }, options.Clock);
        Registrations = new RegistrationClient(_http, services.Registry.Registry);
        _ownTlsCas = Path.Combine(options.DataFolder, "pki", "own-tls-cas.pem");
        TlsAnchors = TrustAnchors.FromPem(pki.TlsAnchorsPem);
        if (File.Exists(_ownTlsCas))
        {
            foreach (var ca in TrustAnchors.FromPem(_ownTlsCas).Certificates)
            {
                TlsAnchors.Add(ca);
            }
        }
    }

    public TestPki Pki { get; }

    /// <summary>The simulator whose services and certificates these are; null for our own.</summary>
    public OtherSimulator? Other { get; }

    public TrustAddresses Services { get; }

    public RevocationChecker Revocation { get; }

    public SealDecider Seals { get; }

    public UumDsClient Registry { get; }

    public RegistrationClient Registrations { get; }

    public TrustAnchors TlsAnchors { get; }

    public static async Task<TrustSide> StartAsync(SimulatorOptions options)
    {
        var folder = Path.Combine(options.DataFolder, "pki");
        if (options.TrustFrom is { } management)
        {
            return await StartAsync(options, folder, new OtherSimulator(management, options.TrustToken));
        }

        if (options.CertificatesFrom is { } other)
        {
            CopyCertificates(Path.Combine(other, "pki"), folder);
        }

        var pki = await Task.Run(() =>
            TestPki.OpenOrCreate(
                folder,
                options.Clock,
                options.TraderKeys,
                options.SealKeySize,
                options.CustomsSeal,
                [options.HostName, .. options.OtherHostNames]
            )
        );
        var services = await TrustServiceHost.StartAsync(pki, new TrustServiceOptions(RegistryFolder(options)), options.Clock);
        return new TrustSide(
            pki,
            services,
            other: null,
            new TrustAddresses(services.ListAccess, services.RevocationAccess, services.RegistryAccess),
            options
        );
    }

    // The same certificates as the other one, so that a trader sees one access point.
    private static async Task<TrustSide> StartAsync(SimulatorOptions options, string folder, OtherSimulator other)
    {
        try
        {
            var access = await other.TrustAsync();
            TestPki.Put(folder, await other.CertificatesAsync());
            var pki = TestPki.OpenOrCreate(
                folder,
                options.Clock,
                customsSeal: Enum.TryParse<CustomsSealKind>(access.CustomsSeal, ignoreCase: true, out var kind) ? kind : default,
                hostNames: [options.HostName, .. options.OtherHostNames]
            );
            var side = new TrustSide(pki, own: null, other, TrustAddresses.Of(access), options);
            side.Accept(access);
            side._following = side.FollowOnAsync();
            return side;
        }
        catch
        {
            other.Dispose();
            throw;
        }
    }

    // What was acknowledged to traders that were enrolled here is in the store beside.
    public static bool HasEnrolled(SimulatorOptions options) => File.Exists(Path.Combine(RegistryFolder(options), UumDsRegistry.FileName));

    private static string RegistryFolder(SimulatorOptions options) => Path.Combine(options.DataFolder, "uumds");

    private static void CopyCertificates(string from, string to)
    {
        PrivateFiles.MakeFolder(to);
        foreach (var file in Directory.GetFiles(from, "*.pem"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>
    /// Accepts the CA of a vendor's own seal where the trader is registered, as a national customs would by its alternate list.
    /// </summary>
    public async Task AcceptSealCaAsync(string memberState, byte[] ca, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(ca);
        using var response = await _http.PostAsync(
            new Uri(Services.Registry.Registry, $"/simulator/alternate-lists/{memberState}"),
            content,
            cancellationToken
        );
        if (!response.IsSuccessStatusCode)
        {
            throw new ArgumentException(
                $"The CA of the seal cannot be listed: {await response.Content.ReadAsStringAsync(cancellationToken)}",
                nameof(ca)
            );
        }

        await RefreshListsAsync(cancellationToken);
    }

    /// <summary>Judges the two certificates of go-live by the very lists, revocation and registry that customs goes by.</summary>
    public Task<PreflightReport> PreflightAsync(PreflightSubject subject, CancellationToken cancellationToken) =>
        new PreflightInspection(_lists, Revocation, TlsAnchors, Registry, new SealAcceptance(), _clock).RunAsync(
            subject,
            cancellationToken
        );

    /// <summary>How each trusted list fares, loaded now if need be.</summary>
    public async Task<IReadOnlyList<ListState>> ListsAsync(CancellationToken cancellationToken)
    {
        await _lists.CurrentAsync(registeringState: null, cancellationToken);
        return _lists.States;
    }

    /// <summary>Has the registry fail, or work again, whenever it is asked about one trader.</summary>
    public async Task FailRegistryForAsync(string eori, ServiceFault fault, CancellationToken cancellationToken)
    {
        using var content = new StringContent($$"""{"fault":"{{JsonNamingPolicy.CamelCase.ConvertName(fault.ToString())}}"}""");
        using var response = await _http.PutAsync(
            new Uri(Services.Registry.Registry, $"/simulator/faults/registry/{eori}"),
            content,
            cancellationToken
        );
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Makes a change of the lists count at once.</summary>
    public Task RefreshListsAsync(CancellationToken cancellationToken) => _lists.RefreshAsync(cancellationToken);

    /// <summary>Accepts the CA of a vendor's own TLS certificate, now and after a restart.</summary>
    public void AcceptTlsCa(CertificateFile file)
    {
        var ca = file.Others.Count > 0 ? file.Others[^1] : file.Leaf;
        if (TlsAnchors.Add(ca))
        {
            PrivateFiles.Append(_ownTlsCas, ca.ExportCertificatePem() + "\n");
        }
    }

    /// <summary>Makes a change of registrations or lists count at once.</summary>
    public void Forget()
    {
        Seals.Forget();
        Registry.Forget();
    }

    /// <summary>Learns which TLS CAs the other simulator has come to accept.</summary>
    public async Task FollowAsync() => Accept(await Other!.TrustAsync());

    private async Task FollowOnAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(FollowEvery, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await FollowAsync();
            }
            catch (Exception away) when (away is InvalidOperationException or ObjectDisposedException)
            {
                // It may come back; what is known stays.
            }
        }
    }

    /// <summary>What others need to judge as the access point does.</summary>
    public TrustAccess Describe() =>
        new(
            Services.Lists.ListOfLists,
            Pem(Services.Lists.Signers),
            Services.Lists.AlternateLists,
            Pem(Services.Lists.AlternateSigners),
            new Dictionary<string, Uri>(Services.Revocation.Hosts, StringComparer.OrdinalIgnoreCase),
            Pem(TlsAnchors.Certificates),
            Services.Registry.Registry,
            Services.Registry.User,
            Services.Registry.Secret
        )
        {
            CustomsSeal = JsonNamingPolicy.CamelCase.ConvertName(Pki.CustomsSealKind.ToString()),
        };

    private void Accept(TrustAccess access)
    {
        foreach (var ca in TrustAddresses.Read(access.TlsAnchors))
        {
            TlsAnchors.Add(ca);
        }
    }

    private static string Pem(IEnumerable<X509Certificate2> certificates) =>
        string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem()));

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _following;
        _end.Dispose();
        if (_own is { } services)
        {
            await services.DisposeAsync();
        }

        Other?.Dispose();
        _lists.Dispose();
        _http.Dispose();
    }
}
