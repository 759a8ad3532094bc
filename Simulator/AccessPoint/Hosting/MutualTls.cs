using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Receiving;
using Ics2.Contract.Management;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Revocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// TLS 1.2 or 1.3 with a client certificate from a CA that was notified to customs (ICD 4.6.1). Which trader it belongs to does not matter
/// here:
/// TLS certificates are not registered (as4-profile f).
/// </summary>
internal sealed class MutualTls(
    TlsIdentity identity,
    TrustAnchors clients,
    RevocationChecker? revocation,
    TlsRefusals refusals,
    TimeProvider clock
)
{
    /// <summary>1.2 required, 1.3 allowed, nothing else (ICD 4.6.1): the interface fixes the versions, not the operating system.</summary>
#pragma warning disable CA5398
    public static SslProtocols Versions => SslProtocols.Tls12 | SslProtocols.Tls13;
#pragma warning restore CA5398

    private readonly TlsDecider _decider = new(clients, revocation);

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
        tls.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            IsAccepted(connection, certificate as X509Certificate2, Sent(chain));
    }

    /// <summary>
    /// Asks once per connection whether its certificate is revoked. A handshake cannot wait for responders, so this is asked with the first
    /// request.
    /// </summary>
    /// <param name="context">A request on the connection.</param>
    /// <returns>The reason of a refusal, or null.</returns>
    public async Task<string?> RevokedAsync(HttpContext context)
    {
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (
            revocation is null
            || items is null
            || context.Connection.ClientCertificate is not { } certificate
            || !items.TryGetValue(this, out var sent)
            || sent is null
        )
        {
            return null;
        }

        var decision = await _decider.DecideAsync(
            certificate,
            (IReadOnlyList<X509Certificate2>)sent,
            CertificatePurpose.TlsClient,
            clock.GetUtcNow(),
            context.RequestAborted
        );
        if (!decision.Accepted)
        {
            Refused(context.Connection.RemoteIpAddress?.ToString(), certificate, decision);
            return $"{decision.Text} {decision.Remedy}";
        }

        items[this] = null; // asked and answered
        return null;
    }

    private bool IsAccepted(ConnectionContext connection, X509Certificate2? certificate, IReadOnlyList<X509Certificate2> sent)
    {
        connection.Items[this] = sent; // for the question about revocation
        var decision = _decider.Check(certificate, sent, CertificatePurpose.TlsClient, clock.GetUtcNow());
        return decision.Accepted || Refused(connection.RemoteEndPoint?.ToString(), certificate, decision);
    }

    private bool Refused(string? remote, X509Certificate2? certificate, ChainDecision decision)
    {
        refusals.Add(
            new TlsRefusal(
                clock.GetUtcNow(),
                remote,
                certificate?.Subject,
                decision.Text,
                decision.Expected,
                decision.Found,
                decision.Remedy
            )
        );
        return false;
    }
}
