using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Hosting;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// HTTPS with the TLS certificate of customs towards the trader, as the real access point opens its connections (as4-profile f, TLS mode).
/// The trader's server certificate has to come from a CA that was notified, the same that its client certificate comes from.
/// </summary>
internal sealed class PushPost : IPushPost, IDisposable
{
    private readonly HttpClient _http;
    private readonly int _largestResponse;
    private readonly TimeSpan _patience;
    private readonly TimeProvider _clock;

    public PushPost(TlsIdentity identity, TrustAnchors anchors, Profile profile, TimeProvider clock)
    {
        var checker = new ChainChecker(anchors);
        _largestResponse = profile.Limits.EnvelopeBytes;
        _patience = profile.ResponseTimeout;
        this._clock = clock;
#pragma warning disable CA2000 // the client disposes its handler
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false, // a redirect would carry a filing to an address nobody enrolled
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = System.Net.DecompressionMethods.None,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                MaxResponseHeadersLength = 32,
                SslOptions = new SslClientAuthenticationOptions
                {
                    EnabledSslProtocols = MutualTls.Versions,
                    ClientCertificateContext = identity.Context,
                    CertificateChainPolicy = MutualTls.ChainPolicy(anchors),
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
                        IsAccepted(checker, certificate, chain, errors, clock.GetUtcNow()),
                },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan, // its own ends with the headers; ours covers the body too
        };
#pragma warning restore CA2000
    }

    public async Task<PushResponse> PostAsync(Uri url, WireMessage message, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        using var limit = new CancellationTokenSource(_patience, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            var stream = await response.Content.ReadAsStreamAsync(both.Token);
            var body = await BodyReader.ReadAsync(stream, response.Content.Headers.ContentLength, _largestResponse, both.Token);
            var contentType = response.Content.Headers.TryGetValues("Content-Type", out var values) ? values.FirstOrDefault() : null;
            return new PushResponse((int)response.StatusCode, contentType, body);
        }
        catch (OperationCanceledException slow) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no response within {_patience.TotalSeconds:0} s", slow);
        }
    }

    public void Dispose() => _http.Dispose();

    // Chain errors of the platform are left aside: the chain is judged by our own checker against the anchors. The name must fit.
    private static bool IsAccepted(
        ChainChecker checker,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors,
        DateTimeOffset now
    ) =>
        (errors & SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None
        && checker.Check(certificate as X509Certificate2, MutualTls.Sent(chain), CertificatePurpose.TlsServer, now).Accepted;
}
