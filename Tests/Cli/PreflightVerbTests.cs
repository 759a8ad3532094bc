using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary>
/// preflight as a trader uses it before going live: every file format, against the simulator's lists and against files on disk.
/// </summary>
[Collection(nameof(RunningServe))]
public sealed class PreflightVerbTests(RunningServe serve)
{
    private const string Eori = "BE0123456789";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SealFile => Path.Combine(serve.Trader, "seal.p12");

    private string TlsFile => Path.Combine(serve.Trader, "tls.p12");

    [Fact]
    public async Task The_folder_that_enrol_wrote_is_ready_and_every_requirement_is_a_line_with_its_source()
    {
        var document = (await PreflightAsync(SealFile, TlsFile, "--json")).ShouldEndWith(0).Json;

        document.GetProperty("verdict").GetString().ShouldBe("passed");
        var checks = document.GetProperty("checks").EnumerateArray().ToList();
        checks.ShouldAllBe(check =>
            check.GetProperty("evidence").GetString()!.Length > 0 && check.GetProperty("source").GetString()!.Length > 0
        );
        checks
            .Select(check => check.GetProperty("id").GetString())
            .ShouldBe([
                "seal-key",
                "seal-private-key",
                "seal-chain-complete",
                "seal-chain-order",
                "seal-ca-listed",
                "seal-ca-status",
                "seal-qualified",
                "seal-type",
                "seal-owner",
                "seal-usage",
                "seal-validity",
                "seal-revocation",
                "seal-registered",
                "tls-key",
                "tls-private-key",
                "tls-ca-accepted",
                "tls-client-usage",
                "tls-server-usage",
                "tls-host-names",
                "tls-validity",
                "tls-revocation",
                "tls-other-key",
            ]);
    }

    [Fact]
    public async Task PEM_and_PKIPath_hold_the_chain_and_DER_the_leaf_alone_which_is_named_as_the_cause()
    {
        var (seal, tls) = (await FormsAsync(SealFile, "seal"), await FormsAsync(TlsFile, "tls"));

        Failed((await PreflightAsync(seal.Pem, tls.Pem, "--json")).ShouldEndWith(0)).ShouldBeEmpty();
        Failed((await PreflightAsync(seal.Der, tls.Der, "--json")).ShouldEndWith(1)).ShouldBe(["seal-chain-complete"]);
    }

    [Fact]
    public async Task For_people_the_failure_comes_with_its_remedy_and_the_conclusion_stands_at_the_end()
    {
        var seal = await FormsAsync(SealFile, "people");

        var ran = (await PreflightAsync(seal.Der, TlsFile)).ShouldEndWith(1);

        ran.Output.ShouldContain("FAIL  seal  seal-chain-complete");
        ran.Output.ShouldContain("remedy Import the issuing CA");
        ran.Output.TrimEnd().ShouldEndWith("not ready: customs would refuse");
        ran.Output.ShouldNotContain('\u001b');
    }

    [Theory]
    [InlineData("expired", "seal-validity")]
    [InlineData("suspended", "seal-registered")]
    [InlineData("tls-server-only", "tls-client-usage")]
    [InlineData("same-key", "tls-other-key")]
    public async Task The_cause_of_a_flavour_is_named_before_sending(string flavour, string check)
    {
        var folder = serve.Beside("preflight-" + flavour);
        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                "LT123456789",
                "--out",
                folder,
                "--flavour",
                flavour,
                "--management",
                serve.Management
            )
        ).ShouldEndWith(0);

        var ran = await Ics2Process.RunAsync(
            "preflight",
            "--eori",
            "LT123456789",
            "--seal",
            Path.Combine(folder, "seal.p12"),
            "--tls",
            Path.Combine(folder, "tls.p12"),
            "--management",
            serve.Management,
            "--json"
        );

        Failed(ran.ShouldEndWith(1)).ShouldBe([check]);
    }

    [Fact]
    public async Task List_files_on_disk_do_without_the_simulator_but_for_the_registry()
    {
        using var http = new HttpClient();
        var lists = Directory.CreateDirectory(serve.Beside("lists-on-disk")).FullName;
        var lotl = new Uri(serve.Ready.GetProperty("trustedLists").GetString()!);
        foreach (var (name, file) in new[] { ("eu-lotl.xml", "eu-lotl.xml"), ("be-tl.xml", "BE.xml"), ("de-tl.xml", "DE.xml") })
        {
            await File.WriteAllBytesAsync(Path.Combine(lists, file), await http.GetByteArrayAsync(new Uri(lotl, name), Ct), Ct);
        }

        var trust = await http.GetFromJsonAsync<JsonElement>(new Uri(new Uri(serve.Management), "trust"), Ct);
        await File.WriteAllTextAsync(Path.Combine(lists, "lotl-signers.pem"), trust.GetProperty("listSigners").GetString(), Ct);

        var ran = await Ics2Process.RunAsync(
            "preflight",
            "--eori",
            Eori,
            "--seal",
            SealFile,
            "--tls",
            TlsFile,
            "--trusted-lists",
            lists,
            "--tls-cas",
            Path.Combine(serve.Trader, "tls-trust.pem"),
            "--management",
            "http://127.0.0.1:1",
            "--json"
        );

        var checks = ran.ShouldEndWith(0)
            .Json.GetProperty("checks")
            .EnumerateArray()
            .ToDictionary(
                check => check.GetProperty("id").GetString()!,
                check => check.GetProperty("verdict").GetString(),
                StringComparer.Ordinal
            );
        (
            checks["seal-ca-listed"],
            checks["seal-ca-status"],
            checks["seal-qualified"],
            checks["tls-ca-accepted"],
            checks["seal-registered"]
        ).ShouldBe(("passed", "passed", "passed", "passed", "inconclusive"));
    }

    [Fact]
    public async Task Without_simulator_and_lists_it_says_what_to_give()
    {
        var ran = await Ics2Process.RunAsync(
            "preflight",
            "--eori",
            Eori,
            "--seal",
            SealFile,
            "--tls",
            TlsFile,
            "--management",
            "http://127.0.0.1:1"
        );
        ran.ShouldEndWith(3).Errors.ShouldContain("--trusted-lists");
    }

    private static List<string?> Failed(Ran ran) =>
        [
            .. ran
                .Json.GetProperty("checks")
                .EnumerateArray()
                .Where(check => check.GetProperty("verdict").GetString() == "failed")
                .Select(check => check.GetProperty("id").GetString()),
        ];

    private Task<Ran> PreflightAsync(string seal, string tls, params string[] more) =>
        Ics2Process.RunAsync(["preflight", "--eori", Eori, "--seal", seal, "--tls", tls, "--management", serve.Management, .. more]);

    private async Task<(string Pem, string Der)> FormsAsync(string p12, string name)
    {
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(serve.Trader, "trader.json"), Ct));
        var password = settings.RootElement.GetProperty(Path.GetFileNameWithoutExtension(p12)).GetProperty("password").GetString();
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(p12, password);
        var leaf = all.Single(certificate => certificate.HasPrivateKey);
        var (pem, der) = (serve.Beside(name + ".pem"), serve.Beside(name + ".der"));
        await File.WriteAllTextAsync(
            pem,
            string.Join(
                '\n',
                all.OrderByDescending(certificate => certificate.HasPrivateKey).Select(certificate => certificate.ExportCertificatePem())
            ),
            Ct
        );
        await File.WriteAllBytesAsync(der, leaf.RawData, Ct);
        return (pem, der);
    }
}
