using Ics2.Contract.Traders;
using Ics2.Simulator;
using Ics2.Tests.Support;
using Ics2.Trader;
using Ics2.Trader.Messages;

namespace Ics2.Tests.EndToEnd;

/// <summary>A node that uses the certificates and trust services of another simulator.</summary>
public sealed class OtherNodeTests(SharedCustoms customs) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trader_enrolled_at_the_node_or_at_the_other_files_at_the_node()
    {
        var other = await customs.StartedAsync();
        await using var node = await Ics2Simulator.StartAsync(
            new SimulatorOptions(Path.Combine(_folder.Path, "node"))
            {
                TrustFrom = other.AccessPoint.Management,
                TrustToken = other.ManagementToken,
            }
        );

        await FilesAsync(node, await node.Enrolment.EnrolAsync(new EnrolmentRequest("BE5000000001"), Ct), "one");
        await FilesAsync(node, await other.Enrolment.EnrolAsync(new EnrolmentRequest("BE5000000002"), Ct), "two");
    }

    [Fact]
    public async Task Traders_are_told_the_address_of_the_load_balancer()
    {
        var endpoint = new Uri("https://localhost:8445/domibus/services/msh");
        var other = await customs.StartedAsync();
        await using var node = await Ics2Simulator.StartAsync(
            new SimulatorOptions(Path.Combine(_folder.Path, "node"))
            {
                TrustFrom = other.AccessPoint.Management,
                TrustToken = other.ManagementToken,
                Endpoint = endpoint,
            }
        );

        (await node.Enrolment.EnrolAsync(new EnrolmentRequest("BE5000000003"), Ct)).Settings.Endpoint.ShouldBe(endpoint);
    }

    [Fact]
    public async Task A_node_whose_other_simulator_does_not_answer_says_how_to_start_it() =>
        (
            await Should.ThrowAsync<InvalidOperationException>(() =>
                Ics2Simulator.StartAsync(
                    new SimulatorOptions(Path.Combine(_folder.Path, "node")) { TrustFrom = new Uri("http://127.0.0.1:1") }
                )
            )
        ).Message.ShouldContain("--trust-from");

    public void Dispose() => _folder.Dispose();

    private async Task FilesAsync(Ics2Simulator node, EnrolledTrader enrolled, string name)
    {
        using var trader = new WireTrader(
            node.AccessPoint.As4,
            enrolled with
            {
                Settings = enrolled.Settings with { Endpoint = node.AccessPoint.As4 },
            },
            Path.Combine(_folder.Path, name)
        );
        await using var session = await TraderSession.StartAsync(trader.Folder, cancellationToken: Ct);

        var answered = await session.SendAsync(new Submission { Action = "IE3F10", Xml = trader.Document() }, TimeSpan.FromSeconds(30), Ct);

        answered.Replies.ShouldHaveSingleItem().Action.ShouldBe("IE3R01");
    }
}
