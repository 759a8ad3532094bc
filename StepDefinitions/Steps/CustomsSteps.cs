using Ics2.Contract.Management;
using Ics2.Rehearsal.Running;

namespace Ics2.StepDefinitions;

/// <summary>What customs does of itself: assesses when the scenario says so, and lets time pass.</summary>
/// <param name="customs">The customs side.</param>
/// <param name="scenario">Gives the time limit.</param>
[Binding]
public sealed class CustomsSteps(Cast cast, ObservedCustoms customs, RehearsedScenario scenario)
{
    [Given("^customs has found (no risk|a risk)$")]
    [When("^customs finds (no risk|a risk)$")]
    public Task Assess(string result) => AssessAsync(cast.Trader, result);

    [Given("^customs has found (no risk|a risk) in the filing of (the [a-z ]+)$")]
    [When("^customs finds (no risk|a risk) in the filing of (the [a-z ]+)$")]
    public Task AssessFiling(string result, Player who) => AssessAsync(who, result);

    // Lets time pass at customs; what falls due meanwhile has happened then. Only in scenarios tagged @own-customs.
    [Given("^the clock of customs has moved on by (\\d+) (second|minute|hour|day)s?$")]
    [When("^the clock of customs moves on by (\\d+) (second|minute|hour|day)s?$")]
    public Task Advance(string count, string unit) => customs.AdvanceClockAsync(count + unit[0], scenario.CancellationToken);

    private Task AssessAsync(Player who, string result) =>
        customs.ActAsync(
            who.Mrn,
            new ActionRequest("setRiskResult") { Result = (result == "no risk" ? RiskStage.NoRisk : RiskStage.RiskIdentified).Word() },
            scenario.CancellationToken
        );
}
