using System.Net;
using System.Net.Security;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Watching;
using Ics2.Tests.Support;
using Ics2.Transport;
using Ics2.Trust.Revocation;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>What is asked of TLS that no handshake shows.</summary>
public sealed class MutualTlsTests(PkiFixture pki)
{
    [Fact]
    public void A_certificate_is_asked_for_in_the_handshake_and_never_again__TLS_04()
    {
        using var http = new HttpClient(new Asked());
        var options = new SslServerAuthenticationOptions { AllowRenegotiation = true };

        Tls(http).Configure(new DefaultConnectionContext(), options);

        options.ClientCertificateRequired.ShouldBeTrue();
        options.AllowRenegotiation.ShouldBeFalse();
    }

    [Fact]
    public async Task Every_connection_asks_whether_its_certificate_is_revoked_resumed_or_not__TLS_05()
    {
        using var asked = new Asked();
        using var http = new HttpClient(asked);
        var tls = Tls(http);

        // A session that was resumed: the certificate is known, and no handshake has shown it on this connection.
        await tls.RevokedAsync(Connection());
        asked.Times.ShouldBeGreaterThan(0);
        var once = asked.Times;

        var connection = Connection();
        await tls.RevokedAsync(connection);
        await tls.RevokedAsync(connection);
        asked.Times.ShouldBeGreaterThanOrEqualTo(once); // what was answered a moment ago is remembered by the checker
    }

    private DefaultHttpContext Connection()
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IConnectionItemsFeature>(new DefaultConnectionContext());
        context.Connection.ClientCertificate = pki.Trader.Tls.Certificate;
        return context;
    }

    private MutualTls Tls(HttpClient http) =>
        new(
            new TlsIdentity(pki.Pki.CustomsTls.Certificate, []),
            pki.TlsAnchors,
            new RevocationChecker(http, new RevocationOptions(), TimeProvider.System),
            new TlsRefusals(new EventLog(TimeProvider.System), TimeProvider.System, NullLogger<TlsRefusals>.Instance),
            TimeProvider.System
        );

    private sealed class Asked : HttpMessageHandler
    {
        public int Times { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Times++;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        }
    }
}
