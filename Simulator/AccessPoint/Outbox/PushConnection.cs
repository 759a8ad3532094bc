using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Profiles;
using Ics2.Transport;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// HTTPS with the TLS certificate of customs towards the trader, as the real access point opens its connections (as4-profile f, TLS mode).
/// The trader's server certificate has to come from a CA that was notified, the same that its client certificate comes from.
/// </summary>
internal sealed class PushConnection(TrustAnchors anchors, TimeProvider clock)
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    private readonly ChainChecker _checker = new(anchors);

    /// <summary>The way to all traders, to be disposed of by the caller.</summary>
    public static As4Post Open(
        TlsIdentity identity,
        TrustAnchors anchors,
        Profile profile,
        PushTargets targets,
        PushTls seen,
        TimeProvider clock
    )
    {
        var tls = TlsPolicy.ForClient(identity, anchors, new PushConnection(anchors, clock).IsAccepted);
        var limits = new PostLimits(profile.Limits.EnvelopeBytes, profile.ResponseTimeout); // a receipt or an error, no payload
#pragma warning disable CA2000 // the post disposes of its connection
        var connection = As4Post.Connect(tls, ConnectTimeout);
        connection.ConnectCallback = targets.ConnectAsync;
        connection.PlaintextStreamFilter = seen.LookAsync;
        return new As4Post(connection, limits, clock);
#pragma warning restore CA2000
    }

    // Chain errors of the platform are left aside: the chain is judged by our own checker against the anchors. The name must fit.
    private bool IsAccepted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
        && _checker.Check(certificate as X509Certificate2, TlsPolicy.Sent(chain), CertificatePurpose.TlsServer, clock.GetUtcNow()).Accepted;
}
