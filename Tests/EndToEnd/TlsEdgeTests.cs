using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Tests.Support;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.EndToEnd;

/// <summary>Section 9 of attack-cases.md: who is let in at all.</summary>
public sealed class TlsEdgeTests(SharedCustoms customs, TraderOfTheClass one) : IClassFixture<TraderOfTheClass>, IAsyncLifetime
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private WireTrader Trader => one.Trader;
    private Uri As4 => one.As4;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private string PkiFolder => Path.Combine(customs.DataFolder, "pki");

    public async ValueTask InitializeAsync() => await customs.MarkAsync(Trader);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Without_a_certificate_there_is_no_exchange__TLS_01() => await ShouldBeShutOutAsync(certificate: null);

    [Fact]
    public async Task A_certificate_of_a_CA_nobody_notified_is_refused__TLS_01()
    {
        using var foreignCa = Made.SelfSigned("CN=Foreign CA", Now, ca: true);
        using var foreign = Made.Issued($"CN=Foreign {Guid.NewGuid()}", foreignCa, Now, purposes: [ClientAuthentication]);
        await ShouldBeShutOutAsync(foreign);
    }

    [Fact]
    public async Task A_certificate_of_a_CA_with_the_same_name_and_another_key_is_refused__KEY_11()
    {
        using var known = TlsCa();
        using var alike = Made.SelfSigned(known.SubjectName, Now, ca: true);
        using var forged = Made.Issued($"CN=Forged {Guid.NewGuid()}", alike, Now, purposes: [ClientAuthentication]);
        await ShouldBeShutOutAsync(forged);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused__TLS_01()
    {
        var fiveYearsAgo = TestPki.OpenOrCreate(PkiFolder, new FakeTimeProvider(Now.AddYears(-5)));
        using var expired = fiveYearsAgo.IssueTls("BE0123456789", $"expired {Guid.NewGuid()}", ["localhost"]).Certificate;
        expired.NotAfter.ToUniversalTime().ShouldBeLessThan(Now.UtcDateTime);
        await ShouldBeShutOutAsync(expired);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_clients_is_refused__TLS_01()
    {
        using var ca = TlsCa();
        using var server = Made.Issued($"CN=Server {Guid.NewGuid()}", ca, Now, purposes: [ServerAuthentication]);
        await ShouldBeShutOutAsync(server);
    }

    [Fact]
    public async Task A_good_certificate_of_the_same_making_is_let_in()
    {
        using var ca = TlsCa();
        using var client = Made.Issued($"CN=Client {Guid.NewGuid()}", ca, Now, purposes: [ClientAuthentication]);
        using var http = Trader.Client(client);
        var filing = Trader.Filing();

        (await Trader.PostAsync(http, filing.Wire)).Acknowledges(filing.MessageId).ShouldBeTrue();
    }

    [Fact]
    public async Task TLS_1_1_is_answered_with_an_alert_and_TLS_1_2_with_a_hello__TLS_02()
    {
        (await SayHelloAsync(version: 0x0302)).ShouldBe(TlsAlert);
        (await SayHelloAsync(version: 0x0301)).ShouldBe(TlsAlert);
        (await SayHelloAsync(version: 0x0303)).ShouldBe(TlsHandshake);
    }

    [Fact]
    public async Task Plain_HTTP_on_the_TLS_port_and_random_bytes_hurt_nobody()
    {
        foreach (
            var bytes in new[]
            {
                "POST /domibus/services/msh HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(),
                RandomNumberGenerator.GetBytes(500),
                [],
            }
        )
        {
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(As4.Host, As4.Port, TestContext.Current.CancellationToken);
            await tcp.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
        }

        await Trader.FileAndBeAnsweredAsync();
    }

    private const int TlsAlert = 0x15;
    private const int TlsHandshake = 0x16;

    private X509Certificate2 TlsCa()
    {
        var pem = File.ReadAllText(Path.Combine(PkiFolder, "tls-ca.pem"));
        return X509Certificate2.CreateFromPem(pem, pem);
    }

    private async Task ShouldBeShutOutAsync(X509Certificate2? certificate)
    {
        using var http = Trader.Client(certificate);

        await Should.ThrowAsync<HttpRequestException>(() => Trader.PostAsync(http, Trader.Filing().Wire));

        (await customs.MessagesAsync(Trader, "in")).ShouldBeEmpty();
        var refusal = (await customs.GetAsync("tls-refusals"))
            .GetProperty("refusals")
            .EnumerateArray()
            .First(refusal => (refusal.TryGetProperty("subject", out var subject) ? subject.GetString() : null) == certificate?.Subject);
        new[] { "reason", "expected", "remedy" }.ShouldAllBe(name => refusal.GetProperty(name).GetString()!.Length > 0);
        customs.Logs.Lines.ShouldContain(line => line.Contains(refusal.GetProperty("reason").GetString()!, StringComparison.Ordinal));
        await Trader.FileAndBeAnsweredAsync();
    }

    // A ClientHello by hand, because the platform's own TLS would refuse to say it: RFC 5246 7.4.1.2, with the extensions that a 1.2 server
    // asks for.
    private async Task<int> SayHelloAsync(ushort version)
    {
        byte[] ciphers = [0xc0, 0x2f, 0xc0, 0x30, 0xc0, 0x13, 0xc0, 0x14, 0x00, 0x2f, 0x00, 0x35];
        byte[] groups = [0x00, 0x0a, 0x00, 0x04, 0x00, 0x02, 0x00, 0x17];
        byte[] algorithms = [0x00, 0x0d, 0x00, 0x06, 0x00, 0x04, 0x04, 0x01, 0x08, 0x04];
        byte[] extensions = [.. groups, .. algorithms];
        byte[] body =
        [
            (byte)(version >> 8),
            (byte)version,
            .. RandomNumberGenerator.GetBytes(32),
            0,
            0,
            (byte)ciphers.Length,
            .. ciphers,
            1,
            0,
            0,
            (byte)extensions.Length,
            .. extensions,
        ];
        byte[] handshake = [1, 0, 0, (byte)body.Length, .. body];
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(As4.Host, As4.Port, TestContext.Current.CancellationToken);
        await tcp.GetStream()
            .WriteAsync((byte[])[TlsHandshake, 0x03, 0x01, 0, (byte)handshake.Length, .. handshake], TestContext.Current.CancellationToken);
        var answer = new byte[1];
        await tcp.GetStream().ReadExactlyAsync(answer, TestContext.Current.CancellationToken);
        return answer[0];
    }
}
