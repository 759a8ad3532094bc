using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ics2.Rehearsal.Archiving;

/// <summary>What the check of an archive found.</summary>
/// <param name="Files">How many files it holds, manifest and signature left out.</param>
/// <param name="SignedBy">Subject of the signer's certificate; null when the signature does not hold.</param>
/// <param name="Issuer">Who issued that certificate.</param>
/// <param name="SignedAt">When, by the signer's own word.</param>
/// <param name="Trusted">Whether the certificate leads to the roots that were given; null when none were.</param>
/// <param name="Findings">What is wrong, one sentence each; empty when nothing is.</param>
public sealed record ArchiveReport(
    int Files,
    string? SignedBy,
    string? Issuer,
    DateTimeOffset? SignedAt,
    bool? Trusted,
    IReadOnlyList<string> Findings
)
{
    /// <summary>When a time-stamping authority saw the signature; null without a time stamp.</summary>
    public DateTimeOffset? TimestampedAt { get; init; }

    /// <summary>Subject of the authority's certificate.</summary>
    public string? TimestampedBy { get; init; }

    /// <summary>Whether that certificate leads to the roots that were given for it; null when none were.</summary>
    public bool? TimestampTrusted { get; init; }
}

/// <summary>
/// Checks an archive made by <see cref="ArchiveWriter"/>: its signature, every digest, and that nothing is missing or added. Nothing is
/// unpacked.
/// </summary>
public sealed class ArchiveCheck
{
    private const int MostEntries = 100_000;
    private const long MostBytes = 4L * 1024 * 1024 * 1024;
    private const int MostOfManifest = 32 * 1024 * 1024;

    private readonly List<string> _findings = [];
    private long _read;

    private ArchiveCheck() { }

    /// <summary>Checks an archive.</summary>
    /// <param name="file">The ZIP file.</param>
    /// <param name="roots">Roots that the signer's certificate has to lead to; null to look at the signature alone.</param>
    /// <param name="timestampRoots">Roots that the certificate of the time-stamping authority has to lead to; null likewise.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ArchiveReport> RunAsync(
        string file,
        X509Certificate2Collection? roots,
        X509Certificate2Collection? timestampRoots = null,
        CancellationToken cancellationToken = default
    )
    {
        var check = new ArchiveCheck();
        try
        {
            check._findings.AddRange(ZipLayout.FindingsIn(file));
            await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
            return await check.CheckAsync(zip, roots, timestampRoots, cancellationToken);
        }
        catch (InvalidDataException damaged)
        {
            return new ArchiveReport(
                0,
                null,
                null,
                null,
                null,
                [.. check._findings, $"The file is no archive of a rehearsal, or is damaged: {damaged.Message}"]
            );
        }
    }

    private async Task<ArchiveReport> CheckAsync(
        ZipArchive zip,
        X509Certificate2Collection? roots,
        X509Certificate2Collection? timestampRoots,
        CancellationToken cancellationToken
    )
    {
        if (zip.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"{zip.Entries.Count} entries; at most {MostEntries} are read.");
        }

        foreach (var twice in zip.Entries.GroupBy(entry => entry.FullName, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            _findings.Add($"{twice.Key} is in the archive {twice.Count()} times; it may be there once.");
        }

        var manifest = await ReadAsync(zip, ArchiveWriter.Manifest, cancellationToken);
        var signature = await ReadAsync(zip, ArchiveWriter.Signature, cancellationToken);
        var signer = manifest is null || signature is null ? null : Verify(manifest, signature, roots);
        var stamp =
            signature is not null && zip.GetEntry(ArchiveWriter.Timestamp) is not null
                ? VerifyStamp(signature, (await ReadAsync(zip, ArchiveWriter.Timestamp, cancellationToken))!, timestampRoots)
                : null;
        var files = zip
            .Entries.Where(entry => entry.FullName is not (ArchiveWriter.Manifest or ArchiveWriter.Signature or ArchiveWriter.Timestamp))
            .ToList();
        await CompareAsync(files, Listed(manifest ?? []), cancellationToken);
        return new ArchiveReport(
            files.Count,
            signer?.Certificate.Subject,
            signer?.Certificate.Issuer,
            signer?.At,
            signer?.Trusted,
            _findings
        )
        {
            TimestampedAt = stamp?.At,
            TimestampedBy = stamp?.Certificate.Subject,
            TimestampTrusted = stamp?.Trusted,
        };
    }

    private async Task<byte[]?> ReadAsync(ZipArchive zip, string name, CancellationToken cancellationToken)
    {
        if (zip.GetEntry(name) is not { } entry)
        {
            _findings.Add($"{name} is missing, so nothing in the archive is vouched for.");
            return null;
        }

        using var content = new MemoryStream();
        await ReadAsync(entry, MostOfManifest, content.Write, cancellationToken);
        return content.ToArray();
    }

    private Dictionary<string, string> Listed(byte[] manifest)
    {
        var listed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, line) in Encoding.UTF8.GetString(manifest).Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            if (line.Split("  ", 2) is not [{ Length: 64 } digest, { Length: > 0 } name] || !listed.TryAdd(name, digest))
            {
                _findings.Add(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{ArchiveWriter.Manifest}, line {index + 1}: expected a SHA-256 in hex, two spaces and the name of a file, each once."
                    )
                );
            }
        }

        return listed;
    }

    private async Task CompareAsync(List<ZipArchiveEntry> files, Dictionary<string, string> listed, CancellationToken cancellationToken)
    {
        foreach (var entry in files)
        {
            if (!listed.Remove(entry.FullName, out var stated))
            {
                _findings.Add($"{entry.FullName} is not in the manifest: it was added after signing.");
                continue;
            }

            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await ReadAsync(entry, MostBytes, digest.AppendData, cancellationToken);
            var computed = Convert.ToHexStringLower(digest.GetHashAndReset());
            if (!string.Equals(stated, computed, StringComparison.OrdinalIgnoreCase))
            {
                _findings.Add($"{entry.FullName} was changed after signing: its SHA-256 should be {stated}, it is {computed}.");
            }
        }

        _findings.AddRange(
            listed.Keys.Select(name => $"{name} is in the manifest and missing in the archive: it was removed after signing.")
        );
    }

    private (X509Certificate2 Certificate, DateTimeOffset? At, bool? Trusted)? Verify(
        byte[] manifest,
        byte[] signature,
        X509Certificate2Collection? roots
    )
    {
        try
        {
            var cms = new SignedCms(new ContentInfo(manifest), detached: true);
            cms.Decode(signature);
            if (cms.SignerInfos is not [{ Certificate: { } certificate } signer])
            {
                _findings.Add($"{ArchiveWriter.Signature} has {cms.SignerInfos.Count} signers; expected one, with its certificate.");
                return null;
            }

            cms.CheckSignature(verifySignatureOnly: true);
            var at = signer
                .SignedAttributes.Cast<CryptographicAttributeObject>()
                .SelectMany(attribute => attribute.Values.Cast<AsnEncodedData>())
                .OfType<Pkcs9SigningTime>()
                .Select(time => (DateTimeOffset?)new DateTimeOffset(time.SigningTime.ToUniversalTime(), TimeSpan.Zero))
                .FirstOrDefault();
            return (certificate, at, roots is null ? null : Leads(certificate, cms.Certificates, roots, at));
        }
        catch (CryptographicException broken)
        {
            _findings.Add($"{ArchiveWriter.Signature} is no signature over this manifest: {broken.Message}");
            return null;
        }
    }

    private (X509Certificate2 Certificate, DateTimeOffset At, bool? Trusted)? VerifyStamp(
        byte[] signature,
        byte[] token,
        X509Certificate2Collection? roots
    )
    {
        if (!Rfc3161TimestampToken.TryDecode(token, out var stamp, out _) || !stamp.VerifySignatureForData(signature, out var authority))
        {
            _findings.Add($"{ArchiveWriter.Timestamp} is no time stamp over {ArchiveWriter.Signature}.");
            return null;
        }

        var at = stamp.TokenInfo.Timestamp;
        return (authority, at, roots is null ? null : Leads(authority, stamp.AsSignedCms().Certificates, roots, at));
    }

    private bool Leads(
        X509Certificate2 certificate,
        X509Certificate2Collection others,
        X509Certificate2Collection roots,
        DateTimeOffset? at
    )
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // an archive is checked years later, when nobody answers any more
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (at is { } time)
        {
            chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        }

        if (chain.Build(certificate))
        {
            return true;
        }

        _findings.Add(
            $"The signer {certificate.Subject} does not lead to the given roots: "
                + $"{string.Join("; ", chain.ChainStatus.Select(status => status.StatusInformation.Trim()))}"
        );
        return false;
    }

    // The size that an entry states is its own word; what comes out is counted.
    private async Task ReadAsync(ZipArchiveEntry entry, long most, Action<ReadOnlySpan<byte>> take, CancellationToken cancellationToken)
    {
        await using var content = await entry.OpenAsync(cancellationToken);
        var buffer = new byte[81920];
        var sum = 0L;
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            _read += count;
            sum += count;
            if (_read > MostBytes || sum > most)
            {
                throw new InvalidDataException($"{entry.FullName} is larger than this check reads ({MostBytes} bytes in all).");
            }

            take(buffer.AsSpan(0, count));
        }
    }
}
