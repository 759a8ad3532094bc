using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Receiving;
using Ics2.Contract.Management;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Revocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Ics2.AccessPoint.Hosting;

/// <summary>
/// Takes connections with a client certificate from a CA that was notified to customs (ICD 4.6.1). Which trader it belongs to does not
/// matter here: TLS certificates are not registered (as4-profile f).
/// </summary>
internal sealed class MutualTls(
    TlsIdentity identity,
    TrustAnchors clients,
    RevocationChecker? revocation,
    TlsRefusals refusals,
    TimeProvider clock
)
{
    /// <summary>Marks a connection whose client certificate was refused, and told of.</summary>
    public const string RefusedHere = "ics2.tls-refused";

    private readonly TlsDecider _decider = new(clients, revocation);

    /// <summary>Sets up one connection.</summary>
    public void Configure(ConnectionContext connection, SslServerAuthenticationOptions tls)
    {
        tls.ServerCertificateContext = identity.Context;
        tls.EnabledSslProtocols = TlsPolicy.Versions;
        tls.ClientCertificateRequired = true;
        tls.AllowRenegotiation = false; // whoever is there is said once, in the handshake (TLS-04)
        tls.CertificateChainPolicy = TlsPolicy.Chain(clients, CertificatePurpose.TlsClient);
        tls.RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            IsAccepted(connection, certificate as X509Certificate2, TlsPolicy.Sent(chain));
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
            || (items.TryGetValue(this, out var sent) && sent is null)
        )
        {
            return null;
        }

        // A session that is resumed may have shown its certificate on an earlier connection only: it is asked about all the same (TLS-05).
        sent ??= Array.Empty<X509Certificate2>();

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
        if (decision.Accepted)
        {
            return true;
        }

        connection.Items[RefusedHere] = true;
        return Refused(connection.RemoteEndPoint?.ToString(), certificate, decision);
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
