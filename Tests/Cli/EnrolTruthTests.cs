using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;

namespace Ics2.Tests.Cli;

/// <summary><c>enrol</c> says what customs will really answer, sends no key, and overwrites nobody.</summary>
[Collection(nameof(RunningServe))]
public sealed class EnrolTruthTests(RunningServe serve)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_self_signed_seal_is_refused_before_anything_is_sent_unless_the_refusal_is_wanted()
    {
        using var seal = Made.SelfSigned("CN=Self", Now, ca: false);
        var file = await PemAsync("self.pem", seal);
        var folder = serve.Beside("truth-self");

        (await EnrolAsync("PT778899101", folder, "--seal", file))
            .ShouldEndWith(3)
            .Errors.ShouldContain("its answer to the filing would be EBMS:0101 NotTrusted");
        Directory.Exists(folder).ShouldBeFalse();
        (await EnrolAsync("PT778899101", folder, "--seal", file, "--anyway"))
            .ShouldEndWith(0)
            .Output.ShouldContain("customs' answer to its filing: EBMS:0101 NotTrusted");
    }

    [Fact]
    public async Task A_seal_past_its_validity_is_refused_with_that()
    {
        using var ca = Made.SelfSigned("CN=Old CA", Now.AddYears(-3), ca: true);
        using var seal = Made.Issued("CN=Old Seal", ca, Now.AddYears(-3));

        (await EnrolAsync("PT778899102", serve.Beside("truth-old"), "--seal", await PemAsync("old.pem", seal, ca)))
            .ShouldEndWith(3)
            .Errors.ShouldContain("EBMS:0101 Expired");
    }

    [Fact]
    public async Task A_good_seal_of_a_private_ca_is_accepted_and_said_to_be()
    {
        using var ca = Made.SelfSigned("CN=Good CA", Now, ca: true);
        using var seal = Made.Issued("CN=Good Seal", ca, Now);

        (await EnrolAsync("PT778899103", serve.Beside("truth-good"), "--seal", await PemAsync("good.pem", seal, ca)))
            .ShouldEndWith(0)
            .Output.ShouldContain("customs' answer to its filing: accepted");
    }

    [Fact]
    public async Task A_private_key_beside_the_certificate_never_leaves_the_machine()
    {
        using var ca = Made.SelfSigned("CN=Key CA", Now, ca: true);
        using var seal = Made.Issued("CN=Key Seal", ca, Now);
        var combined = await PemAsync("combined.pem", seal, ca);
        await File.AppendAllTextAsync(combined, "\n" + seal.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem(), Ct);

        (await EnrolAsync("PT778899104", serve.Beside("truth-key"), "--seal", combined))
            .ShouldEndWith(3)
            .Errors.ShouldContain("holds the private key of CN=Key Seal");
        (await EnrolAsync("PT778899104", serve.Beside("truth-key"), "--seal", combined, "--anyway"))
            .ShouldEndWith(0)
            .Output.ShouldContain("accepted");
    }

    [Theory]
    [InlineData("US778899105", false)]
    [InlineData("GB778899105000", false)]
    [InlineData("XI778899105000", true)]
    public async Task An_eori_outside_the_member_states_is_refused_as_its_filing_would_be(string eori, bool exists)
    {
        var folder = serve.Beside($"truth-{eori}");
        var ran = await EnrolAsync(eori, folder);
        if (exists)
        {
            ran.ShouldEndWith(0).Output.ShouldContain("accepted");
            return;
        }

        ran.ShouldEndWith(3).Errors.ShouldContain("IE3N99 with code 12 (R3005)");
        (await EnrolAsync(eori, folder, "--anyway")).ShouldEndWith(0).Output.ShouldContain("IE3N99 with code 12 (R3005)");
        var filing = Path.Combine(folder, "filing.xml");
        (await Ics2Process.RunAsync("sample", "IE3F10", "--trader", folder, "--out", filing)).ShouldEndWith(0);

        // And that is the truth.
        var sent = await Ics2Process.RunAsync("send", filing, "--trader", folder);
        sent.Output.ShouldContain("R3005");
        sent.Output.ShouldContain("<validationCode>12</validationCode>");
    }

    [Fact]
    public async Task Nobody_elses_folder_is_overwritten()
    {
        var folder = serve.Beside("truth-taken");
        (await EnrolAsync("PT778899106", folder)).ShouldEndWith(0);
        var before = await File.ReadAllBytesAsync(Path.Combine(folder, "seal.p12"), Ct);

        (await EnrolAsync("PT778899107", folder, "--anyway")).ShouldEndWith(3).Errors.ShouldContain("is the folder of PT778899106");
        (await File.ReadAllBytesAsync(Path.Combine(folder, "seal.p12"), Ct)).ShouldBe(before);
        (await EnrolAsync("PT778899106", folder)).ShouldEndWith(0);

        File.Delete(Path.Combine(folder, "trader.json"));
        (await EnrolAsync("PT778899106", folder)).ShouldEndWith(3).Errors.ShouldContain("holds seal.p12");
    }

    private Task<Ran> EnrolAsync(string eori, string folder, params string[] more) =>
        Ics2Process.RunAsync(["enrol", "--eori", eori, "--out", folder, "--management", serve.Management, .. more]);

    private async Task<string> PemAsync(string name, params X509Certificate2[] certificates)
    {
        var file = serve.Beside($"truth-{name}");
        await File.WriteAllTextAsync(file, string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem())), Ct);
        return file;
    }
}
