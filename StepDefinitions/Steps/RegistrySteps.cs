using System.Net.Http.Json;
using Ics2.Rehearsal.Running;
using Ics2.Simulator;

namespace Ics2.StepDefinitions;

/// <summary>UUM&amp;DS out of order. Only in scenarios tagged <c>@own-customs</c>: everybody's messages are refused meanwhile.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class RegistrySteps(ObservedCustoms customs, Cast cast, Verdicts verdicts, RehearsedScenario scenario)
{
    private static readonly TimeSpan RegistryTimeout = TimeSpan.FromSeconds(40);

    // UUM&amp;DS does not answer.
    [Given("^UUM&DS is out of order$")]
    public Task OutOfOrder() => OrderAsync("unavailable");

    // UUM&amp;DS answers again.
    [When("^UUM&DS works again$")]
    public Task WorksAgain() => OrderAsync("none");

    [Then("^the trader sends it again under the same message id$")]
    public void SentAgain()
    {
        var seen = cast.Trader.Last.Seen;
        verdicts.Check(
            "a refusal for now (A003) is followed by another try",
            seen.Count > 1,
            "at least 2 tries",
            seen.Count,
            "ICD Annex 4; as4-profile d3"
        );
        var ids = seen.Select(exchange => exchange.MessageId).Distinct(StringComparer.Ordinal).ToList();
        verdicts.Check(
            "under the same MessageId",
            ids.Count == 1,
            seen.Count > 0 ? seen[0].MessageId : "a message",
            string.Join(", ", ids),
            "as4-profile d3, duplicates"
        );
    }

    // Files until customs takes it: it goes on asking UUM&amp;DS nothing for a while after an outage.
    [When("^the trader files an (IE3F\\d\\d) a little later$")]
    public async Task FileLater(string message)
    {
        var since = TimeProvider.System.GetTimestamp();
        var draft = cast.Compose(message, cast.Trader.Eori);
        while (
            (await cast.LodgeAsync(cast.Trader, draft)).Seen is [.., { Answer: { Kind: "error", Code: "EBMS:0004" } }]
            && TimeProvider.System.GetElapsedTime(since) < RegistryTimeout
        )
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), scenario.CancellationToken);
        }
    }

    private async Task OrderAsync(string fault)
    {
        using var http = SimulatorHttp.Client();
        using var response = await http.PutAsJsonAsync(
            new Uri(customs.Simulator.Registry, "/simulator/faults/registry"),
            new { fault },
            scenario.CancellationToken
        );
        response.EnsureSuccessStatusCode();
    }
}
