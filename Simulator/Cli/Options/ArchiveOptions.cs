using System.CommandLine;
using Ics2.Rehearsal.Archiving;
using Ics2.Simulator;
using Ics2.Trust.Preflight;

namespace Ics2.Cli.Options;

/// <summary>The options of <c>rehearse</c> that pack the report with its evidence, and who signs.</summary>
internal sealed class ArchiveOptions
{
    private readonly Option<FileInfo?> _archive = new("--archive")
    {
        Description = "ZIP file for the report with all evidence and a signed manifest; see verify-archive",
    };
    private readonly Option<FileInfo?> _key = new("--archive-key")
    {
        Description = "PKCS#12 whose key signs the archive; by default the seal of the simulated customs",
    };
    private readonly Option<string?> _password = new("--archive-password") { Description = "Password of that file" };

    private readonly Option<Uri?> _timestamp = Urls.Option(
        "--timestamp",
        "Time-stamping authority (RFC 3161) that confirms when the archive was signed; it gets a digest and nothing else"
    );

    public void AddTo(Command command)
    {
        command.Add(_timestamp);
        command.Add(_archive);
        command.Add(_key);
        command.Add(_password);
    }

    /// <summary>Who signs, when a key was given; read before the run, so that a wrong password does not cost one.</summary>
    /// <exception cref="CouldNotRunException">The file holds no key, or cannot be read.</exception>
    public ArchiveWriter? Signer(ParseResult arguments)
    {
        if (arguments.GetValue(_key) is not { } key)
        {
            return null;
        }

        if (!CertificateFile.TryRead(File.ReadAllBytes(key.FullName), arguments.GetValue(_password), out var file, out var why))
        {
            throw new CouldNotRunException($"{key}: {why}");
        }

        return file.Leaf.HasPrivateKey
            ? new ArchiveWriter(file.Leaf, file.Others, TimeProvider.System) { IsOwnKey = true, Authority = Authority(arguments) }
            : throw new CouldNotRunException($"{key} holds no private key; expected a PKCS#12 file with key and certificate.");
    }

    /// <summary>Says at once when the archive cannot be written.</summary>
    /// <exception cref="CouldNotRunException">It cannot be.</exception>
    public void NeedPlace(ParseResult arguments) => Beforehand.NeedFile(_archive.Name, arguments.GetValue(_archive));

    /// <summary>Writes the archive, if one is wanted.</summary>
    /// <exception cref="CouldNotRunException">There is nobody to sign it.</exception>
    public async Task WriteAsync(ParseResult arguments, string folder, ArchiveWriter? signer, RunSeal customs)
    {
        if (arguments.GetValue(_archive) is { } archive)
        {
            signer ??= customs.Seal is { } seal
                ? new ArchiveWriter(seal.Certificate, seal.Chain, TimeProvider.System) { Authority = Authority(arguments) }
                : null;
            await (
                signer
                ?? throw new CouldNotRunException(
                    "The archive cannot be signed, because the simulated customs did not start; give --archive-key."
                )
            ).WriteAsync(folder, archive.FullName);
            await Console.Error.WriteLineAsync($"archive: {archive.FullName}");
        }
    }

    private TimestampAuthority? Authority(ParseResult arguments) =>
        arguments.GetValue(_timestamp) is { } address ? new TimestampAuthority(address) : null;
}
