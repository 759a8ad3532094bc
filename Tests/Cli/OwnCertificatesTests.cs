using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary><c>enrol --seal --tls-ca</c>: a vendor brings both certificates, and the keys never leave the vendor.</summary>
[Collection(nameof(RunningServe))]
public sealed class OwnCertificatesTests(RunningServe serve)
{
    private const string Eori = "PT123456789";
    private const string Password = "own";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_vendor_sends_with_certificates_of_its_own()
    {
        using var sealCa = Made.SelfSigned("CN=Vendor Seal CA", Now, ca: true);
        using var seal = Made.Issued("CN=Vendor Seal", sealCa, Now);
        using var tlsCa = Made.SelfSigned("CN=Vendor TLS CA", Now, ca: true);
        using var tls = Made.Issued("CN=vendor.example", tlsCa, Now, purposes: ["1.3.6.1.5.5.7.3.2"]);
        var (sealFile, tlsCaFile, folder) = (serve.Beside("vendor-seal.pem"), serve.Beside("vendor-tls-ca.der"), serve.Beside("vendor"));
        await File.WriteAllTextAsync(sealFile, $"{seal.ExportCertificatePem()}\n{sealCa.ExportCertificatePem()}", Ct);
        await File.WriteAllBytesAsync(tlsCaFile, tlsCa.RawData, Ct);

        (
            await Ics2Process.RunAsync(
                "enrol",
                "--eori",
                Eori,
                "--out",
                folder,
                "--seal",
                sealFile,
                "--tls-ca",
                tlsCaFile,
                "--management",
                serve.Management
            )
        ).ShouldEndWith(0);

        File.Exists(Path.Combine(folder, "seal.p12")).ShouldBeFalse("the key of an own seal stays with the vendor");
        await BringKeysAsync(folder, (seal, sealCa), (tls, tlsCa));
        var filing = Path.Combine(folder, "filing.xml");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", folder, "--out", filing)).ShouldEndWith(0);
        (await Ics2Process.RunAsync("send", filing, "--trader", folder)).ShouldEndWith(0).Output.ShouldContain("IE3R01");
        (
            await Ics2Process.RunAsync(
                "preflight",
                "--eori",
                Eori,
                "--seal",
                Path.Combine(folder, "seal.p12"),
                "--tls",
                Path.Combine(folder, "tls.p12"),
                "--management",
                serve.Management
            )
        ).Output.ShouldContain("ready, with remarks");
    }

    [Fact]
    public async Task What_is_no_certificate_is_refused_with_what_would_be()
    {
        var file = serve.Beside("no-certificate.pem");
        await File.WriteAllTextAsync(file, "nothing of the kind", Ct);
        var ran = await Ics2Process.RunAsync(
            "enrol",
            "--eori",
            Eori,
            "--out",
            serve.Beside("nobody"),
            "--seal",
            file,
            "--management",
            serve.Management
        );
        ran.ShouldEndWith(3).Errors.ShouldContain("neither PEM, DER, PKIPath nor PKCS#12");
    }

    private static async Task BringKeysAsync(string folder, params (X509Certificate2 Leaf, X509Certificate2 Ca)[] own)
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "trader.json"), Ct))!;
        foreach (var ((leaf, ca), name) in own.Zip(["seal", "tls"]))
        {
            using var bare = X509CertificateLoader.LoadCertificate(ca.RawData);
            await File.WriteAllBytesAsync(
                Path.Combine(folder, name + ".p12"),
                new X509Certificate2Collection(new[] { leaf, bare }).Export(X509ContentType.Pkcs12, Password)!,
                Ct
            );
            settings[name]!["password"] = Password;
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "trader.json"), settings.ToJsonString(), Ct);
    }
}
