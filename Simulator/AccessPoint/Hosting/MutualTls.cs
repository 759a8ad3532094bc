using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust;
using Microsoft.AspNetCore.Connections;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// TLS 1.2 or 1.3 with a client certificate from a CA that was notified to customs (ICD 4.6.1). Which trader it belongs to does not matter here:
/// TLS certificates are not registered (as4-profile f).
/// </summary>
internal sealed class MutualTls(TlsIdentity identity, TrustAnchors clients, TlsRefusals refusals, TimeProvider clock)
{
    /// <summary>1.2 required, 1.3 allowed, nothing else (ICD 4.6.1): the interface fixes the versions, not the operating system.</summary>
#pragma warning disable CA5398
    public static SslProtocols Versions => SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398

    private readonly ChainChecker checker = new(clients);

    /// <summary>Nothing is fetched from the network while a connection is opened, and the stores of the machine do not count.</summary>
    public static X509ChainPolicy ChainPolicy(TrustAnchors anchors)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(anchors.Certificates.ToArray());
        return policy;
    }

    /// <summary>What the other side sent beside its own certificate.</summary>
    public static IReadOnlyList<X509Certificate2> Sent(X509Chain? chain) => chain is null ? [] : [.. chain.ChainPolicy.ExtraStore];

    /// <summary>Sets up one connection.</summary>
    public void Configure(ConnectionContext connection, SslServerAuthenticationOptions tls)
    {
        tls.ServerCertificateContext = identity.Context;
        tls.EnabledSslProtocols = Versions;
        tls.ClientCertificateRequired = true;
        tls.CertificateChainPolicy = ChainPolicy(clients);
        tls.RemoteCertificateValidationCallback = (_, certificate, chain, _) => IsAccepted(connection.RemoteEndPoint, certificate as X509Certificate2, chain);
    }

    private bool IsAccepted(EndPoint? remote, X509Certificate2? certificate, X509Chain? chain)
    {
        var now = clock.GetUtcNow();
        var decision = checker.Check(certificate, Sent(chain), CertificatePurpose.TlsClient, now);
        if (!decision.Accepted)
        {
            refusals.Add(new TlsRefusal(now, remote?.ToString(), certificate?.Subject, decision.Text, decision.Expected, decision.Found, decision.Remedy));
        }

        return decision.Accepted;
    }
}
