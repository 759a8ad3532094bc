using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.Support;

/// <summary>HTTPS on a free port of 127.0.0.1, asking for a client certificate and taking any.</summary>
internal sealed class TestListener : IAsyncDisposable
{
    private const string Path = "/as4";

    private readonly WebApplication _app;

    private TestListener(WebApplication app) => _app = app;

    /// <summary>Where it takes messages, under the name its certificate is made out to.</summary>
    public Uri Url => At("localhost");

    public static async Task<TestListener> StartAsync(X509Certificate2 certificate, RequestDelegate answer)
    {
        var app = WebHost.Build(
            NullLoggerFactory.Instance,
            BoundSockets.Bind(IPAddress.Loopback, 0),
            listen =>
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.AllowAnyClientCertificate();
                }),
            _ => { }
        );
        app.MapPost(Path, answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TestListener(app);
    }

    public Uri At(string host) => new($"https://{host}:{WebHost.Port(_app)}{Path}");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
