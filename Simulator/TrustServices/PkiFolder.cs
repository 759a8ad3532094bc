using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Trust.Keeping;

namespace Ics2.TrustServices;

/// <summary>The PEM files of the test PKI: certificate and key in one file, readable by the owner only where the OS knows that.</summary>
internal sealed class PkiFolder
{
    private readonly string _directory;

    public PkiFolder(string directory)
    {
        this._directory = directory;
        PrivateFiles.MakeFolder(directory);
    }

    public string PathOf(string file) => Path.Combine(_directory, file);

    /// <summary>Keeps two processes from making two PKIs in one folder; disposing lets go.</summary>
    /// <exception cref="IOException">Another process holds it for longer than ten seconds.</exception>
    public FileStream Lock()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(
                    PathOf("pki.lock"),
                    PrivateFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                );
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(100);
            }
        }
    }

    public bool Has(string name) => File.Exists(PathOf(name + ".pem"));

    /// <summary>The certificate with its key, or null when there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    private X509Certificate2? Read(string name)
    {
        var path = PathOf(name + ".pem");
        if (!Has(name))
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(path);
            using var certificate = X509Certificate2.CreateFromPem(text);
            using AsymmetricAlgorithm key = certificate.PublicKey.Oid.Value is "1.2.840.113549.1.1.1" ? RSA.Create() : ECDsa.Create();
            key.ImportFromPem(text);
            return IssuedCertificate.Join(certificate, key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new InvalidDataException(
                $"'{path}' is damaged ({e.Message}). Restore it, or delete the folder to have a new test PKI made; traders must then be enrolled again.",
                e
            );
        }
    }

    /// <summary>What the folder holds under a name, or what is made and kept from now on.</summary>
    public X509Certificate2 Kept(string name, Func<IssuedCertificate> make)
    {
        if (Read(name) is { } kept)
        {
            return kept;
        }

        return Keep(name, make().Certificate);
    }

    /// <summary>Keeps a certificate with its key under a name, in the place of what the folder held.</summary>
    public X509Certificate2 Keep(string name, X509Certificate2 made)
    {
        using var key = (AsymmetricAlgorithm?)made.GetRSAPrivateKey() ?? made.GetECDsaPrivateKey()!;
        WriteText(name + ".pem", made.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return made;
    }

    public IReadOnlyDictionary<string, string> Files(string pattern) =>
        Directory.GetFiles(_directory, pattern).ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    public bool Holds(string file, string text) =>
        File.Exists(PathOf(file)) && string.Equals(File.ReadAllText(PathOf(file)), text, StringComparison.Ordinal);

    /// <summary>Writes a whole file or nothing.</summary>
    public void WriteText(string file, string text) => PrivateFiles.Write(PathOf(file), Encoding.UTF8.GetBytes(text));
}
