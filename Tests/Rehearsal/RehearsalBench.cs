using System.Collections.Concurrent;
using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Tests.Rehearsal;

/// <summary>What the test steps write down; handed to the runner as a service, so that each test has its own.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = [];

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Write(string entry) => _entries.Enqueue(entry);
}

/// <summary>Runs features given as text in a folder of their own.</summary>
internal sealed class RehearsalBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ics2-runner-").FullName;

    public RehearsalBench() =>
        Options = new RunOptions
        {
            EvidenceFolder = _folder,
            Seed = 7,
            ScenarioTimeLimit = TimeSpan.FromSeconds(30),
        };

    public Journal Journal { get; } = new();

    public RunOptions Options { get; set; }

    public static FeatureCatalogue Catalogue(string feature) => FeatureCatalogue.FromSources([("area/test.feature", feature)]);

    public Task<RunResult> RunAsync(string feature, params Type[] bindings) =>
        RunAsync(Catalogue(feature), CancellationToken.None, bindings);

    public Task<RunResult> RunAsync(FeatureCatalogue catalogue, CancellationToken cancellationToken, params Type[] bindings) =>
        new ScenarioRunner(StepClasses.FromTypes(bindings), Options, Journal).RunToEndAsync(catalogue.Scenarios, cancellationToken);

    public async Task<ScenarioResult> RunOneAsync(string steps, params Type[] bindings) =>
        (await RunAsync($"Feature: One\n\n  @ONE-01\n  Scenario: The only one\n{steps}", bindings)).Scenarios.ShouldHaveSingleItem();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
