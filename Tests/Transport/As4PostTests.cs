using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Ics2.As4;
using Ics2.Tests.Support;
using Ics2.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.Transport;

/// <summary>What one post costs at most, and what it says when no answer comes.</summary>
public sealed class As4PostTests(PkiFixture pki)
{
    private static readonly PostLimits Limits = new(MaxAnswerBytes: 256 * 1024, ResponseTimeout: TimeSpan.FromSeconds(20));

    private static readonly WireMessage Message = new(
        "multipart/related; boundary=\"b\"; type=\"application/soap+xml\"",
        "body"u8.ToArray()
    );

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_is_read_also_of_an_error_status_and_both_content_types_are_whole()
    {
        string? contentType = null;
        await using var server = await StartAsync(async context =>
        {
            contentType = context.Request.ContentType;
            context.Response.StatusCode = 500;
            context.Response.ContentType = "application/soap+xml; charset=UTF-8";
            await context.Response.WriteAsync("a fault", context.RequestAborted);
        });

        var answer = (await PostAsync(server.Url)).ShouldBeOfType<PostOutcome.Answered>();

        (answer.Status, answer.ContentType).ShouldBe((500, "application/soap+xml; charset=UTF-8"));
        System.Text.Encoding.UTF8.GetString(answer.Body.Span).ShouldBe("a fault");
        contentType.ShouldBe(Message.ContentType);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = await StartAsync(context =>
        {
            context.Response.Redirect("https://localhost:1/elsewhere", permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        (await PostAsync(server.Url)).ShouldBeOfType<PostOutcome.Answered>().Status.ShouldBe(307);
    }

    [Fact]
    public async Task An_endless_answer_is_cut_off()
    {
        await using var server = await StartAsync(async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });

        (await FaultAsync(server.Url)).ShouldBe(PostFault.TooLarge);
    }

    [Fact]
    public async Task An_answer_that_drips_is_given_up_when_the_clock_says_so()
    {
        var clock = new FakeTimeProvider();
        await using var server = await StartAsync(async context =>
        {
            await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            clock.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });

        var none = (await PostAsync(server.Url, clock)).ShouldBeOfType<PostOutcome.Unanswered>();
        none.Fault.ShouldBe(PostFault.TimedOut);
        none.Cause.ShouldBeOfType<TimeoutException>().Message.ShouldBe("no response within 20 s");
    }

    [Fact]
    public async Task An_answer_that_breaks_off_in_the_middle_is_told_from_one_that_never_began()
    {
        await using var before = await StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        using var middle = new As4Post(new Torn(), Limits, TimeProvider.System);

        (await FaultAsync(before.Url)).ShouldBe(PostFault.BrokenOff);
        var none = (await middle.PostAsync(before.Url, Message, Ct)).ShouldBeOfType<PostOutcome.Unanswered>();
        (none.Fault, none.Cause.Message).ShouldBe((PostFault.CutShort, "reset by peer"));
    }

    [Fact]
    public async Task Where_nobody_listens_there_is_no_connection() =>
        (await FaultAsync(new Uri($"https://localhost:{FreePort.Find()}/as4"))).ShouldBe(PostFault.NotConnected);

    [Fact]
    public async Task A_connection_that_does_not_come_about_in_its_own_time_is_none()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start(); // takes connections, and never shakes hands
        using var post = Post(TimeProvider.System, connectTimeout: TimeSpan.FromMilliseconds(200));

        var outcome = await post.PostAsync(new Uri($"https://localhost:{((IPEndPoint)silent.LocalEndpoint).Port}/as4"), Message, Ct);

        outcome.ShouldBeOfType<PostOutcome.Unanswered>().Fault.ShouldBe(PostFault.NotConnected);
    }

    [Fact]
    public async Task A_server_that_the_judge_does_not_take_is_told_apart_with_the_reason()
    {
        await using var server = await StartAsync(_ => Task.CompletedTask);
        using var post = Post(TimeProvider.System, judge: () => throw new ServerNotTrustedException("a stranger"));

        var none = (await post.PostAsync(server.Url, Message, Ct)).ShouldBeOfType<PostOutcome.Unanswered>();

        (none.Fault, none.Cause.Message).ShouldBe((PostFault.ServerNotTrusted, "a stranger"));
    }

    [Fact]
    public async Task Who_gives_up_is_obeyed()
    {
        using var user = new CancellationTokenSource();
        await using var server = await StartAsync(async context =>
        {
            await user.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        });
        using var post = Post(TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => post.PostAsync(server.Url, Message, user.Token));
    }

    [Fact]
    public void No_proxy_is_asked() =>
        As4Post
            .Connect(TlsPolicy.ForClient(null, pki.TlsAnchors, (_, _, _, errors) => errors == SslPolicyErrors.None))
            .UseProxy.ShouldBeFalse();

    private Task<TestListener> StartAsync(RequestDelegate answer) => TestListener.StartAsync(pki.Trader.Tls.Certificate, answer);

    private async Task<PostFault> FaultAsync(Uri url) => (await PostAsync(url)).ShouldBeOfType<PostOutcome.Unanswered>().Fault;

    private async Task<PostOutcome> PostAsync(Uri url, TimeProvider? clock = null)
    {
        using var post = Post(clock ?? TimeProvider.System);
        return await post.PostAsync(url, Message, Ct);
    }

    private As4Post Post(TimeProvider clock, TimeSpan? connectTimeout = null, Func<bool>? judge = null)
    {
        var tls = TlsPolicy.ForClient(
            new TlsIdentity(pki.Pki.CustomsTls.Certificate, []),
            pki.TlsAnchors,
            (_, _, _, _) => judge?.Invoke() ?? true
        );
        return new As4Post(As4Post.Connect(tls, connectTimeout), Limits, clock);
    }

    /// <summary>A server whose answer stops after its headers.</summary>
    private sealed class Torn : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new TornStream()) });
    }

    private sealed class TornStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("reset by peer");
    }
}
