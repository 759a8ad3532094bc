using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Rehearsal.Reporting;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Archiving;

/// <summary>
/// Puts a report folder into one ZIP file that shows later whether anything in it was changed: a manifest with the SHA-256 of every file,
/// in the form that <c>sha256sum -c</c> reads, and a detached CMS signature over that manifest, which <c>ics2 verify-archive</c> and
/// <c>openssl cms -verify</c> check. A page says to a layman what it is.
/// </summary>
/// <param name="signer">Certificate with its private key.</param>
/// <param name="chain">The certificates above it, for whoever verifies.</param>
/// <param name="clock">Gives the signing time, which is the signer's word and nobody else's.</param>
public sealed class ArchiveWriter(X509Certificate2 signer, IReadOnlyList<X509Certificate2> chain, TimeProvider clock)
{
    /// <summary>Name of the manifest in the archive.</summary>
    public const string Manifest = "manifest.sha256";

    /// <summary>Name of the signature in the archive: CMS SignedData in DER, detached.</summary>
    public const string Signature = "manifest.p7s";

    /// <summary>Name of the time stamp over the signature: an RFC 3161 token in DER.</summary>
    public const string Timestamp = "manifest.p7s.tst";

    /// <summary>Name of the page that says what the archive is.</summary>
    public const string ReadMe = "READ-ME-FIRST.html";

    /// <summary>Whether the key is that of whoever ran the rehearsal, for the page.</summary>
    public bool IsOwnKey { get; init; }

    /// <summary>Stamps the signature; null for nobody.</summary>
    public TimestampAuthority? Authority { get; init; }

    /// <summary>
    /// Writes the archive; an older one of that name is replaced. Only what the rehearsal wrote goes in: nothing else that lies in the
    /// folder gets signed.
    /// </summary>
    /// <param name="folder">The report folder.</param>
    /// <param name="file">The ZIP file.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    /// <exception cref="HttpRequestException">The authority gives no time stamp; the archive is there without one.</exception>
    public async Task WriteAsync(string folder, string file, CancellationToken cancellationToken = default)
    {
        var target = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = target + ".new";
        HttpRequestException? unstamped = null;
        await using (var zip = await ZipFile.OpenAsync(partial, ZipArchiveMode.Create, cancellationToken))
        {
            var manifest = new StringBuilder();
            async Task PutAsync(string name, byte[] content)
            {
                manifest.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(name).Append('\n');
                await AddAsync(zip, name, content);
            }

            await PutAsync(ReadMe, await ReadMeAsync(folder));
            foreach (var name in ReportFolder.FilesIn(folder).Where(name => Path.GetFullPath(Path.Combine(folder, name)) != target))
            {
                await PutAsync(name, await File.ReadAllBytesAsync(Path.Combine(folder, name), cancellationToken));
            }

            var list = Encoding.UTF8.GetBytes(manifest.ToString());
            var signature = Sign(list);
            await AddAsync(zip, Manifest, list);
            await AddAsync(zip, Signature, signature);
            if (Authority is not null)
            {
                try
                {
                    await AddAsync(zip, Timestamp, await Authority.StampAsync(signature, cancellationToken));
                }
                catch (HttpRequestException fault)
                {
                    unstamped = fault;
                }
            }
        }

        File.Move(partial, target, overwrite: true);
        if (unstamped is not null)
        {
            throw unstamped;
        }
    }

    private async Task<byte[]> ReadMeAsync(string folder)
    {
        var rehearsal = Path.Combine(folder, ReportFolder.Json);
        await using var page = new StringWriter();
        await PageRenderer.WriteAsync<ArchivePage>(
            page,
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(ArchivePage.Document)] = File.Exists(rehearsal) ? RehearsalDocument.Read(rehearsal) : null,
                [nameof(ArchivePage.Signer)] = signer.Subject,
                [nameof(ArchivePage.IsOwnKey)] = IsOwnKey,
                [nameof(ArchivePage.IsStamped)] = Authority is not null,
            }
        );
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    private byte[] Sign(byte[] manifest)
    {
        var cms = new SignedCms(new ContentInfo(manifest), detached: true);
        var by = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), // SHA-256
            IncludeOption = X509IncludeOption.EndCertOnly,
        };
        by.Certificates.AddRange(chain.ToArray());
        by.SignedAttributes.Add(new Pkcs9SigningTime(clock.GetUtcNow().UtcDateTime));
        cms.ComputeSignature(by);
        return cms.Encode();
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync();
        await entry.WriteAsync(content);
    }
}
