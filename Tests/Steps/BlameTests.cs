using Ics2.Rehearsal;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Ics2.StepDefinitions;
using Ics2.StepDefinitions.Clients;
using Reqnroll;

namespace Ics2.Tests.Steps;

/// <summary>A fault of the harness is inconclusive; no client fails for it.</summary>
public sealed class BlameTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ics2-blame-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Evidence_that_cannot_be_written_is_no_fault_of_the_client()
    {
        var evidence = Path.Combine(_folder.FullName, "evidence");
        await File.WriteAllTextAsync(evidence, "a file where the folder should be", TestContext.Current.CancellationToken);

        var result = await RehearseAsync(typeof(Nothing), evidence);

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Reason!.ShouldContain("CastHooks.KeepEvidence");
        result.Steps.ShouldNotContain(step => step.Status == StepStatus.Failed);
    }

    [Fact]
    public async Task A_customs_that_is_gone_is_no_fault_of_the_client()
    {
        var result = await RehearseAsync(typeof(CustomsGoesAway), Path.Combine(_folder.FullName, "evidence"));

        result.Verdict.ShouldBe(Verdict.Inconclusive);
        result.Steps.ShouldNotContain(step => step.Status == StepStatus.Failed);
        result.Steps.ShouldContain(step =>
            step.Text.Contains("files an IE3F10", StringComparison.Ordinal) && step.Status == StepStatus.Inconclusive
        );
    }

    private static async Task<ScenarioResult> RehearseAsync(Type more, string evidence)
    {
        var scenarios = FeatureCatalogue
            .FromSources([
                (
                    "area/test.feature",
                    """
                    Feature: One
                      @ONE-01
                      Scenario: The only one
                        Given a trader that pulls its messages
                        And something happens
                        When the trader files an IE3F10
                        Then customs acknowledges with a valid receipt
                    """
                ),
            ])
            .Scenarios;
        var run = await new ScenarioRunner(
            StepClasses.FromTypes([.. StepClasses.FromAssemblies(typeof(RehearsalHooks).Assembly).Types, more]),
            new RunOptions { EvidenceFolder = evidence },
            new BuiltinTrader()
        ).RunToEndAsync(scenarios, TestContext.Current.CancellationToken);
        return run.Scenarios.ShouldHaveSingleItem();
    }

    [Binding]
    public sealed class Nothing
    {
        [Given("^something happens$")]
        public void Happen() { }
    }

    [Binding]
    public sealed class CustomsGoesAway(SharedCustoms shared)
    {
        [Given("^something happens$")]
        public Task Happen() => shared.StopAsync();
    }
}
