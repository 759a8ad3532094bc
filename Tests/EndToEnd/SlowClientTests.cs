using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.Tests.Support;

namespace Ics2.Tests.EndToEnd;

/// <summary>
/// Clients that keep a connection busy without saying anything: XML-08 of attack-cases.md, with short limits so that nobody waits long.
/// </summary>
public sealed class SlowClientTests(PkiFixture pki) : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.1);

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Slow_heads_and_slow_bodies_of_known_and_unknown_length_are_408_at_the_limit_and_nothing_is_recorded__XML_08()
    {
        await using var host = await RunningHost.StartAsync(
            pki,
            _folder.Path,
            options => options with { RequestHeadersTimeout = Short, RequestBodyTimeout = Short }
        );
        var ping = pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []);
        byte[][] beginnings =
        [
            "POST /domibus/services/msh HTTP/1.1\r\nHost: loc"u8.ToArray(),
            [
                .. RawHttps.Head($"Content-Type: {ping.Wire.ContentType}", $"Content-Length: {ping.Wire.Body.Length}"),
                .. ping.Wire.Body.Span[..100],
            ],
            [
                .. RawHttps.Head($"Content-Type: {ping.Wire.ContentType}", "Transfer-Encoding: chunked"),
                .. "64\r\n"u8,
                .. ping.Wire.Body.Span[..100],
                .. "\r\n"u8,
            ],
        ];

        var statuses = await Task.WhenAll(
            beginnings.Select(async beginning =>
            {
                await using var raw = await ConnectAsync(host);
                await raw.SendAsync(beginning);
                return (await raw.AnswerAsync()).Status;
            })
        );

        statuses.ShouldBe([408, 408, 408]);
        (await host.GetAsync("/messages")).GetProperty("messages").GetArrayLength().ShouldBe(0);
        (await host.PostAsync(pki.Trader, ping)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_body_that_drips_is_cut_off_at_the_limit_although_it_never_stops__XML_08()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path, options => options with { RequestBodyTimeout = Short });
        await using var raw = await ConnectAsync(host);
        await raw.SendAsync(RawHttps.Head("Content-Type: multipart/related; boundary=x", "Transfer-Encoding: chunked"));
        var answer = raw.AnswerAsync();
        var drops = 0;
        while (!answer.IsCompleted)
        {
            drops++.ShouldBeLessThan(200);
            try
            {
                await raw.SendAsync("1\r\nx\r\n"u8.ToArray());
            }
            catch (IOException)
            {
                break; // cut off
            }

            await Task.WhenAny(answer, Task.Delay(50, TestContext.Current.CancellationToken));
        }

        drops.ShouldBeGreaterThan(5);
        (await answer).Status.ShouldBeOneOf(408, 0);
        (await host.PostAsync(pki.Trader, pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Forty_connections_that_say_nothing_keep_nobody_out()
    {
        await using var host = await RunningHost.StartAsync(pki, _folder.Path);
        var idle = new List<RawHttps>();
        try
        {
            for (var i = 0; i < 40; i++)
            {
                idle.Add(await ConnectAsync(host));
                await idle[i].SendAsync(Encoding.ASCII.GetBytes("POST /domibus"));
            }

            (await host.PostAsync(pki.Trader, pki.Trader.Writer.WriteUserMessage(pki.Trader.Ping(), []))).Status.ShouldBe(200);
        }
        finally
        {
            foreach (var connection in idle)
            {
                await connection.DisposeAsync();
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<RawHttps> ConnectAsync(RunningHost host)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(pki.TlsAnchors.Certificates.ToArray());
        return RawHttps.ConnectAsync(
            host.Host.As4,
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = [pki.Trader.Tls.Certificate],
                CertificateChainPolicy = policy,
            }
        );
    }
}
