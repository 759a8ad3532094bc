namespace Ics2.StepDefinitions;

/// <summary>Keeps the evidence of every scenario, however it ended.</summary>
/// <param name="cast">The traders of the scenario.</param>
[Binding]
public sealed class EvidenceHooks(Cast cast)
{
    /// <summary>Keeps it.</summary>
    [AfterScenario]
    public Task KeepEvidence() => cast.KeepEvidenceAsync();
}
