namespace Ics2.StepDefinitions;

/// <summary>Keeps the evidence of every scenario and ends its traders, however it ended.</summary>
/// <param name="cast">The traders of the scenario.</param>
[Binding]
public sealed class CastHooks(Cast cast)
{
    /// <summary>Keeps the evidence.</summary>
    [AfterScenario]
    public Task KeepEvidence() => cast.KeepEvidenceAsync();

    /// <summary>Ends the traders, before customs of their own goes.</summary>
    [AfterScenario(Order = int.MaxValue - 1)]
    public Task EndTraders() => cast.DisposeAsync().AsTask();
}
