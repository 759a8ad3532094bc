using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Settings;
using Ics2.As4;
using Ics2.Tests.AccessPoint;

namespace Ics2.Tests.Support;

/// <summary>A whole access point on free ports, and ways to speak to it as a trader does.</summary>
internal sealed class RunningHost(AccessPointHost host, PkiFixture pki) : IAsyncDisposable
{
    private readonly HttpClient _management = new() { BaseAddress = host.Management };

    // Waiting for something that does not come must fail a test, not hang it.
    private readonly CancellationTokenSource _patience = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );

    public AccessPointHost Host { get; } = host;

    public CancellationToken Patience => _patience.Token;

    public static async Task<RunningHost> StartAsync(
        PkiFixture pki,
        string folder,
        Func<AccessPointOptions, AccessPointOptions>? change = null
    )
    {
        var options = new AccessPointOptions(new AccessPointSettings(folder))
        {
            Seal = pki.CustomsSeal,
            TlsCertificate = pki.Pki.CustomsTls.Certificate,
            TlsAnchors = pki.TlsAnchors,
            SealAnchors = pki.SealAnchors,
            AssessWhenTold = true,
            Registry = new FakeRegistry(pki.Trader, pki.Other),
            Services = new Dictionary<string, string>(StringComparer.Ordinal) { ["registry"] = "http://localhost:1/" },
        };
        var running = new RunningHost(await AccessPointHost.StartAsync(change?.Invoke(options) ?? options), pki);
        running._patience.CancelAfter(TimeSpan.FromSeconds(30));
        return running;
    }

    public HttpClient Client(X509Certificate2? certificate, System.Text.Encoding? headers = null) =>
        new(
            new SocketsHttpHandler
            {
                RequestHeaderEncodingSelector = (_, _) => headers,
                SslOptions = new SslClientAuthenticationOptions
                {
                    ClientCertificates = certificate is null ? null : [certificate],
                    CertificateChainPolicy = Policy(),
                },
            }
        );

    public async Task<(int Status, WireMessage Wire)> PostAsync(TraderKit trader, SealedMessage message)
    {
        using var client = Client(trader.Tls.Certificate);
        return await PostAsync(client, message.Wire);
    }

    public async Task<(int Status, WireMessage Wire)> PostAsync(HttpClient client, WireMessage message)
    {
        using var content = new ReadOnlyMemoryContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        using var response = await client.PostAsync(Host.As4, content, Patience);
        return (
            (int)response.StatusCode,
            new WireMessage(response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsByteArrayAsync(Patience))
        );
    }

    /// <summary>Writes bytes to the HTTPS port and reads the first line of what comes back.</summary>
    public async Task<string> SpeakAsync(TraderKit trader, byte[] request, bool hangUp = false)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(Host.As4.Host, Host.As4.Port, Patience);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ClientCertificates = [trader.Tls.Certificate],
            CertificateChainPolicy = Policy(),
        };
        await tls.AuthenticateAsClientAsync(options, Patience);
        await tls.WriteAsync(request, Patience);
        if (hangUp)
        {
            return "";
        }

        using var reader = new StreamReader(tls);
        return await reader.ReadLineAsync(Patience) ?? "";
    }

    /// <summary>Pulls until something comes.</summary>
    public async Task<WireMessage> PullAsync(TraderKit trader)
    {
        while (true)
        {
            var (_, wire) = await PostAsync(trader, trader.Writer.WritePullRequest(trader.Channel));
            if (ReceivingBench.Read(wire).UserMessage is not null)
            {
                return wire;
            }

            await Task.Delay(20, Patience);
        }
    }

    public async Task<JsonElement> GetAsync(string path) => await _management.GetFromJsonAsync<JsonElement>(path, Patience);

    public Task<HttpResponseMessage> GetResponseAsync(string path) => _management.GetAsync(new Uri(path, UriKind.Relative), Patience);

    public Task<HttpResponseMessage> PostJsonAsync(string path, object body) => _management.PostAsJsonAsync(path, body, Patience);

    public Task<HttpResponseMessage> PutAsync(string path, object body) => _management.PutAsJsonAsync(path, body, Patience);

    public Task<HttpResponseMessage> PutAsync(string path, HttpContent body) =>
        _management.PutAsync(new Uri(path, UriKind.Relative), body, Patience);

    public Task<HttpResponseMessage> DeleteAsync(string path) => _management.DeleteAsync(new Uri(path, UriKind.Relative), Patience);

    public Task<HttpResponseMessage> PatchAsync(string path, object body) => _management.PatchAsJsonAsync(path, body, Patience);

    /// <summary>Asks until the answer is right.</summary>
    public async Task<JsonElement> UntilAsync(string path, Func<JsonElement, bool> isRight)
    {
        while (true)
        {
            var answer = await GetAsync(path);
            if (isRight(answer))
            {
                return answer;
            }

            await Task.Delay(20, Patience);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _management.Dispose();
        _patience.Dispose();
        await Host.DisposeAsync();
    }

    private X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(pki.TlsAnchors.Certificates.ToArray());
        return policy;
    }
}
