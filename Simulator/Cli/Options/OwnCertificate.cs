using System.Text;
using Ics2.Trust.Preflight;

namespace Ics2.Cli.Options;

/// <summary>A certificate that a vendor brings, as its file has it.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="File">What it holds.</param>
internal sealed record OwnCertificate(byte[] Bytes, CertificateFile File)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="CouldNotRunException">It holds no certificate.</exception>
    public static async Task<OwnCertificate> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var bytes = await System.IO.File.ReadAllBytesAsync(file.FullName, cancellationToken);
        return CertificateFile.TryRead(bytes, password: null, out var certificates, out var why)
            ? new OwnCertificate(bytes, certificates)
            : throw new CouldNotRunException($"{file} cannot be read: {why}");
    }

    /// <summary>What leaves this machine: certificates, never a key.</summary>
    public byte[] ToSend() =>
        File.HasKey || Bytes.AsSpan().IndexOf("PRIVATE KEY-----"u8) >= 0
            ? Encoding.ASCII.GetBytes(
                string.Join('\n', File.Others.Prepend(File.Leaf).Select(certificate => certificate.ExportCertificatePem()))
            )
            : Bytes;
}
