using Ics2.Ens.Catalogue;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Xunit;

[assembly: AssemblyFixture(typeof(Ics2.Features.RehearsalFixture))]

namespace Ics2.Features;

/// <summary>
/// The run that all scenario tests share: hooks around it run once, and at its end the reports lie in <c>report</c> beside the test
/// program.
/// </summary>
public sealed class RehearsalFixture : IAsyncLifetime
{
    private readonly string _folder = Path.Combine(AppContext.BaseDirectory, "report");
    private readonly Dictionary<string, Scenario> _scenarios;
    private readonly RunOptions _options;
    private readonly TestRun _run;

    public RehearsalFixture()
    {
        var catalogue = FeatureCatalogue.Embedded();
        _scenarios = catalogue.Scenarios.ToDictionary(scenario => scenario.Id, StringComparer.Ordinal);
        var client = new BuiltinTrader();
        _options = new RunOptions
        {
            EvidenceFolder = ReportFolder.EvidenceIn(_folder),
            Formatters = ReportFolder.FormattersIn(_folder),
            SpecPack = SpecPack.Embedded().Version,
            Client = client.Name,
            Requirements = RequirementTable.Embedded().Cover(catalogue.Scenarios),
        };
        _run = new TestRun(StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly), _options, catalogue.Scenarios, client);
    }

    /// <summary>From this everything random in the run follows.</summary>
    public int Seed => _options.Seed;

    public ValueTask InitializeAsync()
    {
        // Evidence of an earlier run must not stand beside the reports of this one.
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    public Task<ScenarioResult> RunAsync(string id, CancellationToken cancellationToken) =>
        _run.RunAsync(_scenarios[id], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        var result = await _run.CloseAsync();
        await _run.DisposeAsync();
        await ReportFolder.WriteAsync(result, _folder);
        Assert.Empty(result.Problems);
    }
}
