using Ics2.As4.Messages;
using Ics2.Contract.Traders;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Lodging;
using Ics2.Trader.Settings;

namespace Ics2.Tests.Trader.Wire;

/// <summary>TLS-03: who the trader talks to. The other end is a trader's own push endpoint, because any HTTPS server will do.</summary>
public sealed class ServerTrustTests : IAsyncLifetime
{
    private readonly TraderWorld _server = new(ReplyChannel.Push);
    private readonly TraderWorld _client = new();
    private PushReceiver _endpoint = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await PushReceiver.StartAsync(_server.Folder, _server.Options, new PushOptions { Port = 0 });
        _client.Write(_client.Settings with { Endpoint = _endpoint.Url });
    }

    public async ValueTask DisposeAsync()
    {
        await _endpoint.DisposeAsync();
        _server.Dispose();
        _client.Dispose();
    }

    [Fact]
    public async Task A_server_of_the_trusted_ca_and_the_right_name_is_talked_to_and_told_who_we_are()
    {
        var result = await Ping();
        // it is no customs, but it read us
        result.Trail.ShouldHaveSingleItem().Outcome.ShouldBe(AttemptOutcome.Refused, result.Trail[0].Text);
        result.Error!.Code.Code.ShouldBe("EBMS:0003");
    }

    [Fact]
    public async Task A_server_of_another_ca_gets_nothing()
    {
        File.Copy(Path.Combine(_client.Path, "seal-trust.pem"), Path.Combine(_client.Path, "tls-trust.pem"), overwrite: true);
        await ShouldSendNothing("tls-trust.pem");
    }

    [Fact]
    public async Task A_server_of_another_name_gets_nothing()
    {
        await _endpoint.DisposeAsync();
        var pki = TraderPki.Instance.Pki;
        await File.WriteAllBytesAsync(
            Path.Combine(_server.Path, "tls.p12"),
            pki.IssueTls(TraderPki.Eori, "other.example", ["other.example"]).ToPkcs12(TraderPki.Password),
            Ct
        );
        using var other = TraderFolder.Open(_server.Path);
        await using var endpoint = await PushReceiver.StartAsync(other, push: new PushOptions { Port = 0 }, cancellationToken: Ct);
        _client.Write(_client.Settings with { Endpoint = endpoint.Url });
        await ShouldSendNothing("'localhost'");
    }

    [Fact]
    public async Task A_server_that_does_not_run_is_tried_again()
    {
        await _endpoint.DisposeAsync();
        using var folder = TraderFolder.Open(_client.Path);
        await using var client = new TraderClient(folder, new TraderOptions { Retry = new RetryPolicy(2, TimeSpan.Zero) });
        var result = await client.PingAsync(Ct);
        result.Trail.Select(attempt => attempt.Outcome).ShouldBe([AttemptOutcome.NotConnected, AttemptOutcome.NotConnected]);
        result.Error!.Code.ShouldBe(EbmsErrorCode.ConnectionFailure);
    }

    private async Task ShouldSendNothing(string why)
    {
        var result = await Ping();
        var attempt = result.Trail.ShouldHaveSingleItem();
        attempt.Outcome.ShouldBe(AttemptOutcome.ServerNotTrusted, attempt.Text);
        attempt.Text.ShouldContain(why);
        result.Error!.Code.ShouldBe(EbmsErrorCode.ConnectionFailure);
    }

    private async Task<LodgeResult> Ping()
    {
        using var folder = TraderFolder.Open(_client.Path);
        await using var client = new TraderClient(folder);
        return await client.PingAsync(Ct);
    }
}
