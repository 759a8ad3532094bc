using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Ics2.AccessPoint.Hosting;

/// <summary>A TLS certificate of customs with its key and the chain that is sent along.</summary>
internal sealed class TlsIdentity : IDisposable
{
    private readonly X509Certificate2? _imported;

    public TlsIdentity(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> intermediates)
    {
        // Windows takes no ephemeral key for TLS, so the key passes through a PKCS#12 there.
        _imported = OperatingSystem.IsWindows()
            ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
            : null;
        Certificate = _imported ?? certificate;
        Context = SslStreamCertificateContext.Create(Certificate, [.. intermediates], offline: true);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>Made once: building the chain for every connection would cost more than the handshake.</summary>
    public SslStreamCertificateContext Context { get; }

    public void Dispose() => _imported?.Dispose();
}
