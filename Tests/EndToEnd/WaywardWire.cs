using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// An HTTPS endpoint in front of a trader's real one: it keeps every pushed body as it came, passes it on, and does to the answer what the
/// test says.
/// </summary>
internal sealed class WaywardWire : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _onward;
    private readonly Queue<Func<WireMessage, WireMessage?>> _conduct;

    private WaywardWire(
        X509Certificate2 tls,
        X509Certificate2Collection roots,
        Uri trader,
        IEnumerable<Func<WireMessage, WireMessage?>> conduct
    )
    {
        _conduct = new(conduct);
        _onward = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [tls], CertificateChainPolicy = Trusting(roots) },
            }
        );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .ConfigureKestrel(kestrel =>
                kestrel.Listen(
                    IPAddress.Loopback,
                    0,
                    listen =>
                        listen.UseHttps(https =>
                        {
                            https.ServerCertificate = tls;
                            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                            https.OnAuthenticate = (_, ssl) => ssl.CertificateChainPolicy = Trusting(roots);
                        })
                )
            );
        _app = builder.Build();
        _app.Run(context => PassOnAsync(context, trader));
    }

    /// <summary>The bodies as customs sent them.</summary>
    public List<byte[]> Bodies { get; } = [];

    public Uri Url => new UriBuilder("https", "localhost", new Uri(_app.Urls.First()).Port, "/as4").Uri;

    /// <summary>
    /// Starts it. After the last conduct that is given, answers pass unchanged; a conduct that gives null withholds the answer.
    /// </summary>
    public static async Task<WaywardWire> StartAsync(
        X509Certificate2 tls,
        X509Certificate2Collection roots,
        Uri trader,
        params Func<WireMessage, WireMessage?>[] conduct
    )
    {
        var wire = new WaywardWire(tls, roots, trader, conduct);
        await wire._app.StartAsync(TestContext.Current.CancellationToken);
        return wire;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _onward.Dispose();
    }

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private async Task PassOnAsync(HttpContext context, Uri trader)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        lock (Bodies)
        {
            Bodies.Add(body.ToArray());
        }

        using var content = new ByteArrayContent(body.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        using var answer = await _onward.PostAsync(trader, content, context.RequestAborted);
        var receipt = new WireMessage(
            answer.Content.Headers.NonValidated["Content-Type"].ToString(),
            await answer.Content.ReadAsByteArrayAsync(context.RequestAborted)
        );
        if ((_conduct.TryDequeue(out var conduct) ? conduct(receipt) : receipt) is not { } passed)
        {
            return; // 200 with an empty body (AS4-18)
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = passed.ContentType;
        await context.Response.Body.WriteAsync(passed.Body, context.RequestAborted);
    }
}
