using System.Text.Json;
using Ics2.AccessPoint.Settings;
using Ics2.As4;
using Ics2.Tests.Support;

namespace Ics2.Tests.AccessPoint;

/// <summary>AS4-06, AS4-12: a sealed pull request in the hands of somebody who saw it, or of a client whose clock is wrong.</summary>
public sealed class PullReplayTests(PkiFixture pki) : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_repeated_request_is_answered_and_the_exchange_says_so__AS4_06()
    {
        await using var host = await StartAsync(PullReplay.Warn);
        var request = pki.Trader.Writer.WritePullRequest(pki.Trader.Channel);

        (await host.PostAsync(pki.Trader, request)).Status.ShouldBe(200);
        (await host.PostAsync(pki.Trader, request)).Status.ShouldBe(200);

        var seen = await ExchangesAsync(host);
        seen.Select(Odd).ShouldBe(["pull.repeated", null]);
        var check = Checks(seen[0]).First(one => one.GetProperty("id").GetString() == "pull.repeated");
        check.GetProperty("verdict").GetString().ShouldBe("warning");
        check.GetProperty("remedy").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Under_refuse_a_repeated_request_gets_nothing_and_a_new_one_does__AS4_12()
    {
        await using var host = await StartAsync(PullReplay.Refuse);
        var request = pki.Trader.Writer.WritePullRequest(pki.Trader.Channel);
        (await host.PostAsync(pki.Trader, request)).Status.ShouldBe(200);

        Code(await host.PostAsync(pki.Trader, request)).ShouldBe("EBMS:0101");

        Code(await host.PostAsync(pki.Trader, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel))).ShouldBe("EBMS:0006");
    }

    [Fact]
    public async Task A_request_over_the_TLS_certificate_of_another_trader_is_seen__AS4_12()
    {
        await using var host = await StartAsync(PullReplay.Refuse);
        (await host.PostAsync(pki.Other, pki.Other.Writer.WriteUserMessage(pki.Other.Ping(), []))).Status.ShouldBe(200);
        var stolen = pki.Trader.Writer.WritePullRequest(pki.Trader.Channel);

        Code(await host.PostAsync(pki.Other, stolen)).ShouldBe("EBMS:0101");

        (await ExchangesAsync(host)).Select(Odd).ShouldBe(["pull.tls", null]);
        Code(await host.PostAsync(pki.Trader, pki.Trader.Writer.WritePullRequest(pki.Trader.Channel))).ShouldBe("EBMS:0006");
    }

    [Theory]
    [InlineData(-6)]
    [InlineData(6)]
    public async Task A_request_of_another_time_is_seen_and_under_accept_nothing_is__AS4_06(int minutes)
    {
        var request = pki.Trader.Writer.WritePullRequest(pki.Trader.Channel); // now, by the clock of the trader
        await using (var bench = new ReceivingBench(pki, replay: PullReplay.Refuse))
        {
            bench.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
            ReceivingBench.Error(await bench.PostAsync(request)).Detail.ShouldContain("pull.old");
        }

        await using var accepting = new ReceivingBench(pki, replay: PullReplay.Accept);
        accepting.Clock.AdjustTime(TimeProvider.System.GetUtcNow().AddMinutes(minutes));
        for (var i = 0; i < 2; i++)
        {
            ReceivingBench.Error(await accepting.PostAsync(request)).Code.Code.ShouldBe("EBMS:0006");
        }
    }

    public void Dispose() => _folder.Dispose();

    private Task<RunningHost> StartAsync(PullReplay policy) =>
        RunningHost.StartAsync(pki, _folder.Path, options => options with { PullReplay = policy });

    private static string Code((int Status, WireMessage Wire) answer) =>
        ReceivingBench.Read(answer.Wire).Signal.ShouldBeOfType<Ics2.As4.Messages.ErrorSignal>().Errors.ShouldHaveSingleItem().Code.Code;

    private static async Task<IReadOnlyList<JsonElement>> ExchangesAsync(RunningHost host) =>
        [.. (await host.GetAsync("/exchanges")).GetProperty("exchanges").EnumerateArray()];

    private static JsonElement.ArrayEnumerator Checks(JsonElement exchange) => exchange.GetProperty("checks").EnumerateArray();

    private static string? Odd(JsonElement exchange) =>
        Checks(exchange)
            .Select(check => check.GetProperty("id").GetString())
            .FirstOrDefault(id => id is "pull.repeated" or "pull.old" or "pull.tls");
}
