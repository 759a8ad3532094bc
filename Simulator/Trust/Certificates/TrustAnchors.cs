using System.Security.Cryptography.X509Certificates;

namespace Ics2.Trust.Certificates;

/// <summary>The CAs a seal (or TLS) chain may end in. A CA is known by its name and its public key together (RFC 5280, 6.1.1 d).</summary>
public sealed class TrustAnchors
{
    private readonly Lock _adding = new();
    private volatile Held _held;

    /// <summary>Anchors held in memory.</summary>
    public TrustAnchors(IEnumerable<X509Certificate2> certificates) => _held = new Held([.. certificates]);

    /// <summary>The CA certificates.</summary>
    public IReadOnlyList<X509Certificate2> Certificates => _held.Certificates;

    private ILookup<string, X509Certificate2> BySubject => _held.BySubject;

    /// <summary>Accepts one more CA from now on.</summary>
    /// <returns>False when it was accepted already.</returns>
    public bool Add(X509Certificate2 certificate)
    {
        lock (_adding)
        {
            if (Holds(certificate))
            {
                return false;
            }

            _held = new Held([.. _held.Certificates, certificate]);
            return true;
        }
    }

    /// <summary>Reads every certificate of a PEM file.</summary>
    /// <exception cref="InvalidDataException">The file holds no certificate, or one that cannot be read.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TrustAnchors FromPem(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
        }
        catch (System.Security.Cryptography.CryptographicException e)
        {
            throw new InvalidDataException($"'{path}' holds a PEM block that is no X.509 certificate: {e.Message}", e);
        }

        return certificates.Count > 0
            ? new TrustAnchors(certificates)
            : throw new InvalidDataException(
                $"'{path}' holds no PEM block '-----BEGIN CERTIFICATE-----'; expected at least one CA certificate."
            );
    }

    /// <summary>
    /// The anchor that a certificate is: same name, same key. The certificate itself may be another issue of the same CA.
    /// </summary>
    internal X509Certificate2? Same(X509Certificate2 certificate) =>
        BySubject[Name(certificate.SubjectName)].FirstOrDefault(anchor => anchor.HasKeyOf(certificate));

    /// <summary>Whether this very certificate is an anchor.</summary>
    internal bool Holds(X509Certificate2 certificate) =>
        Certificates.Any(anchor => anchor.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    /// <summary>Anchors whose name a certificate states as its issuer.</summary>
    internal IEnumerable<X509Certificate2> NamedIssuersOf(X509Certificate2 certificate) => BySubject[Name(certificate.IssuerName)];

    /// <summary>Anchors of a name.</summary>
    internal bool HasName(X500DistinguishedName name) => BySubject.Contains(Name(name));

    private static string Name(X500DistinguishedName name) => Convert.ToHexString(name.RawData);

    private sealed record Held(IReadOnlyList<X509Certificate2> Certificates)
    {
        public ILookup<string, X509Certificate2> BySubject { get; } =
            Certificates.ToLookup(certificate => Name(certificate.SubjectName), StringComparer.Ordinal);
    }
}
