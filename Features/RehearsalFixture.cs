using Ics2.Ens;
using Ics2.Features;
using Ics2.StepDefinitions.Clients;
using Ics2.StepDefinitions.Reporting;
using Ics2.StepDefinitions.Requirements;
using Ics2.StepDefinitions.Running;
using Ics2.StepDefinitions.Running.Gherkin;
using Ics2.StepDefinitions.Running.Results;
using Xunit;

[assembly: AssemblyFixture(typeof(RehearsalFixture))]

namespace Ics2.Features;

/// <summary>The run that all scenario tests share: hooks around it run once, and at its end the reports lie in <c>report</c> beside the test program.</summary>
public sealed class RehearsalFixture : IAsyncLifetime
{
    private readonly string folder = Path.Combine(AppContext.BaseDirectory, "report");
    private readonly Dictionary<string, Scenario> scenarios;
    private readonly RunOptions options;
    private readonly TestRun run;

    public RehearsalFixture()
    {
        var catalogue = FeatureCatalogue.Embedded();
        scenarios = catalogue.Scenarios.ToDictionary(scenario => scenario.Id, StringComparer.Ordinal);
        var client = new BuiltinTrader();
        options = new RunOptions { EvidenceFolder = ReportFolder.EvidenceIn(folder), SpecPack = SpecPack.Embedded().Version, Client = client.Name, Requirements = RequirementTable.Embedded().Cover(catalogue.Scenarios) };
        run = new TestRun(StepClasses.FromAssemblies(typeof(StepClasses).Assembly), options, catalogue.Scenarios, client);
    }

    /// <summary>From this everything random in the run follows.</summary>
    public int Seed => options.Seed;

    public ValueTask InitializeAsync()
    {
        // Evidence of an earlier run must not stand beside the reports of this one.
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    public Task<ScenarioResult> RunAsync(string id, CancellationToken cancellationToken) => run.RunAsync(scenarios[id], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        var result = await run.CloseAsync();
        await run.DisposeAsync();
        await ReportFolder.WriteAsync(result, folder);
        Assert.Empty(result.Problems);
    }
}
