using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Settings;
using Ics2.Trust.Lists;
using Ics2.TrustServices;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// <c>serve --trusted-lists</c>: customs goes by a folder of list files, as it would by the real EU ones, and a vendor's own seal passes or
/// not by what they say. One list of each version, and three that cannot be used.
/// </summary>
public sealed class OwnListsTests(PkiFixture pki) : IAsyncLifetime
{
    private const string Password = "secret";

    private readonly PreparedData _data = new(pki);
    private readonly Dictionary<string, X509Certificate2> _cas = new(StringComparer.Ordinal);
    private Ics2Simulator _customs = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        var lists = Directory.CreateDirectory(_data.Beside("lists")).FullName;
        using var lotlSigner = Made.SelfSigned("CN=Signer of the list of lists", Now);
        using var signer = Made.SelfSigned("CN=Signer of national lists", Now);
        var pointers = new List<DraftPointer>();
        foreach (
            var (territory, version, spoil) in new (string, int, Func<byte[], byte[]>)[]
            {
                ("DE", 5, list => list),
                ("FR", 6, list => list),
                (
                    "IT",
                    6,
                    list =>
                        Encoding.UTF8.GetBytes(
                            Encoding.UTF8.GetString(list).Replace("Certificates of IT", "Certificates of XX", StringComparison.Ordinal)
                        )
                ),
                (
                    "ES",
                    6,
                    list =>
                        Encoding.UTF8.GetBytes(
                            Encoding.UTF8.GetString(list).Replace(TslNames.Tsl, "http://uri.etsi.org/19612/v9#", StringComparison.Ordinal)
                        )
                ),
                ("PL", 6, list => [.. list, .. Enumerable.Repeat((byte)' ', 50_000_000)]),
            }
        )
        {
            var ca = _cas[territory] = Made.SelfSigned($"CN=CA of {territory}", Now, ca: true);
            var draft = new TrustedListDraft(territory, version, TslNames.Generic, Now, Now.AddDays(90))
            {
                Services =
                [
                    new DraftService(
                        $"Certificates of {territory}",
                        ca,
                        [new DraftState(TslNames.CaPkc, TslNames.Recognised, Now.AddYears(-2))]
                    ),
                ],
            };
            await File.WriteAllBytesAsync(Path.Combine(lists, $"{territory}.xml"), spoil(ListSigner.Sign(draft.ToXml(), signer, Now)), Ct);
            pointers.Add(new DraftPointer(territory, $"https://lists.example/{territory}/tsl.xml", signer));
        }

        var lotl = new TrustedListDraft("EU", 6, TslNames.ListOfLists, Now, Now.AddDays(90)) { Pointers = pointers };
        await File.WriteAllBytesAsync(Path.Combine(lists, FolderLists.ListOfLists), ListSigner.Sign(lotl.ToXml(), lotlSigner, Now), Ct);
        await File.WriteAllTextAsync(Path.Combine(lists, FolderLists.Signers), lotlSigner.ExportCertificatePem(), Ct);
        _customs = await Ics2Simulator.StartAsync(new SimulatorOptions(_data.Data) { ListsFolder = lists });
    }

    public async ValueTask DisposeAsync()
    {
        await _customs.DisposeAsync();
        _data.Dispose();
        _cas.Values.ToList().ForEach(ca => ca.Dispose());
    }

    [Fact]
    public async Task Seals_pass_by_lists_of_both_versions_and_not_by_lists_that_cannot_be_used()
    {
        (await PingAsync("DE")).Accepted.ShouldBeTrue();
        (await PingAsync("FR")).Accepted.ShouldBeTrue();
        foreach (var territory in new[] { "IT", "ES", "PL" })
        {
            var refusal = (await PingAsync(territory)).Error.ShouldNotBeNull();
            (refusal.Code.Code, refusal.Detail.Contains($"NotTrusted", StringComparison.Ordinal)).ShouldBe(
                ("EBMS:0101", true),
                refusal.Detail
            );
        }

        var states = (await _customs.TrustedListStatesAsync(Ct)).ToDictionary(state => state.Territory!, StringComparer.Ordinal);
        states
            .Where(state => state.Value.Problem is null)
            .Select(state => (state.Key, state.Value.List!.Version))
            .ShouldBe([("EU", 6), ("DE", 5), ("FR", 6)], ignoreOrder: true);
        states["IT"].Problem!.ShouldContain("digest");
        states["ES"].Problem!.ShouldContain("The root is {http://uri.etsi.org/19612/v9#}TrustServiceStatusList; expected");
        states["PL"].Problem!.ShouldContain("33554432 at most");
    }

    // The vendor's own seal: customs gets the certificate, the key stays in the vendor's file.
    private async Task<LodgeResult> PingAsync(string territory)
    {
        using var seal = Made.Issued($"CN=Vendor {territory}", _cas[territory], Now);
        var pem = Encoding.ASCII.GetBytes($"{seal.ExportCertificatePem()}\n{_cas[territory].ExportCertificatePem()}\n");
        var enrolled = await _customs.Enrolment.EnrolAsync(new EnrolmentRequest($"{territory}123456789", OwnSeal: pem), Ct);
        var folder = _data.Beside($"vendor-{territory}");
        (enrolled with { Settings = enrolled.Settings with { Seal = new KeyFile("own.p12", Password) } }).WriteTo(folder);
        using var bare = X509CertificateLoader.LoadCertificate(_cas[territory].RawData);
        await File.WriteAllBytesAsync(
            Path.Combine(folder, "own.p12"),
            new X509Certificate2Collection(new[] { seal, bare }).Export(X509ContentType.Pkcs12, Password)!,
            Ct
        );
        using var trader = TraderFolder.Open(folder);
        await using var client = new TraderClient(trader, new TraderOptions { Retry = new RetryPolicy(1, TimeSpan.Zero) });
        return await client.PingAsync(Ct);
    }
}
