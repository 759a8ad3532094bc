using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ics2.Rehearsal.Archiving;

/// <summary>
/// Puts a report folder into one ZIP file that shows later whether anything in it was changed: a manifest with the SHA-256 of every file,
/// in the form that <c>sha256sum -c</c> reads, and a detached CMS signature over that manifest, which <c>ics2 verify-archive</c> and
/// <c>openssl cms -verify</c> check.
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

    /// <summary>Writes the archive; an older one of that name is replaced.</summary>
    /// <param name="folder">The report folder; every file in it and below it goes in.</param>
    /// <param name="file">The ZIP file, outside the folder.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="CryptographicException">The key cannot sign.</exception>
    public async Task WriteAsync(string folder, string file)
    {
        var target = Path.GetFullPath(file);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var partial = target + ".new";
        await using (var zip = await ZipFile.OpenAsync(partial, ZipArchiveMode.Create))
        {
            var manifest = new StringBuilder();
            foreach (
                var (name, path) in Directory
                    .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                    .Where(path => Path.GetFullPath(path) != partial && Path.GetFullPath(path) != target)
                    .Select(path => (Name: Path.GetRelativePath(folder, path).Replace('\\', '/'), path))
                    .Where(entry => entry.Name is not (Manifest or Signature))
                    .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            )
            {
                var content = await File.ReadAllBytesAsync(path);
                manifest.Append(Convert.ToHexStringLower(SHA256.HashData(content))).Append("  ").Append(name).Append('\n');
                await AddAsync(zip, name, content);
            }

            var list = Encoding.UTF8.GetBytes(manifest.ToString());
            await AddAsync(zip, Manifest, list);
            await AddAsync(zip, Signature, Sign(list));
        }

        File.Move(partial, target, overwrite: true);
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
