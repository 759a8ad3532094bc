using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.As4.Messages;
using Ics2.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.AccessPoint;

/// <summary>Two whole access points on one database.</summary>
public sealed class NodesTests(PkiFixture pki, PostgresFixture postgres) : IDisposable
{
    private readonly TempFolder _first = new();
    private readonly TempFolder _second = new();

    [Fact]
    public async Task What_is_lodged_at_one_node_is_pulled_and_looked_up_at_the_other_and_repeated_at_either()
    {
        var database = postgres.NewDatabase();
        await using var one = await StartAsync(_first, database);
        await using var other = await StartAsync(_second, database);
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-1"));

        var (status, receipt) = await one.PostAsync(pki.Trader, filing);
        var pulled = ReceivingBench.Read(await other.PullAsync(pki.Trader)).UserMessage.ShouldNotBeNull();
        var (_, again) = await other.PostAsync(pki.Trader, filing);

        status.ShouldBe(200);
        pulled.Action.ShouldBe("IE3R01");
        again.Body.ToArray().ShouldBe(receipt.Body.ToArray());
        (await other.GetAsync("/filings")).GetProperty("filings").GetArrayLength().ShouldBe(1);
        (await one.GetAsync("/messages?direction=out")).GetProperty("messages").GetArrayLength().ShouldBe(1);
        (await one.GetAsync("/node")).GetProperty("store").GetString().ShouldBe("postgresql");
    }

    [Fact]
    public async Task What_a_killed_node_had_accepted_the_other_answers_without_waiting_for_it()
    {
        var database = postgres.NewDatabase();
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-2"));
        await using (
            var killed = new ReceivingBench(pki, store: folder => PostgresStore.Open(folder, database, NullLogger<PostgresStore>.Instance))
        )
        {
            (await killed.PostAsync(filing)).Status.ShouldBe(200); // nobody works on it
        }

        await using var other = await StartAsync(_second, database);

        ReceivingBench
            .Read(await other.PullAsync(pki.Trader))
            .UserMessage.ShouldNotBeNull()
            .RefToMessageId.ShouldBe(filing.MessageId.Value);
    }

    [Fact]
    public async Task Without_its_database_a_node_gives_an_error_and_no_receipt_and_recovers_by_itself()
    {
        var database = postgres.NewDatabase();
        await using var node = await StartAsync(_first, database);
        var filing = pki.Trader.Lodge(pki.Trader.Header(), AccessPointHostTests.Sample("LRN-3"));

        postgres.Close(database);
        var (status, refusal) = await node.PostAsync(pki.Trader, filing);
        using var notReady = await node.GetResponseAsync("/health/ready");
        postgres.Open(database);
        var (later, receipt) = await node.PostAsync(pki.Trader, filing);

        status.ShouldBe(500);
        ReceivingBench.Error(new Answer(status, refusal)).ToString().ShouldContain("its database does not answer");
        ((int)notReady.StatusCode).ShouldBe(503);
        (await notReady.Content.ReadAsStringAsync(node.Patience)).ShouldContain(database.Shown);
        later.ShouldBe(200);
        ReceivingBench.Read(receipt).Signal.ShouldBeOfType<Receipt>();
        ReceivingBench.Read(await node.PullAsync(pki.Trader)).UserMessage.ShouldNotBeNull().Action.ShouldBe("IE3R01");
    }

    [Fact]
    public async Task What_is_declared_and_where_the_clock_was_moved_holds_at_the_other_node_within_seconds()
    {
        var database = postgres.NewDatabase();
        var start = TimeProvider.System.GetUtcNow();
        await using var one = await StartAsync(_first, database, new ManualClock(start));
        await using var other = await StartAsync(_second, database, new ManualClock(start));

        using var declared = await one.PutAsync("/eori-register/BE9", new { exists = false });
        using var moved = await one.PostJsonAsync("/clock/advance", new { by = "200d" });

        declared.EnsureSuccessStatusCode();
        moved.EnsureSuccessStatusCode();
        await other.UntilAsync("/eori-register", register => register.GetProperty("declared").GetArrayLength() == 1);
        var clock = await other.UntilAsync("/clock", answer => answer.GetProperty("now").GetDateTimeOffset() > start.AddDays(199));
        clock.GetProperty("now").GetDateTimeOffset().ShouldBe((await one.GetAsync("/clock")).GetProperty("now").GetDateTimeOffset());
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private Task<RunningHost> StartAsync(TempFolder folder, PostgresAddress database, ManualClock? clock = null) =>
        RunningHost.StartAsync(pki, folder.Path, options => options with { Store = database, CustomsClock = clock });
}
