using Ics2.Contract.Traders;
using Ics2.Dashboard.Watching;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ics2.Tests.Dashboard;

/// <summary>Two nodes on one PostgreSQL are one picture, whichever of them is looked at.</summary>
public sealed class SeveralNodesTests(PkiFixture pki, PostgresFixture postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_goes_over_the_wire_of_another_node_is_seen_with_its_bytes_and_a_node_that_stops_leaves_the_picture()
    {
        var database = postgres.NewDatabase();
        using var first = new PreparedData(pki);
        using var second = new PreparedData(pki);
        await using var one = await Ics2Simulator.StartAsync(new SimulatorOptions(first.Data) { Store = database });
        var other = await Ics2Simulator.StartAsync(
            new SimulatorOptions(second.Data)
            {
                Store = database,
                TrustFrom = one.AccessPoint.Management,
                TrustToken = one.ManagementToken,
            }
        );
        var stopped = false;
        try
        {
            using var customs = new ManagementClient(one.AccessPoint.Management);
            using var feed = new LiveFeed(customs, NullLogger<LiveFeed>.Instance);
            await PostAsync(other, first.Beside("before"), "BE0123456789"); // before anybody watches
            using (feed.Join(() => { }))
            {
                await UntilAsync(() => feed.View.Exchanges.Any(exchange => exchange.Party == "BE0123456789"));
                await PostAsync(other, first.Beside("after"), "BE0555555555");
                await UntilAsync(() => feed.View.Exchanges.Any(exchange => exchange.Party == "BE0555555555"));
                await PostAsync(one, first.Beside("own"), "BE0666666666");
                await UntilAsync(() => feed.View.Exchanges.Any(exchange => exchange.Party == "BE0666666666"));

                var seen = feed.View.Exchanges.Single(exchange => exchange.Party == "BE0555555555");
                var node = (await customs.NodesAsync(Ct)).Single(known => !known.IsThis);
                seen.Node.ShouldBe(node.Name);
                feed.View.Rows[0].Node.ShouldBeNull();
                feed.View.Rows[1].Remark.ShouldBe($"at {node.Name}");
                feed.View.Rows[1].Link.ShouldBe($"/watch/exchange/{seen.Id}?node={Uri.EscapeDataString(node.Name)}");
                (await customs.At(node).ExchangeBytesAsync(seen.Request!, Ct)).Length.ShouldBeGreaterThan(100);
                feed.View.Missing.ShouldBeEmpty();

                stopped = true;
                await other.DisposeAsync();
                await UntilAsync(async () => (await customs.NodesAsync(Ct)).Count == 1);
                await UntilAsync(() => feed.View.Missing.Count == 0);
                feed.View.Exchanges.Count.ShouldBe(3); // what was seen of it stays
            }
        }
        finally
        {
            if (!stopped)
            {
                await other.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task A_refused_handshake_of_another_node_is_among_the_rows()
    {
        var database = postgres.NewDatabase();
        using var first = new PreparedData(pki);
        using var second = new PreparedData(pki);
        await using var one = await Ics2Simulator.StartAsync(new SimulatorOptions(first.Data) { Store = database });
        await using var other = await Ics2Simulator.StartAsync(
            new SimulatorOptions(second.Data)
            {
                Store = database,
                TrustFrom = one.AccessPoint.Management,
                TrustToken = one.ManagementToken,
            }
        );
        using var customs = new ManagementClient(one.AccessPoint.Management);
        using var feed = new LiveFeed(customs, NullLogger<LiveFeed>.Instance);
        using var joined = feed.Join(() => { });
        using var plain = new HttpClient();

        (await plain.GetAsync(new UriBuilder(other.AccessPoint.As4) { Scheme = "http" }.Uri, Ct)).IsSuccessStatusCode.ShouldBeFalse();

        await UntilAsync(() => feed.View.Rows.Any(row => row is { Type: "TLS", Node: not null }));
    }

    private static async Task PostAsync(Ics2Simulator node, string folder, string eori)
    {
        (await node.Enrolment.EnrolAsync(new EnrolmentRequest(eori), Ct)).WriteTo(folder);
        await using var trader = new BrowsingTrader(folder);
        await trader.PingAsync();
    }

    private static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(120));
        while (!await holds())
        {
            await Task.Delay(20, patience.Token);
        }
    }
}
