using System.Net.Http.Json;
using System.Text.Json;
using Ics2.Tests.Support;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Ics2.Trust.Registry;
using Ics2.TrustServices;
using Microsoft.Extensions.Time.Testing;

namespace Ics2.Tests.TrustServices;

public sealed class UumDsOutageTests : IAsyncLifetime
{
    private static readonly TraderPartyId Trader = new(System: null, "BE0123456789", MemberState: null);

    private readonly RunningServices _services = new();
    private readonly FakeTimeProvider _network = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CountingHandler _counted = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _services.InitializeAsync();
        _services
            .Host.InProcessRegistry.Register(new Registration(Trader.Eori, _services.Pki.CustomsSeal.Certificate.Fingerprint(), "BE"))
            .ShouldBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _counted.Dispose();
        await _services.DisposeAsync();
    }

    [Theory] // SEC-10
    [InlineData(ServiceFault.Unavailable, RefusalWording.Icd, "A003", "EBMS:0004", "A003 UUM&DS is down")]
    [InlineData(ServiceFault.Unavailable, RefusalWording.Domibus, "A004", "EBMS:0004", "A0004:UUM&DS is down")]
    [InlineData(ServiceFault.Failing, RefusalWording.Domibus, "A003", "EBMS:0004", "A0003:UUM&DS failed")]
    [InlineData(ServiceFault.Garbled, RefusalWording.Icd, "A003", "EBMS:0004", "A003 UUM&DS gave an answer")]
    [InlineData(ServiceFault.Refused, RefusalWording.Domibus, "A002", "EBMS:0004", "A0002:UUM&DS refused the technical user")]
    public async Task A_fault_on_demand_is_refused_with_its_sub_code_and_wording(
        ServiceFault fault,
        RefusalWording wording,
        string subCode,
        string code,
        string detail
    )
    {
        using (
            var put = await _services.Http.PutAsJsonAsync(
                new Uri(_services.Host.Registry, "/simulator/faults/registry"),
                new { fault = JsonNamingPolicy.CamelCase.ConvertName(fault.ToString()) },
                Ct
            )
        )
        {
            put.EnsureSuccessStatusCode();
        }

        var answer = await Ask(Client(Options with { Wording = wording }));
        answer.SubCode.ShouldBe(subCode);
        var refusal = Refusal.Of(answer, wording);
        refusal.Code.ShouldBe(code);
        refusal.Detail.ShouldStartWith(detail);
        (await _services.Http.GetStringAsync(new Uri(_services.Host.Registry, "/simulator/faults/registry"), Ct)).ShouldContain(
            JsonNamingPolicy.CamelCase.ConvertName(fault.ToString())
        );
    }

    [Fact]
    public async Task A_short_hiccup_is_not_seen_by_the_sender()
    {
        _counted.FailFirst = 2;
        (await Ask(Client(Options with { Retries = 2 }))).Granted.ShouldBeTrue();
        _counted.FailFirst = 100;
        _counted.Count = 0;
        (await Ask(Client(Options with { Retries = 2 }))).SubCode.ShouldBe("A003");
        _counted.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_long_outage_is_answered_without_asking_until_the_pause_is_over()
    {
        _services.Host.Faults["registry"].Set(new FaultOrder(ServiceFault.Unavailable));
        var client = Client(Options with { Retries = 0, BreakAfter = 3 });
        for (var i = 0; i < 3; i++)
        {
            (await Ask(client)).Text.ShouldContain("is down");
        }

        _counted.Count = 0;
        var refused = await Ask(client);
        refused.SubCode.ShouldBe("A003");
        refused.Text.ShouldContain("several times in a row");
        _counted.Count.ShouldBe(0);

        _services.Host.Faults["registry"].Set(new FaultOrder(ServiceFault.None));
        _network.Advance(TimeSpan.FromSeconds(6));
        (await Ask(client)).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_grant_is_used_again_for_a_moment_and_a_refusal_is_not()
    {
        var client = Client(Options);
        (await Ask(client)).Granted.ShouldBeTrue();
        _counted.Count = 0;
        (await Ask(client)).Granted.ShouldBeTrue();
        _counted.Count.ShouldBe(0);

        _services.Host.InProcessRegistry.SetStatus(
            Trader.Eori,
            _services.Pki.CustomsSeal.Certificate.Fingerprint(),
            RegistrationStatus.Ended
        );
        _network.Advance(TimeSpan.FromSeconds(2));
        (await Ask(client)).Granted.ShouldBeFalse();
        _services.Host.InProcessRegistry.SetStatus(
            Trader.Eori,
            _services.Pki.CustomsSeal.Certificate.Fingerprint(),
            RegistrationStatus.Active
        );
        (await Ask(client)).Granted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_token_that_has_expired_on_the_simulated_clock_is_renewed()
    {
        var clock = new FakeTimeProvider(_services.Now);
        var folder = Directory.CreateTempSubdirectory("ics2-services-");
        await using var host = await TrustServiceHost.StartAsync(_services.Pki, new TrustServiceOptions(folder.FullName), clock, Ct);
        var client = new UumDsClient(_services.Http, host.RegistryAccess with { CacheFor = TimeSpan.Zero }, clock);
        (await Ask(client)).SubCode.ShouldBe("A001");
        clock.Advance(TimeSpan.FromDays(200));
        (await Ask(client)).SubCode.ShouldBe("A001");
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_an_IO_error()
    {
        var options = new TrustServiceOptions(Directory.CreateTempSubdirectory("ics2-services-").FullName)
        {
            Port = _services.Host.Registry.Port,
        };
        (
            await Should.ThrowAsync<IOException>(() => TrustServiceHost.StartAsync(_services.Pki, options, _services.Shared.Clock, Ct))
        ).Message.ShouldContain($"port {options.Port}");
        Directory.Delete(options.Directory, recursive: true);
    }

    [Fact]
    public async Task The_contract_describes_exactly_the_paths_that_answer()
    {
        using var contract = JsonDocument.Parse(await _services.Http.GetStringAsync(new Uri(_services.Host.Registry, "openapi.json"), Ct));
        var paths = contract.RootElement.GetProperty("paths").EnumerateObject().ToList();
        paths.Count.ShouldBe(5);
        foreach (
            var (path, operation) in paths.SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation)))
        )
        {
            var url = path[1..]
                .Replace("{eori}", "BE0123456789", StringComparison.Ordinal)
                .Replace("{sha256}", new string('A', 64), StringComparison.Ordinal);
            using var request = new HttpRequestMessage(
                new HttpMethod(operation.Name.ToUpperInvariant()),
                new Uri(_services.Host.Registry, url)
            );
            using var response = await _services.Http.SendAsync(request, Ct);
            var status = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            operation.Value.GetProperty("responses").TryGetProperty(status, out _).ShouldBeTrue($"{path} answered {status}");
        }
    }

    private UumDsOptions Options => _services.Host.RegistryAccess with { RetryDelay = TimeSpan.Zero, Timeout = Timeout.InfiniteTimeSpan };

    private UumDsClient Client(UumDsOptions options) =>
        new(new HttpClient(_counted, disposeHandler: false), options, _services.Shared.Clock, _network);

    private Task<Authorisation> Ask(UumDsClient client) => client.AuthoriseAsync(Trader, _services.Pki.CustomsSeal.Certificate, Ct);

    private sealed class CountingHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Count { get; set; }

        public int FailFirst { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            ++Count <= FailFirst ? throw new HttpRequestException("no connection") : base.SendAsync(request, cancellationToken);
    }
}
