using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Outbox;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Tests.Trust;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

public sealed class PushPostTests(PkiFixture pki)
{
    private static readonly WireMessage Message = new(
        "multipart/related; boundary=\"b\"; type=\"application/soap+xml\"",
        "body"u8.ToArray()
    );

    [Fact]
    public async Task It_shows_customs_certificate_and_reads_the_answer_also_of_an_error_status()
    {
        X509Certificate2? shown = null;
        string? contentType = null;
        await using var trader = await StartAsync(
            pki.Trader.Tls.Certificate,
            async context =>
            {
                shown = context.Connection.ClientCertificate;
                contentType = context.Request.ContentType;
                context.Response.StatusCode = 500;
                context.Response.ContentType = "application/soap+xml; charset=UTF-8";
                await context.Response.WriteAsync("a fault", context.RequestAborted);
            }
        );

        var response = await PostAsync($"https://localhost:{WebHost.Port(trader)}/as4");

        response.Status.ShouldBe(500);
        response.ContentType.ShouldBe("application/soap+xml; charset=UTF-8");
        System.Text.Encoding.UTF8.GetString(response.Body.Span).ShouldBe("a fault");
        shown.ShouldNotBeNull().Thumbprint.ShouldBe(pki.Pki.CustomsTls.Certificate.Thumbprint);
        contentType.ShouldBe(Message.ContentType);
    }

    [Fact]
    public async Task A_server_of_an_unknown_CA_or_of_another_name_gets_nothing__TLS_03()
    {
        var reached = false;
        using var unknown = Made.SelfSigned("CN=localhost", TimeProvider.System.GetUtcNow());
        await using var selfSigned = await StartAsync(unknown, Reached);
        await using var genuine = await StartAsync(pki.Trader.Tls.Certificate, Reached);

        await Should.ThrowAsync<HttpRequestException>(() => PostAsync($"https://localhost:{WebHost.Port(selfSigned)}/as4"));
        await Should.ThrowAsync<HttpRequestException>(() => PostAsync($"https://127.0.0.1:{WebHost.Port(genuine)}/as4"));
        reached.ShouldBeFalse();

        Task Reached(HttpContext context)
        {
            reached = true;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var trader = await StartAsync(
            pki.Trader.Tls.Certificate,
            async context =>
            {
                var block = new byte[64 * 1024];
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(block, context.RequestAborted);
                }
            }
        );

        await Should.ThrowAsync<InvalidDataException>(() => PostAsync($"https://localhost:{WebHost.Port(trader)}/as4"));
    }

    [Fact]
    public async Task An_answer_that_drips_is_given_up_after_the_time_of_the_profile()
    {
        await using var trader = await StartAsync(
            pki.Trader.Tls.Certificate,
            async context =>
            {
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted);
                    await Task.Delay(20, context.RequestAborted);
                }
            }
        );

        await Should.ThrowAsync<TimeoutException>(() =>
            PostAsync($"https://localhost:{WebHost.Port(trader)}/as4", TimeSpan.FromMilliseconds(500))
        );
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, RequestDelegate answer)
    {
        var app = WebHost.Build(NullLoggerFactory.Instance, kestrel => kestrel.ListenLocalhost0(certificate));
        app.MapPost("/as4", answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private async Task<PushResponse> PostAsync(string url, TimeSpan? patience = null)
    {
        using var identity = new TlsIdentity(pki.Pki.CustomsTls.Certificate, []);
        using var post = new PushPost(
            identity,
            pki.TlsAnchors,
            Profile.Ics2HtiV2 with
            {
                ResponseTimeout = patience ?? TimeSpan.FromSeconds(20),
            },
            TimeProvider.System
        );
        return await post.PostAsync(new Uri(url), Message, TestContext.Current.CancellationToken);
    }
}

internal static class TestListener
{
    /// <summary>HTTPS on a free port of 127.0.0.1, asking for a client certificate and taking any.</summary>
    public static void ListenLocalhost0(
        this Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel,
        X509Certificate2 certificate
    ) =>
        kestrel.Listen(
            System.Net.IPAddress.Loopback,
            0,
            listen =>
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                    https.AllowAnyClientCertificate();
                })
        );
}
