using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ics2.AccessPoint.Hosting;
using Ics2.AccessPoint.Settings;
using Ics2.As4.Sealing;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Messages;
using Ics2.Trader.Pulling;
using Ics2.Trader.Settings;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;

namespace Ics2.Tests.Trader;

/// <summary>The trader and the simulated access point over mutual TLS: the one pair of ends that has to fit.</summary>
public sealed class AgainstTheAccessPointTests : IAsyncLifetime
{
    private readonly TraderWorld _world = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("ics2-ap-");
    private readonly SealingIdentity _seal = new(TraderPki.Instance.Pki.CustomsSeal.Certificate, TraderPki.Instance.Pki.CustomsSeal.Chain);
    private readonly Registry _registry = new();
    private AccessPointHost _customs = null!;
    private TraderFolder _folder = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var pki = TraderPki.Instance.Pki;
        _customs = await AccessPointHost.StartAsync(
            new AccessPointOptions(new AccessPointSettings(_data.FullName))
            {
                Seal = _seal,
                TlsCertificate = pki.CustomsTls.Certificate,
                TlsAnchors = TrustAnchors.FromPem(pki.TlsAnchorsPem),
                SealAnchors = TrustAnchors.FromPem(pki.SealAnchorsPem),
                Registry = _registry,
            }
        );
        _world.Write(_world.Settings with { Endpoint = _customs.As4 });
        _folder = TraderFolder.Open(_world.Path);
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _customs.DisposeAsync();
        _seal.Dispose();
        _data.Delete(recursive: true);
        _world.Dispose();
    }

    [Fact]
    public async Task A_ping_is_acknowledged_with_a_valid_receipt()
    {
        await using var client = new TraderClient(_folder);
        var result = await client.PingAsync(Ct);
        result.Accepted.ShouldBeTrue(result.Error?.ToString());
    }

    [Fact]
    public async Task A_document_is_acknowledged_whatever_is_in_it()
    {
        await using var client = new TraderClient(_folder);
        var result = await client.LodgeAsync(new Submission { Action = "IE3F10", Xml = Encoding.UTF8.GetBytes("no xml") }, Ct);
        result.Accepted.ShouldBeTrue(result.Error?.ToString());
        result.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task A_channel_on_which_nothing_waits_is_empty()
    {
        await using var client = new TraderClient(_folder);
        (await client.PullAsync(Ct)).Outcome.ShouldBe(PullOutcome.Empty);
    }

    [Fact]
    public async Task A_trader_the_registry_does_not_know_is_refused_at_once()
    {
        _registry.Knows = false;
        await using var client = new TraderClient(_folder);
        var result = await client.PingAsync(Ct);
        result.Trail.ShouldHaveSingleItem().Outcome.ShouldBe(AttemptOutcome.Refused);
        result.Error!.Code.Code.ShouldBe("EBMS:0004");
        (await client.PullAsync(Ct)).Error!.Code.Code.ShouldBe("EBMS:0004");
    }

    private sealed class Registry : ISenderRegistry
    {
        public bool Knows { get; set; } = true;

        public Task<Authorisation> AuthoriseAsync(TraderPartyId party, X509Certificate2 seal, CancellationToken cancellationToken) =>
            Task.FromResult(
                Knows
                    ? new Authorisation(Granted: true, null, "Registered.", null, null, null)
                    : new Authorisation(Granted: false, "A001", "Not registered.", null, null, null)
            );
    }
}
