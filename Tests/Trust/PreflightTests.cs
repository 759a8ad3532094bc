using System.Text.Json;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;
using Ics2.Trust.Preflight;
using Ics2.TrustServices;

namespace Ics2.Tests.Trust;

public sealed class PreflightTests : IAsyncLifetime
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    private readonly RunningServices _services = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The checks that fail for each flavour: preflight names the cause before sending.</summary>
    public static TheoryData<string, string> FailingChecks =>
        new()
        {
            { "qualified", "" },
            { "qualified-qscd", "" },
            { "non-qualified", "" },
            { "national", "" },
            { "untrusted-ca", "seal-ca-listed" },
            { "withdrawn-ca", "seal-ca-status" },
            { "self-signed", "seal-ca-listed" },
            { "tls-as-seal", "seal-ca-listed,seal-usage" },
            { "expired", "seal-validity" },
            { "not-yet-valid", "seal-validity" },
            { "revoked", "seal-revocation" },
            { "on-hold", "seal-revocation" },
            { "wrong-key-usage", "seal-usage" },
            { "weak-key", "seal-key" },
            { "web-site", "seal-type,seal-usage" },
            { "natural-person", "seal-type" },
            { "broken-chain", "seal-chain-complete" },
            { "leaf-only", "seal-chain-complete" },
            { "national-elsewhere", "seal-ca-listed" },
            { "unregistered", "seal-registered" },
            { "other-party", "seal-registered" },
            { "other-state", "seal-registered" },
            { "suspended", "seal-registered" },
            { "ended", "seal-registered" },
            { "not-ics2", "seal-registered" },
            { "registry-down", "" }, // inconclusive: see below
            { "registry-user-refused", "" },
            { "tls-untrusted-ca", "tls-ca-accepted" },
            { "tls-expired", "tls-validity" },
            { "tls-server-only", "tls-client-usage" },
            { "seal-as-tls", "tls-ca-accepted,tls-host-names,tls-other-key" },
            { "same-key", "tls-other-key" },
            { "tls-revoked", "tls-revocation" },
        };

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Theory]
    [MemberData(nameof(FailingChecks))]
    public async Task The_cause_of_every_flavour_is_named_before_sending(string name, string failing)
    {
        var flavour = EnrolFlavours.Find(name).ShouldNotBeNull();
        var seal = _services.Shared.Seal(flavour.Seal);
        var tls =
            flavour.Tls == TlsFlavour.Good
                ? _services.Pki.CustomsTls
                : _services.Pki.IssueTls(Trader.Eori, "localhost", ["localhost"], flavour: flavour.Tls, seal: seal);
        if (flavour.Registration(Trader, seal.Certificate) is { } registration)
        {
            _services.Host.InProcessRegistry.Register(registration).ShouldBeNull();
        }

        _services.Host.Faults["registry"].Set(Trader.Eori, new FaultOrder(flavour.RegistryFault));
        var report = await RunAsync(Read(seal), Read(tls), pushHost: "localhost");
        var failed = report.Checks.Where(check => check.Verdict == PreflightVerdict.Failed).ToList();
        string.Join(',', failed.Select(check => check.Id).Order(StringComparer.Ordinal))
            .ShouldBe(failing, string.Join('\n', failed.Select(check => check.Evidence)));
        failed.ShouldAllBe(check => check.Remedy != null && check.Evidence.Length > 0);
        if (flavour.RegistryFault != ServiceFault.None)
        {
            report.Checks.Single(check => check.Verdict == PreflightVerdict.Inconclusive).Evidence.ShouldContain(flavour.Cause!);
            report.Verdict.ShouldBe(PreflightVerdict.Warning);
            return;
        }

        report.Verdict.ShouldBe(failing.Length > 0 ? PreflightVerdict.Failed : PreflightVerdict.Passed);
    }

    [Fact]
    public void Every_flavour_is_covered() =>
        FailingChecks.Select(row => row.Data.Item1).ShouldBe(EnrolFlavours.Certificates.Select(flavour => flavour.Name));

    [Fact]
    public async Task A_certificate_for_both_uses_and_a_host_it_does_not_name_are_found()
    {
        var report = await RunAsync(Read(_services.Pki.CustomsTls), Read(_services.Pki.CustomsTls), pushHost: "ap.trader.example");
        Verdict(report, "tls-other-key").ShouldBe(PreflightVerdict.Failed);
        Verdict(report, "tls-host-names").ShouldBe(PreflightVerdict.Failed);
        var pulling = await RunAsync(Read(_services.Pki.CustomsSeal), Read(_services.Pki.CustomsTls), pushHost: null);
        Verdict(pulling, "tls-host-names").ShouldBe(PreflightVerdict.Skipped);
        Verdict(pulling, "tls-server-usage").ShouldBe(PreflightVerdict.Skipped);
    }

    [Fact]
    public async Task Without_lists_and_registry_the_report_says_what_it_could_not_find_out()
    {
        using var lists = new TrustedListStore(
            new ListOptions("eu-lotl.xml", []),
            new FolderLists(Path.GetTempPath() + "no-such-folder"),
            _services.Shared.Clock
        );
        var inspection = new PreflightInspection(
            lists,
            _services.Revocation(),
            TrustAnchors.FromPem(_services.Pki.TlsAnchorsPem),
            registry: null,
            new SealAcceptance(),
            _services.Shared.Clock
        );
        var report = await inspection.RunAsync(
            new PreflightSubject(Trader, Read(_services.Pki.CustomsSeal), Read(_services.Pki.CustomsTls)),
            Ct
        );
        Verdict(report, "seal-ca-listed").ShouldBe(PreflightVerdict.Inconclusive);
        Verdict(report, "seal-registered").ShouldBe(PreflightVerdict.Inconclusive);
        report.Checks.Single(check => check.Id is "seal-ca-listed").Evidence.ShouldContain("no file");
        report.Verdict.ShouldBe(PreflightVerdict.Inconclusive);
    }

    [Fact]
    public async Task The_document_has_the_names_that_scripts_rely_on()
    {
        var report = await RunAsync(Read(_services.Pki.CustomsSeal), Read(_services.Pki.CustomsTls), pushHost: null);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(report, PreflightJson.Default.PreflightReport));
        var check = json
            .RootElement.GetProperty("checks")
            .EnumerateArray()
            .First(element => element.GetProperty("id").ValueEquals("seal-registered"));
        check
            .EnumerateObject()
            .Select(property => property.Name)
            .ShouldBe(["id", "certificate", "verdict", "evidence", "source", "remedy"]);
        check.GetProperty("verdict").GetString().ShouldBe("failed");
        json.RootElement.GetProperty("verdict").GetString().ShouldBe("failed");
        report.Checks.Select(c => c.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(report.Checks.Count);
    }

    private async Task<PreflightReport> RunAsync(CertificateFile seal, CertificateFile tls, string? pushHost)
    {
        using var lists = _services.Lists();
        var inspection = new PreflightInspection(
            lists,
            _services.Revocation(),
            TrustAnchors.FromPem(_services.Pki.TlsAnchorsPem),
            _services.Registry(),
            new SealAcceptance(),
            _services.Shared.Clock
        );
        return await inspection.RunAsync(new PreflightSubject(Trader, seal, tls) { PushHost = pushHost }, Ct);
    }

    private static PreflightVerdict Verdict(PreflightReport report, string id) =>
        report.Checks.Single(check => string.Equals(check.Id, id, StringComparison.Ordinal)).Verdict;

    private static CertificateFile Read(IssuedCertificate issued)
    {
        CertificateFile.TryRead(issued.ToPkcs12("secret"), "secret", out var file, out var why).ShouldBeTrue(why);
        return file;
    }
}
