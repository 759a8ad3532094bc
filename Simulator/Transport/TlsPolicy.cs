using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Transport;

/// <summary>Raised inside the handshake when the server is not the one it should be; posting again would not help.</summary>
internal sealed class ServerNotTrustedException(string message) : AuthenticationException(message);

/// <summary>Mutual TLS as ICD 4.6.1 fixes it, for both ends and both directions.</summary>
internal static class TlsPolicy
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>1.2 required, 1.3 allowed, nothing else: the interface fixes the versions, not the operating system.</summary>
#pragma warning disable CA5398
    public static SslProtocols Versions => SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398

    /// <summary>Nothing is fetched from the network while a connection is opened, and the stores of the machine do not count.</summary>
    /// <param name="anchors">Who may issue the certificate of the other end.</param>
    /// <param name="purpose">What the other end is: <see cref="CertificatePurpose.TlsClient"/> or the server.</param>
    public static X509ChainPolicy Chain(TrustAnchors anchors, CertificatePurpose purpose)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid(purpose == CertificatePurpose.TlsClient ? ClientAuthentication : ServerAuthentication) },
        };
        policy.CustomTrustStore.AddRange(anchors.Certificates.ToArray());
        return policy;
    }

    /// <summary>What the other side sent beside its own certificate.</summary>
    public static IReadOnlyList<X509Certificate2> Sent(X509Chain? chain) => chain is null ? [] : [.. chain.ChainPolicy.ExtraStore];

    /// <summary>How a client opens connections.</summary>
    /// <param name="identity">Who it is; null only for one that shows no certificate on purpose.</param>
    /// <param name="servers">Who may issue the certificate of the server.</param>
    /// <param name="judge">Decides about the server; may throw <see cref="ServerNotTrustedException"/> to say why not.</param>
    public static SslClientAuthenticationOptions ForClient(
        TlsIdentity? identity,
        TrustAnchors servers,
        RemoteCertificateValidationCallback judge
    ) =>
        new()
        {
            EnabledSslProtocols = Versions,
            ClientCertificateContext = identity?.Context,
            CertificateChainPolicy = Chain(servers, CertificatePurpose.TlsServer),
            RemoteCertificateValidationCallback = judge,
        };
}
