using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Outbox;
using Ics2.As4;
using Ics2.As4.Profiles;
using Ics2.Tests.Support;
using Ics2.Transport;
using Microsoft.AspNetCore.Http;

namespace Ics2.Tests.AccessPoint;

public sealed class PushConnectionTests(PkiFixture pki)
{
    private static readonly WireMessage Message = new("text/plain", "body"u8.ToArray());

    [Fact]
    public async Task It_shows_the_certificate_of_customs()
    {
        X509Certificate2? shown = null;
        await using var trader = await TestListener.StartAsync(
            pki.Trader.Tls.Certificate,
            context =>
            {
                shown = context.Connection.ClientCertificate;
                return Task.CompletedTask;
            }
        );

        (await PostAsync(trader.Url)).ShouldBeOfType<PostOutcome.Answered>().Status.ShouldBe(200);
        shown.ShouldNotBeNull().Thumbprint.ShouldBe(pki.Pki.CustomsTls.Certificate.Thumbprint);
    }

    [Fact]
    public async Task A_server_of_an_unknown_CA_or_of_another_name_gets_nothing__TLS_03()
    {
        var reached = false;
        using var unknown = Made.SelfSigned("CN=localhost", TimeProvider.System.GetUtcNow());
        await using var selfSigned = await TestListener.StartAsync(unknown, Reached);
        await using var genuine = await TestListener.StartAsync(pki.Trader.Tls.Certificate, Reached);

        (await PostAsync(selfSigned.Url)).ShouldBeOfType<PostOutcome.Unanswered>().Fault.ShouldBe(PostFault.TlsRefused);
        (await PostAsync(genuine.At("127.0.0.1"))).ShouldBeOfType<PostOutcome.Unanswered>().Fault.ShouldBe(PostFault.TlsRefused);
        reached.ShouldBeFalse();

        Task Reached(HttpContext context)
        {
            reached = true;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off_at_the_size_of_an_envelope()
    {
        await using var trader = await TestListener.StartAsync(
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

        var none = (await PostAsync(trader.Url)).ShouldBeOfType<PostOutcome.Unanswered>();
        none.Fault.ShouldBe(PostFault.TooLarge);
        none.Cause.Message.ShouldContain($"{Profile.Ics2HtiV2.Limits.EnvelopeBytes} bytes");
    }

    private async Task<PostOutcome> PostAsync(Uri url)
    {
        var identity = new TlsIdentity(pki.Pki.CustomsTls.Certificate, []);
        using var post = PushConnection.Open(
            identity,
            pki.TlsAnchors,
            Profile.Ics2HtiV2,
            new PushTargets(anywhere: false),
            new PushTls(),
            TimeProvider.System
        );
        return await post.PostAsync(url, Message, TestContext.Current.CancellationToken);
    }
}
