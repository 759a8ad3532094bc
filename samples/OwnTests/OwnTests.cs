using Ics2.Contract.Traders;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Samples;
using Ics2.Ens.Values;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.Simulator;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Ics2.Trader;
using Ics2.Trader.Messages;
using Ics2.Trader.Settings;
using Xunit;

namespace OwnTests;

public sealed class OwnTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("own-tests-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The simulator inside a test: on free ports, gone at its end.</summary>
    [Fact]
    public async Task A_filing_gets_its_MRN()
    {
        await using var customs = await Ics2Simulator.StartAsync(new SimulatorOptions(Path.Combine(folder.FullName, "customs")));
        var traderFolder = Path.Combine(folder.FullName, "trader");
        (await customs.Enrolment.EnrolAsync(new EnrolmentRequest("BE0123456789"), Ct)).WriteTo(traderFolder);

        using var trader = TraderFolder.Open(traderFolder);
        await using var client = new TraderClient(trader);
        Assert.True(Eori.TryParse("BE0123456789", out var declarant, out var why), why);
        var filing = new SampleWriter(SpecPack.Embedded()).Write("IE3F10", new SampleOptions { Seed = 1, Declarant = declarant, Now = DateTimeOffset.UtcNow });
        var lodged = await client.LodgeAsync(new Submission { Action = "IE3F10", Xml = filing }, Ct);
        Assert.True(lodged.Receipt?.Valid, lodged.Error?.ToString());

        Assert.Contains("<MRN>", await ReplyAsync(client), StringComparison.Ordinal);
    }

    /// <summary>The scenarios of the packages, and one's own that use the same steps.</summary>
    [Theory]
    [InlineData("CON-03")]
    [InlineData("OWN-01")]
    public async Task Scenario(string id)
    {
        var bindings = StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly, typeof(OwnSteps).Assembly);
        var options = new RunOptions { EvidenceFolder = Path.Combine(folder.FullName, "evidence") };
        var catalogues = new[] { FeatureCatalogue.Embedded(), FeatureCatalogue.FromFolder(AppContext.BaseDirectory) };
        var scenarios = catalogues.SelectMany(catalogue => catalogue.Scenarios).Where(scenario => scenario.Carries(id)).ToList();

        var run = await new ScenarioRunner(bindings, options, new BuiltinTrader()).RunToEndAsync(scenarios, Ct);

        var result = Assert.Single(run.Scenarios);
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Verdict}: {result.Reason}");
        Assert.Empty(run.Problems);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task<string> ReplyAsync(TraderClient client)
    {
        while (true)
        {
            await foreach (var pulled in client.PullAllAsync(Ct))
            {
                if (pulled.Message is { Action: "IE3R01" } message)
                {
                    return message.Xml;
                }
            }

            await Task.Delay(100, Ct);
        }
    }
}
