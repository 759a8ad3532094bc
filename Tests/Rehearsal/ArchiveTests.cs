using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Rehearsal.Archiving;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.Rehearsal;

public sealed class ArchiveTests : IAsyncLifetime
{
    private const string Evidence = "evidence/CON-01/in-IE3F10.as4";

    private static readonly IssuedCertificate Seal = SharedPki.Instance.Seal(SealFlavour.Qualified);

    private readonly string _folder = Directory.CreateTempSubdirectory("ics2-archive-").FullName;

    private string File => Path.Combine(_folder, "run.zip");

    private string Report => Path.Combine(_folder, "report");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Report, "evidence", "CON-01"));
        await System.IO.File.WriteAllTextAsync(Path.Combine(Report, "report.html"), "<html>");
        await System.IO.File.WriteAllBytesAsync(Path.Combine(Report, Evidence), RandomNumberGenerator.GetBytes(200_000));
        await new ArchiveWriter(Seal.Certificate, Seal.Chain, SharedPki.Instance.Clock).WriteAsync(Report, File);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_untouched_archive_has_no_findings_and_names_its_signer()
    {
        var report = await ArchiveCheck.RunAsync(File, Roots(SharedPki.Instance.Pki.SealAnchorsPem), cancellationToken: Ct);

        report.Findings.ShouldBeEmpty();
        report.Files.ShouldBe(3); // with the page that says what it is
        report.SignedBy.ShouldBe(Seal.Certificate.Subject);
        report.SignedAt.ShouldBe(SharedPki.Instance.Clock.GetUtcNow());
        report.Trusted.ShouldBe(true);
        (await ArchiveCheck.RunAsync(File, roots: null, cancellationToken: Ct)).Trusted.ShouldBeNull();
    }

    [Fact]
    public async Task The_manifest_is_as_sha256sum_reads_it()
    {
        await using var zip = await ZipFile.OpenReadAsync(File, Ct);
        using var reader = new StreamReader(await zip.GetEntry(ArchiveWriter.Manifest)!.OpenAsync(Ct));
        var readMe = new MemoryStream();
        await using (var page = await zip.GetEntry(ArchiveWriter.ReadMe)!.OpenAsync(Ct))
        {
            await page.CopyToAsync(readMe, Ct);
        }

        (await reader.ReadToEndAsync(Ct)).ShouldBe(
            $"{Convert.ToHexStringLower(SHA256.HashData(readMe.ToArray()))}  {ArchiveWriter.ReadMe}\n"
                + string.Concat(
                    new[] { Evidence, "report.html" }.Select(name =>
                        $"{Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(Report, name))))}  {name}\n"
                    )
                )
        );
    }

    [Fact]
    public async Task A_changed_file_is_found() =>
        (await TamperAsync(zip => Replace(zip, "report.html", "<HTML>"))).ShouldContain("report.html was changed after signing");

    [Fact]
    public async Task A_changed_file_with_a_manifest_to_match_is_found() =>
        (
            await TamperAsync(zip =>
            {
                Replace(zip, "report.html", "<HTML>");
                using var reader = new StreamReader(zip.GetEntry(ArchiveWriter.Manifest)!.Open());
                var lines = reader.ReadToEnd().Split('\n');
                reader.Dispose();
                lines[2] = $"{Convert.ToHexStringLower(SHA256.HashData("<HTML>"u8))}  report.html";
                Replace(zip, ArchiveWriter.Manifest, string.Join('\n', lines));
            })
        ).ShouldContain("manifest.p7s is no signature over this manifest");

    [Fact]
    public async Task An_added_file_is_found() =>
        (await TamperAsync(zip => Replace(zip, "evidence/extra.as4", "x"))).ShouldContain("evidence/extra.as4 is not in the manifest");

    [Fact]
    public async Task A_file_that_is_there_twice_is_found() =>
        (await TamperAsync(zip => Add(zip, "report.html", "<html>"))).ShouldContain("report.html is in the archive 2 times");

    [Fact]
    public async Task A_removed_file_is_found() =>
        (await TamperAsync(zip => zip.GetEntry(Evidence)!.Delete())).ShouldContain($"{Evidence} is in the manifest and missing");

    [Theory]
    [InlineData(ArchiveWriter.Manifest)]
    [InlineData(ArchiveWriter.Signature)]
    public async Task Without_manifest_or_signature_nothing_is_vouched_for(string name) =>
        (await TamperAsync(zip => zip.GetEntry(name)!.Delete())).ShouldContain($"{name} is missing");

    [Fact]
    public async Task A_signature_that_is_none_is_found() =>
        (await TamperAsync(zip => Replace(zip, ArchiveWriter.Signature, "nonsense"))).ShouldContain("manifest.p7s is no signature");

    [Fact]
    public async Task A_signer_of_other_roots_is_found()
    {
        var report = await ArchiveCheck.RunAsync(File, Roots(SharedPki.Instance.Pki.TlsAnchorsPem), cancellationToken: Ct);
        report.Trusted.ShouldBe(false);
        report.Findings.ShouldHaveSingleItem().ShouldContain("does not lead to the given roots");
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 and then nothing")]
    public async Task What_is_no_archive_is_said_to_be_none(string content)
    {
        await System.IO.File.WriteAllTextAsync(File, content, Ct);
        (await ArchiveCheck.RunAsync(File, roots: null, cancellationToken: Ct))
            .Findings.ShouldHaveSingleItem()
            .ShouldContain("no archive of a rehearsal");
    }

    private async Task<string> TamperAsync(Action<ZipArchive> tamper)
    {
        await using (var zip = await ZipFile.OpenAsync(File, ZipArchiveMode.Update, Ct))
        {
            tamper(zip);
        }

        return string.Join('\n', (await ArchiveCheck.RunAsync(File, roots: null, cancellationToken: Ct)).Findings);
    }

    private static void Replace(ZipArchive zip, string name, string text)
    {
        zip.GetEntry(name)?.Delete();
        Add(zip, name, text);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private static X509Certificate2Collection Roots(string pem)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(pem);
        return roots;
    }
}
