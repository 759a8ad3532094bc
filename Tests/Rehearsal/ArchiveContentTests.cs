using System.ComponentModel;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Rehearsal.Archiving;
using Ics2.Tests.Support;
using Ics2.TrustServices;

namespace Ics2.Tests.Rehearsal;

/// <summary>What goes into an archive, what it says to a layman, when it was there, and what was put into it past its directory.</summary>
public sealed class ArchiveContentTests : IDisposable
{
    private static readonly IssuedCertificate Seal = SharedPki.Instance.Seal(SealFlavour.Qualified);
    private static readonly Uri Address = new("http://tsa.invalid/");

    private readonly TempFolder _folder = new();

    private string Zip => Path.Combine(_folder.Path, "run.zip");

    private string Report => Path.Combine(_folder.Path, "report");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_of_the_users_own_in_the_folder_gets_signed()
    {
        Put("report.html", "<html>");
        Put("evidence/CON-01/in.as4", "bytes");
        Put("evidence-documents/CON-01/in.xml", "<x/>");
        Put("private-notes.txt", "mine");
        Put("keys/seal.p12", "mine");
        Put("manifest.sha256", "mine");

        await WriteAsync();

        (await NamesAsync()).ShouldBe([
            "READ-ME-FIRST.html",
            "evidence-documents/CON-01/in.xml",
            "evidence/CON-01/in.as4",
            "report.html",
            "manifest.sha256",
            "manifest.p7s",
        ]);
        (await ArchiveCheck.RunAsync(Zip, roots: null, cancellationToken: Ct)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_page_says_who_and_what_and_hostile_text_is_text()
    {
        Put(
            "rehearsal.json",
            (
                MadeRun.Of() with
                {
                    Facts = new() { Product = "<script>alert(1)</script>", Tester = "A. Tester" },
                }
            ).ToJson()
        );

        await WriteAsync(isOwnKey: true);

        var page = Rendered.ContentOf(await TextAsync(ArchiveWriter.ReadMe));
        page.Value.ShouldContain("<script>alert(1)</script>");
        page.Value.ShouldContain("A. Tester");
        page.Value.ShouldContain("a key of their own");
        page.Value.ShouldContain(Seal.Certificate.Subject);
    }

    [Fact]
    public async Task An_authority_confirms_when_it_was_signed()
    {
        Put("report.html", "<html>");
        var now = SharedPki.Instance.Clock.GetUtcNow().UtcDateTime;
        using var authority = new SmallTimestampAuthority(now);

        await WriteAsync(authority: authority);

        var report = await ArchiveCheck.RunAsync(Zip, roots: null, [X509CertificateLoader.LoadCertificate(authority.Certificate)], Ct);
        report.Findings.ShouldBeEmpty();
        report.TimestampedBy.ShouldBe("CN=Small TSA");
        report.TimestampedAt!.Value.UtcDateTime.ShouldBe(now, TimeSpan.FromSeconds(1));
        report.TimestampTrusted.ShouldBe(true);
        (await ArchiveCheck.RunAsync(Zip, roots: null, cancellationToken: Ct)).TimestampTrusted.ShouldBeNull();
        var others = await ArchiveCheck.RunAsync(Zip, roots: null, [X509CertificateLoader.LoadCertificate(Seal.Certificate.RawData)], Ct);
        others.TimestampTrusted.ShouldBe(false);
        others.Findings.ShouldHaveSingleItem().ShouldContain("CN=Small TSA does not lead to the given roots");
    }

    /// <summary>As the page in the archive tells whoever has nothing of ours.</summary>
    [Fact]
    public async Task The_time_stamp_is_one_that_openssl_verifies()
    {
        Put("report.html", "<html>");
        using var authority = new SmallTimestampAuthority(SharedPki.Instance.Clock.GetUtcNow().UtcDateTime);
        await WriteAsync(authority: authority);
        foreach (var name in new[] { ArchiveWriter.Signature, ArchiveWriter.Timestamp })
        {
            await File.WriteAllBytesAsync(Path.Combine(_folder.Path, name), await BytesAsync(name), Ct);
        }

        using var certificate = X509CertificateLoader.LoadCertificate(authority.Certificate);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "authority.pem"), certificate.ExportCertificatePem(), Ct);
        var at = new DateTimeOffset(authority.Now, TimeSpan.Zero).ToUnixTimeSeconds();
        var start = new ProcessStartInfo(
            "openssl",
            $"ts -verify -data {ArchiveWriter.Signature} -in {ArchiveWriter.Timestamp} -token_in -CAfile authority.pem -attime {at}"
        )
        {
            WorkingDirectory = _folder.Path,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = TryStart(start);
        Assert.SkipWhen(process is null, "openssl is not there");
        var said = await process!.StandardOutput.ReadToEndAsync(Ct) + await process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);

        said.ShouldContain("Verification: OK");
    }

    [Fact]
    public async Task A_time_stamp_of_another_signature_is_found()
    {
        Put("report.html", "<html>");
        using var authority = new SmallTimestampAuthority(SharedPki.Instance.Clock.GetUtcNow().UtcDateTime);
        await WriteAsync(authority: authority);
        var stamp = await BytesAsync(ArchiveWriter.Timestamp);
        Put("report.html", "<html></html>");
        await WriteAsync();
        await using (var zip = await ZipFile.OpenAsync(Zip, ZipArchiveMode.Update, Ct))
        {
            await using var entry = await zip.CreateEntry(ArchiveWriter.Timestamp).OpenAsync(Ct);
            await entry.WriteAsync(stamp, Ct);
        }

        (await FindingsAsync()).ShouldContain("manifest.p7s.tst is no time stamp over manifest.p7s");
    }

    public static TheoryData<string, string> BadAuthorities =>
        new()
        {
            { "refuses", "HTTP 503" },
            { "talks", "gives no time stamp" },
            { "another", "gives no time stamp" },
        };

    [Theory]
    [MemberData(nameof(BadAuthorities))]
    public async Task Without_a_time_stamp_the_archive_is_there_and_the_reason_is_told(string how, string why)
    {
        Put("report.html", "<html>");
        using var authority = new SmallTimestampAuthority(SharedPki.Instance.Clock.GetUtcNow().UtcDateTime)
        {
            StampsSomethingElse = how == "another",
            Instead = how switch
            {
                "refuses" => () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
                "talks" => () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("hello") },
                _ => null,
            },
        };

        (await Should.ThrowAsync<HttpRequestException>(() => WriteAsync(authority: authority))).Message.ShouldContain(why);
        (await ArchiveCheck.RunAsync(Zip, roots: null, cancellationToken: Ct)).Findings.ShouldBeEmpty();
        (await NamesAsync()).ShouldNotContain(ArchiveWriter.Timestamp, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Junk_behind_the_zip_is_found()
    {
        await ArchivedAsync();
        await File.AppendAllTextAsync(Zip, "what nobody signed", Ct);

        (await FindingsAsync()).ShouldContain("18 bytes stand behind the ZIP");
    }

    [Fact]
    public async Task Junk_before_the_zip_is_found()
    {
        await ArchivedAsync();
        await File.WriteAllBytesAsync(Zip, [0x4d, 0x5a, .. await File.ReadAllBytesAsync(Zip, Ct)], Ct);

        (await FindingsAsync()).ShouldContain("bytes");
    }

    [Fact]
    public async Task Junk_in_a_local_header_is_found()
    {
        await ArchivedAsync();
        var bytes = (await File.ReadAllBytesAsync(Zip, Ct)).ToList();

        // The last file before the directory gets ten more bytes in its own header; the directory moves by as many.
        var last = LastIndexOf(bytes, "PK\u0003\u0004"u8);
        var name = bytes[last + 26] + (bytes[last + 27] << 8);
        bytes[last + 28] = 10;
        bytes.InsertRange(last + 30 + name, "0123456789"u8.ToArray());
        var end = LastIndexOf(bytes, "PK\u0005\u0006"u8);
        var start = BitConverter.ToUInt32([.. bytes], end + 16) + 10;
        bytes.RemoveRange(end + 16, 4);
        bytes.InsertRange(end + 16, BitConverter.GetBytes(start));
        await File.WriteAllBytesAsync(Zip, [.. bytes], Ct);

        (await FindingsAsync()).ShouldContain("10 bytes stand in its own header of manifest.p7s that say nothing about the file");
    }

    [Fact]
    public async Task A_comment_is_found()
    {
        await ArchivedAsync();
        await using (var zip = await ZipFile.OpenAsync(Zip, ZipArchiveMode.Update, Ct))
        {
            zip.Comment = "all passed";
        }

        (await FindingsAsync()).ShouldContain("A comment of 10 bytes");
    }

    [Fact]
    public async Task Another_name_in_the_header_of_a_file_is_found()
    {
        await ArchivedAsync();
        var bytes = await File.ReadAllBytesAsync(Zip, Ct);
        var at = bytes.AsSpan().IndexOf("report.html"u8);
        "REPORT.html"u8.CopyTo(bytes.AsSpan(at));
        await File.WriteAllBytesAsync(Zip, bytes, Ct);

        (await FindingsAsync()).ShouldContain("report.html has another name in its own header: REPORT.html");
    }

    [Fact]
    public async Task Whatever_is_cut_off_is_no_archive_and_nothing_is_thrown()
    {
        await ArchivedAsync();
        var bytes = await File.ReadAllBytesAsync(Zip, Ct);
        foreach (var length in new[] { 1, 4, 29, 30, bytes.Length / 2, bytes.Length - 22, bytes.Length - 1 })
        {
            await File.WriteAllBytesAsync(Zip, bytes[..length], Ct);
            (await FindingsAsync()).ShouldContain("no archive of a rehearsal");
        }
    }

    private async Task ArchivedAsync()
    {
        Put("report.html", "<html>");
        Put("evidence/CON-01/in.as4", new string('x', 10_000));
        await WriteAsync();
    }

    private async Task WriteAsync(bool isOwnKey = false, SmallTimestampAuthority? authority = null)
    {
        Directory.CreateDirectory(Report);
        await new ArchiveWriter(Seal.Certificate, Seal.Chain, SharedPki.Instance.Clock)
        {
            IsOwnKey = isOwnKey,
            Authority = authority is null ? null : new TimestampAuthority(Address, authority),
        }.WriteAsync(Report, Zip, Ct);
    }

    private static Process? TryStart(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private void Put(string name, string text)
    {
        var path = Path.Combine(Report, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task<string> FindingsAsync() =>
        string.Join('\n', (await ArchiveCheck.RunAsync(Zip, roots: null, cancellationToken: Ct)).Findings);

    private async Task<string[]> NamesAsync()
    {
        await using var zip = await ZipFile.OpenReadAsync(Zip, Ct);
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    private async Task<string> TextAsync(string name) => Encoding.UTF8.GetString(await BytesAsync(name));

    private async Task<byte[]> BytesAsync(string name)
    {
        await using var zip = await ZipFile.OpenReadAsync(Zip, Ct);
        await using var entry = await zip.GetEntry(name)!.OpenAsync(Ct);
        var content = new MemoryStream();
        await entry.CopyToAsync(content, Ct);
        return content.ToArray();
    }

    private static int LastIndexOf(List<byte> bytes, ReadOnlySpan<byte> wanted) => bytes.ToArray().AsSpan().LastIndexOf(wanted);
}
