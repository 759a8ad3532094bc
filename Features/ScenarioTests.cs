using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Xunit;

namespace Ics2.Features;

/// <summary>
/// One test per scenario of the catalogue, named as the scenario, with a trait Category for each of its tags, so that the scenarios can be
/// chosen, run and seen in an IDE like any other test. <c>ics2 rehearse</c> runs the same ones.
/// </summary>
public class ScenarioTests(RehearsalFixture rehearsal)
{
    public static IEnumerable<TheoryDataRow<string>> Catalogue() =>
        FeatureCatalogue
            .Embedded()
            .Scenarios.Select(scenario =>
            {
                var row = new TheoryDataRow<string>(scenario.Id) { TestDisplayName = scenario.ToString(), Label = "" };
                foreach (var tag in scenario.Tags)
                {
                    row.WithTrait("Category", tag);
                }

                return row;
            });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Catalogue))]
    public async Task Scenario(string id)
    {
        var result = await rehearsal.RunAsync(id, TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(Describe(result));
        switch (result.Verdict)
        {
            case Verdict.Pass:
                break;
            case Verdict.Warning:
                TestContext.Current.AddWarning(result.Reason!);
                break;
            case Verdict.Skipped:
                Assert.Skip(result.Reason!);
                break;
            default:
                Assert.Fail($"{result.Verdict}: {result.Reason}\n\n{Describe(result)}");
                break;
        }
    }

    private string Describe(ScenarioResult result) =>
        string.Join(
            '\n',
            result
                .Steps.SelectMany(step =>
                    step.Checks.Select(check => $"    {check.Verdict}: {check.Describe()}")
                        .Prepend($"{step.Status}: {step.Keyword} {step.Text}")
                        .Concat(step.Suggestion is null ? [] : [step.Suggestion])
                )
                .Concat(result.Evidence.Select(file => $"Evidence: {file.Path}"))
                .Append($"Repeat with: ics2 rehearse --scenario {result.Scenario.Id} --seed {rehearsal.Seed}")
        );
}
