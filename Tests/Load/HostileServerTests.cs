using System.Diagnostics;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.Contract.Traders;
using Ics2.Load.Engine;
using Ics2.Load.Scenarios;
using Ics2.Tests.Support;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Load;

/// <summary>Whatever the server does: it is counted under a name that says it, and the run ends.</summary>
public sealed class HostileServerTests(PkiFixture pki) : IDisposable
{
    private const string Password = "load";

    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Hostility.Stalls, "time-out (receipt)")]
    [InlineData(Hostility.Drips, "time-out (receipt)")]
    [InlineData(Hostility.Resets, "connection")]
    [InlineData(Hostility.BreaksTls, "TLS", "connection")]
    [InlineData(Hostility.Refuses, "HTTP 503")]
    [InlineData(Hostility.SaysNothing, "no receipt")]
    [InlineData(Hostility.TalksHtml, "no receipt")]
    public async Task It_is_counted_and_the_run_ends(Hostility habit, params string[] kinds)
    {
        await using var server = new HostileServer(pki.Trader.Tls.Certificate, habit);
        var run = await LoadAsync(server.Url);

        run.Completed.ShouldBe(0);
        run.Failed.ShouldBeGreaterThan(0);
        run.Errors.ShouldAllBe(
            error => kinds.Any(kind => error.Kind.StartsWith(kind, StringComparison.Ordinal)),
            string.Join('\n', run.Errors)
        );
    }

    [Fact]
    public async Task Nobody_listening_is_counted_and_the_run_ends()
    {
        var server = new HostileServer(pki.Trader.Tls.Certificate, Hostility.Stalls);
        await server.DisposeAsync();
        var run = await LoadAsync(new Uri("https://localhost:1/as4"));

        run.Completed.ShouldBe(0);
        run.Errors.ShouldHaveSingleItem().Kind.ShouldBe("connection (ConnectionRefused)");
    }

    [Fact]
    public async Task A_server_with_a_certificate_of_somebody_else_is_a_matter_of_TLS()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=localhost",
            key,
            System.Security.Cryptography.HashAlgorithmName.SHA256,
            System.Security.Cryptography.RSASignaturePadding.Pkcs1
        );
        var now = TimeProvider.System.GetUtcNow();
        await using var server = new HostileServer(request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1)), Hostility.SaysNothing);
        var run = await LoadAsync(server.Url);

        run.Errors.ShouldHaveSingleItem().Kind.ShouldBe("TLS");
    }

    private async Task<Measurement> LoadAsync(Uri url)
    {
        WriteTrader();
        var patience = TimeSpan.FromSeconds(1);
        var traders = await LoadTraders.OpenAsync(
            [_folder.Path],
            new LoadTraderOptions
            {
                Endpoint = url,
                ResponseTimeout = patience,
                Receives = false,
            },
            TimeProvider.System,
            Ct
        );
        await using var scenario = new TransportScenario(traders, TransportContent.Ping, new FilingSize(1, 1), TimeProvider.System);
        var begun = Stopwatch.GetTimestamp();
        var run = await new LoadEngine(
            scenario,
            VirtualRun.Hold(LoadShape.Open, 20, seconds: 1),
            new EngineOptions { ExchangeTimeout = patience },
            TimeProvider.System
        ).RunAsync(Ct);
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(30)); // one second and the patience, and a busy machine
        return run;
    }

    private void WriteTrader()
    {
        var settings = new TraderSettings
        {
            Eori = pki.Trader.PartyId,
            PartyId = pki.Trader.PartyId,
            Endpoint = new Uri("https://localhost:2/as4"),
            Channel = ReplyChannel.Pull,
            Mpc = Mpc.ForParty(Profile.Ics2HtiV2.MpcToTrader, pki.Trader.PartyId).Value,
            Seal = new KeyFile("seal.p12", Password),
            Tls = new KeyFile("tls.p12", Password),
            TlsTrust = "tls-trust.pem",
            SealTrust = "seal-trust.pem",
        };
        TraderFolder.Write(
            _folder.Path,
            settings,
            pki.Trader.Seal.ToPkcs12(Password),
            pki.Trader.Tls.ToPkcs12(Password),
            File.ReadAllText(pki.Pki.TlsAnchorsPem),
            File.ReadAllText(pki.Pki.SealAnchorsPem)
        );
    }
}
