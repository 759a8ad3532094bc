using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>Keeps the evidence of every scenario and ends its traders, however it ended.</summary>
/// <param name="cast">The traders of the scenario.</param>
/// <param name="evidence">Takes what they did.</param>
[Binding]
public sealed class CastHooks(Cast cast, Evidence evidence)
{
    /// <summary>Keeps the evidence.</summary>
    [AfterScenario]
    public Task KeepEvidence() => cast.KeepEvidenceAsync();

    /// <summary>Ends the traders, before customs of their own goes.</summary>
    [AfterScenario(Order = int.MaxValue - 1)]
    public async Task EndTraders()
    {
        try
        {
            await cast.DisposeAsync();
        }
        finally
        {
            // A listener tells only at its end what it wrote.
            evidence.SaveClientCalls();
        }
    }
}
