using System.Net;
using System.Net.Sockets;
using System.Text;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.Tests.TrustServices;

public sealed class UumDsOverHttpTests : IAsyncLifetime
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    private readonly RunningServices _services = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _services.InitializeAsync();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    [Fact]
    public async Task A_registration_made_over_HTTP_is_listed_granted_and_ended_over_HTTP()
    {
        var seal = _services.Pki.CustomsSeal.Certificate;
        var registrar = new RegistrationClient(_services.Http, _services.Host.Registry);
        var asked = Client(_services.Host.RegistryAccess);
        (await asked.AuthoriseAsync(Trader, seal, Ct)).SubCode.ShouldBe("A001");

        await registrar.RegisterAsync(new Registration(Trader.Eori, seal.Fingerprint(), "BE", Subject: seal.Subject), Ct);
        (await registrar.ListAsync(Trader.Eori, Ct)).ShouldHaveSingleItem().Subject.ShouldBe(seal.Subject);
        (await registrar.ListAsync("FR1", Ct)).ShouldBeEmpty();
        var granted = await asked.AuthoriseAsync(Trader, seal, Ct);
        granted.Granted.ShouldBeTrue(granted.Text);

        (await registrar.SetStatusAsync(Trader.Eori, seal.Fingerprint(), RegistrationStatus.Ended, Ct)).ShouldBeTrue();
        asked.Forget();
        var refused = await asked.AuthoriseAsync(Trader, seal, Ct);
        refused.SubCode.ShouldBe("A001");
        refused.Found.ShouldBe("ended");
        (await registrar.SetStatusAsync("FR1", seal.Fingerprint(), RegistrationStatus.Ended, Ct)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refused_technical_user_is_A002() =>
        (await Ask(_services.Host.RegistryAccess with { Secret = "wrong" })).SubCode.ShouldBe("A002");

    [Theory] // SEC-10
    [InlineData(RefusalWording.Icd, "A003")]
    [InlineData(RefusalWording.Domibus, "A004")]
    public async Task A_registry_that_nobody_serves_is_down(RefusalWording wording, string subCode)
    {
        using var unused = new TcpListener(IPAddress.Loopback, 0);
        unused.Start();
        var port = ((IPEndPoint)unused.LocalEndpoint).Port;
        unused.Stop();
        var refused = await Ask(
            _services.Host.RegistryAccess with
            {
                Registry = new Uri($"http://127.0.0.1:{port}/uumds/"),
                Wording = wording,
            }
        );
        refused.SubCode.ShouldBe(subCode);
        refused.Remedy.ShouldNotBeNull().ShouldContain("same MessageId");
    }

    [Fact]
    public async Task A_registry_that_accepts_and_stays_silent_is_down_after_the_time_out()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var registry = new Uri($"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/uumds/");
        var client = new UumDsClient(
            _services.Http,
            _services.Host.RegistryAccess with
            {
                Registry = registry,
                Timeout = TimeSpan.FromMilliseconds(100),
            },
            TimeProvider.System
        );
        var refused = await client.AuthoriseAsync(Trader, _services.Pki.CustomsSeal.Certificate, Ct);
        refused.SubCode.ShouldBe("A003");
        refused.Text.ShouldContain("in time");
    }

    [Theory]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "A003")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\n<html>", "A003")]
    [InlineData("HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "A002")]
    [InlineData("garbage\r\n\r\n", "A004")]
    public async Task A_registry_that_answers_nonsense_has_failed(string response, string subCode)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = AnswerAsync(listener, response);
        var registry = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/uumds/");
        (await Ask(_services.Host.RegistryAccess with { Registry = registry, Wording = RefusalWording.Domibus })).SubCode.ShouldBe(subCode);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task Cancelling_the_question_is_no_answer_of_the_registry()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            Client(_services.Host.RegistryAccess).AuthoriseAsync(Trader, _services.Pki.CustomsSeal.Certificate, cancelled.Token)
        );
    }

    [Theory]
    [InlineData("v1/registrations/BE1/AA", "PUT", "{}", 400)]
    [InlineData("v1/registrations/BE1/AA", "PUT", "not json", 400)]
    [InlineData("v1/registrations/BE1/AA/status", "POST", "{\"status\":\"asleep\"}", 400)]
    [InlineData("v1/token", "POST", "{\"user\":null}", 400)]
    [InlineData("v1/authorisations", "POST", "{}", 401)]
    [InlineData("v1/elsewhere", "GET", "", 404)]
    public async Task Bad_requests_are_answered_with_their_status(string path, string method, string body, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_services.Host.Registry, path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using var response = await _services.Http.SendAsync(request, Ct);
        ((int)response.StatusCode).ShouldBe(status);
    }

    private UumDsClient Client(UumDsOptions options) =>
        new(_services.Http, options with { Timeout = TimeSpan.FromSeconds(30) }, _services.Shared.Clock);

    private Task<Authorisation> Ask(UumDsOptions options) =>
        Client(options).AuthoriseAsync(Trader, _services.Pki.CustomsSeal.Certificate, Ct);

    private static async Task AnswerAsync(TcpListener listener, string response)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(Ct);
                var buffer = new byte[8192];
                _ = await socket.ReceiveAsync(buffer, Ct);
                await socket.SendAsync(Encoding.ASCII.GetBytes(response), Ct);
            }
        }
        catch (Exception e) when (e is SocketException or InvalidOperationException)
        {
            // the listener was stopped: the test is over
        }
    }
}
