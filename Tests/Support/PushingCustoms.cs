using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;

namespace Ics2.Tests.Support;

/// <summary>Customs as the client of a trader's own endpoint.</summary>
internal static class PushingCustoms
{
    /// <summary>A connection with a client certificate, or without one.</summary>
    public static HttpClient Connection(X509Certificate2? certificate) => new(new SocketsHttpHandler { SslOptions = Tls(certificate) });

    public static SslClientAuthenticationOptions Tls(X509Certificate2? certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(TraderPki.Instance.Pki.TlsAnchorsPem);
        return new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = policy,
            ClientCertificateContext = certificate is null
                ? null
                : SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true),
        };
    }

    /// <summary>Pushes one message as customs.</summary>
    public static async Task PushAsync(Uri url, SealedMessage message, CancellationToken cancellationToken)
    {
        using var http = Connection(TraderPki.Instance.Pki.CustomsTls.Certificate);
        using var content = new ReadOnlyMemoryContent(message.Wire.Body);
        content.Headers.TryAddWithoutValidation("Content-Type", message.Wire.ContentType);
        using var response = await http.PostAsync(url, content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
