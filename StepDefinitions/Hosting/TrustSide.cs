using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.As4.Profiles;
using Ics2.Trust;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using Ics2.Trust.Revocation;
using Ics2.TrustServices;

namespace Ics2.StepDefinitions.Hosting;

/// <summary>Everything that customs asks before it trusts somebody: the services, and the clients with which the access point asks them over HTTP.</summary>
internal sealed class TrustSide : IAsyncDisposable
{
    private static readonly TimeSpan ListTimeout = TimeSpan.FromSeconds(20);

    private readonly HttpClient _http = new();
    private readonly TrustedListStore _lists;
    private readonly string _ownTlsCas;

    private TrustSide(TestPki pki, TrustServiceHost services, SimulatorOptions options)
    {
        Pki = pki;
        Services = services;
        _lists = options.ListsFolder is { } folder
            ? new TrustedListStore(new FolderLists(folder).Options(), new FolderLists(folder), options.Clock)
            : new TrustedListStore(services.ListAccess, new HttpLists(_http, ListTimeout), options.Clock);
        Revocation = new RevocationChecker(_http, services.RevocationAccess, options.Clock);
        Seals = new SealDecider(_lists, Revocation, new SealAcceptance());
        var wording = options.Profile.Wording == ErrorWording.Domibus ? RefusalWording.Domibus : RefusalWording.Icd;
        Registry = new UumDsClient(_http, services.RegistryAccess with { Wording = wording }, options.Clock);
        Registrations = new RegistrationClient(_http, services.Registry);
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

    public TrustServiceHost Services { get; }

    public RevocationChecker Revocation { get; }

    public SealDecider Seals { get; }

    public UumDsClient Registry { get; }

    public RegistrationClient Registrations { get; }

    public TrustAnchors TlsAnchors { get; }

    public static async Task<TrustSide> StartAsync(SimulatorOptions options)
    {
        var folder = Path.Combine(options.DataFolder, "pki");
        if (options.CertificatesFrom is { } other)
        {
            CopyCertificates(Path.Combine(other, "pki"), folder);
        }

        var pki = await Task.Run(() => TestPki.OpenOrCreate(folder, options.Clock, options.TraderKeys));
        var services = await TrustServiceHost.StartAsync(pki, new TrustServiceOptions(Path.Combine(options.DataFolder, "uumds")), options.Clock);
        return new TrustSide(pki, services, options);
    }

    private static void CopyCertificates(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, "*.pem"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }

    /// <summary>Accepts the CA of a vendor's own seal where the trader is registered, as a national customs would by its alternate list.</summary>
    public async Task AcceptSealCaAsync(string memberState, byte[] ca, CancellationToken ct)
    {
        using var content = new ByteArrayContent(ca);
        using var response = await _http.PostAsync(new Uri(Services.Registry, $"/simulator/alternate-lists/{memberState}"), content, ct);
        if (!response.IsSuccessStatusCode)
        {
            throw new ArgumentException($"The CA of the seal cannot be listed: {await response.Content.ReadAsStringAsync(ct)}", nameof(ca));
        }

        await _lists.RefreshAsync(ct);
    }

    /// <summary>How each trusted list fares, loaded now if need be.</summary>
    public async Task<IReadOnlyList<ListState>> ListsAsync(CancellationToken ct)
    {
        await _lists.CurrentAsync(registeringState: null, ct);
        return _lists.States;
    }

    /// <summary>Has the registry fail, or work again, whenever it is asked about one trader.</summary>
    public async Task FailRegistryForAsync(string eori, ServiceFault fault, CancellationToken ct)
    {
        using var content = new StringContent($$"""{"fault":"{{JsonNamingPolicy.CamelCase.ConvertName(fault.ToString())}}"}""");
        using var response = await _http.PutAsync(new Uri(Services.Registry, $"/simulator/faults/registry/{eori}"), content, ct);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Accepts the CA of a vendor's own TLS certificate, now and after a restart.</summary>
    public void AcceptTlsCa(CertificateFile file)
    {
        var ca = file.Others.Count > 0 ? file.Others[^1] : file.Leaf;
        if (TlsAnchors.Add(ca))
        {
            File.AppendAllText(_ownTlsCas, ca.ExportCertificatePem() + "\n");
        }
    }

    /// <summary>Makes a change of registrations or lists count at once.</summary>
    public void Forget()
    {
        Seals.Forget();
        Registry.Forget();
    }

    /// <summary>What others need to judge as the access point does.</summary>
    public TrustAccess Describe() => new(
        Services.ListAccess.ListOfLists, Pem(Services.ListAccess.Signers), Services.ListAccess.AlternateLists, Pem(Services.ListAccess.AlternateSigners),
        new Dictionary<string, Uri>(Services.RevocationAccess.Hosts, StringComparer.OrdinalIgnoreCase), Pem(TlsAnchors.Certificates),
        Services.RegistryAccess.Registry, Services.RegistryAccess.User, Services.RegistryAccess.Secret);

    private static string Pem(IEnumerable<X509Certificate2> certificates) => string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem()));

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        _lists.Dispose();
        _http.Dispose();
    }
}
