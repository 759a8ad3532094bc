namespace Ics2.Rehearsal.Running;

/// <summary>
/// What a step may know about the scenario it runs in; ask for it in a constructor. Not the class of the same name in Reqnroll, so a
/// project
/// that builds the steps with Reqnroll names this one in a using alias and registers an instance before each scenario.
/// </summary>
public sealed class ScenarioContext
{
    /// <summary>The scenario's id, such as <c>CON-01</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>All tags, also the inherited ones, without the at sign.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>The id of the compiled scenario in the Cucumber messages.</summary>
    public required string PickleId { get; init; }

    /// <summary>A number that is the same in every run with the same seed, and differs from scenario to scenario.</summary>
    public required int Seed { get; init; }

    /// <summary>The folder for the files of this scenario; it exists once something was saved through <see cref="Evidence"/>.</summary>
    public required string EvidenceFolder { get; init; }

    /// <summary>Cancelled when the scenario's time is over or the run is stopped. Hand it to everything that waits.</summary>
    public CancellationToken CancellationToken { get; init; }
}
