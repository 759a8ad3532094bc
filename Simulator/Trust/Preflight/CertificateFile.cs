using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Preflight;

/// <summary>A certificate file as a trader has it: PEM, DER, PKIPath or PKCS#12.</summary>
/// <param name="Format">Which of them.</param>
/// <param name="Leaf">The end-entity certificate.</param>
/// <param name="Others">What else the file holds, in the order of the file.</param>
/// <param name="HasKey">Whether the private key of the leaf is in it.</param>
/// <param name="IsOrdered">Whether the certificates follow each other from issued to issuer (PKIPath: the other way round); PKCS#12 has no
/// order.</param>
public sealed record CertificateFile(
    string Format,
    X509Certificate2 Leaf,
    IReadOnlyList<X509Certificate2> Others,
    bool HasKey,
    bool IsOrdered
)
{
    private const int LargestFile = 1024 * 1024;
    private const int MaxCertificates = 50;
    private const string PkiPath = "PKIPath";

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="password">For PKCS#12 and encrypted PEM keys; null for none.</param>
    /// <param name="file">What it holds.</param>
    /// <param name="why">Why it cannot be used, and what would help.</param>
    public static bool TryRead(
        byte[] bytes,
        string? password,
        [NotNullWhen(true)] out CertificateFile? file,
        [NotNullWhen(false)] out string? why
    )
    {
        file = null;
        if (bytes.Length > LargestFile)
        {
            why = $"The file has {bytes.Length} bytes; expected {LargestFile} at most.";
            return false;
        }

        try
        {
            why = Read(bytes, password, ref file);
        }
        catch (Exception e)
            when (e
                    is CryptographicException
                        or PlatformNotSupportedException
                        or AsnContentException
                        or ArgumentException
                        or FormatException
            )
        {
            why = $"The file is neither PEM, DER, PKIPath nor PKCS#12, or the password is wrong: {e.Message}";
        }

        file = why is null ? file : null;
        return why is null;
    }

    private static string? Read(byte[] bytes, string? password, ref CertificateFile? file)
    {
        if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
        {
            var text = Encoding.UTF8.GetString(bytes);
            var fromPem = new X509Certificate2Collection();
            fromPem.ImportFromPem(text);
            return Make("PEM", [.. fromPem], ref file) ?? AddKey(text, password, ref file);
        }

        switch (ContentType(bytes))
        {
            case X509ContentType.Cert:
                return Make("DER", [X509CertificateLoader.LoadCertificate(bytes)], ref file);
            case X509ContentType.Pfx:
                return Make("PKCS#12", [.. X509CertificateLoader.LoadPkcs12Collection(bytes, password)], ref file);
            default:
                return Make(PkiPath, Path(bytes), ref file);
        }
    }

    // The platform knows no PKIPath, and says so in different ways.
    private static X509ContentType ContentType(byte[] bytes)
    {
        try
        {
            return X509Certificate2.GetCertContentType(bytes);
        }
        catch (CryptographicException)
        {
            return X509ContentType.Unknown;
        }
    }

    private static string? Make(string format, List<X509Certificate2> all, ref CertificateFile? file)
    {
        if (all.Count is 0 or > MaxCertificates)
        {
            return $"The file holds {all.Count} certificates; expected 1 to {MaxCertificates}.";
        }

        // The one with the key, or else the one that issued none of the others.
        var withKey = all.FindAll(certificate => certificate.HasPrivateKey);
        var leaves =
            withKey.Count > 0
                ? withKey
                : all.FindAll(certificate => !all.Exists(other => other != certificate && certificate.HasSubject(other.IssuerName)));
        if (leaves.Count != 1)
        {
            return $"The file holds {leaves.Count} end-entity certificates "
                + $"({string.Join(", ", leaves.Take(3).Select(leaf => leaf.Shown()))}); expected one, with its chain.";
        }

        var upwards = string.Equals(format, PkiPath, StringComparison.Ordinal) ? Enumerable.Reverse(all).ToList() : all;
        var isOrdered = format is "PKCS#12" || upwards.Zip(upwards.Skip(1)).All(pair => pair.Second.HasSubject(pair.First.IssuerName));
        file = new CertificateFile(format, leaves[0], all.FindAll(certificate => certificate != leaves[0]), withKey.Count > 0, isOrdered);
        return null;
    }

    private static string? AddKey(string text, string? password, ref CertificateFile? file)
    {
        if (!text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            return null;
        }

        using AsymmetricAlgorithm key = file!.Leaf.PublicKey.Oid.Value is "1.2.840.113549.1.1.1" ? RSA.Create() : ECDsa.Create();
        if (text.Contains("ENCRYPTED PRIVATE KEY", StringComparison.Ordinal))
        {
            key.ImportFromEncryptedPem(text, password ?? "");
        }
        else
        {
            key.ImportFromPem(text);
        }

        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(file.Leaf.PublicKey.ExportSubjectPublicKeyInfo()))
        {
            return $"The private key in the file is not that of {file.Leaf.Shown()}.";
        }

        file = file with { HasKey = true };
        return null;
    }

    private static List<X509Certificate2> Path(byte[] bytes)
    {
        var path = new AsnReader(bytes, AsnEncodingRules.DER).ReadSequence();
        var all = new List<X509Certificate2>();
        while (path.HasData && all.Count <= MaxCertificates)
        {
            all.Add(X509CertificateLoader.LoadCertificate(path.ReadEncodedValue().Span));
        }

        return all;
    }
}
