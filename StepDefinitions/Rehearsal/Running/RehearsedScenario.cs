using System.Globalization;
using Ics2.Rehearsal.Running.Gherkin;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Rehearsal.Running;

/// <summary>
/// What a step may know about the scenario it runs in; ask for it in a constructor. Reqnroll's own <c>ScenarioContext</c> can be had as
/// well.
/// </summary>
public sealed class RehearsedScenario
{
    /// <summary>The scenario's id, such as <c>CON-01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>All tags, also the inherited ones, without the at sign.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>A number that is the same in every run with the same seed, and differs from scenario to scenario.</summary>
    public required int Seed { get; init; }

    /// <summary>The folder for the files of this scenario; it exists once something was saved through <see cref="Evidence"/>.</summary>
    public required string EvidenceFolder { get; init; }

    /// <summary>The step under way, as it is written; null between steps.</summary>
    public string? Step { get; internal set; }

    /// <summary>Cancelled when the scenario's time is over or the run is stopped. Hand it to everything that waits.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal static RehearsedScenario From(Scenario scenario, RunOptions options, CancellationToken cancellationToken) =>
        new()
        {
            Id = scenario.Id,
            Title = scenario.Title,
            Tags = scenario.Tags,
            Seed = options.SeedOf(scenario.Id),
            EvidenceFolder = Path.Combine(options.EvidenceFolder, Evidence.FileName(scenario.Id)),
            CancellationToken = cancellationToken,
        };

    /// <summary>
    /// Registers one, and where steps write down checks and evidence, for a scenario that runs on Reqnroll alone. There a check that does
    /// not hold throws at once.
    /// </summary>
    /// <param name="container">The container of the scenario.</param>
    /// <param name="scenario">What Reqnroll knows about it.</param>
    public static void RegisterIn(IObjectContainer container, ScenarioInfo scenario)
    {
        var (id, seed) = (FeatureReader.IdIn(scenario.Tags) ?? scenario.Title, Random.Shared.Next());
        var rehearsed = new RehearsedScenario
        {
            Id = id,
            Title = scenario.Title,
            Tags = scenario.CombinedTags,
            Seed = seed,
            EvidenceFolder = Path.Combine(
                AppContext.BaseDirectory,
                "evidence",
                Evidence.FileName(string.Create(CultureInfo.InvariantCulture, $"{id}-{seed}"))
            ),
        };
        container.RegisterInstanceAs(rehearsed);
        container.RegisterInstanceAs(new Verdicts(throwsAtOnce: true));
        container.RegisterInstanceAs(new Evidence(rehearsed));
    }
}
