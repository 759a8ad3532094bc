using Ics2.Rehearsal.Running.Results;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

/// <summary>What steps and hooks find in Reqnroll's own contexts, as if the feature had been compiled.</summary>
public sealed class GeneratedCodeTests
{
    private const string Feature = """
        @shop @SHOP-1
        Feature: A shop
          What it is about.

          Background:
            Given a step

          Rule: Members only
            At the door.

            Background:
              Given a step

            @outline
            Scenario Outline: Buy <what>
              Dearly.
              When a step
              * a step

              @cheap
              Examples:
                | what | price |
                | pen  | 1     |

              @dear
              Examples:
                | what | price |
                | ink  | 9     |
        """;

    [Fact]
    public async Task Feature_rule_scenario_row_and_tags_are_told()
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { Parallelism = 1 };
        var run = await rehearsal.RunAsync(Feature, typeof(Contexts));

        run.Scenarios.ShouldAllBe(scenario => scenario.Verdict == Verdict.Pass);
        rehearsal.Journal.Entries.ShouldBe([
            "area|A shop|What it is about.|shop,SHOP-1|en",
            "Members only|At the door.|Buy pen|Dearly.|outline,cheap|what=pen price=1",
            "cheap",
            "Given a step",
            "Given a step",
            "When a step",
            "When a step",
            "Members only|At the door.|Buy ink|Dearly.|outline,dear|what=ink price=9",
            "Given a step",
            "Given a step",
            "When a step",
            "When a step",
        ]);
        run.Scenarios.Select(scenario => scenario.Scenario.Line).ShouldBe([23, 28]);
    }

    [Fact]
    public async Task Runs_side_by_side_in_one_process_do_not_see_each_other()
    {
        using RehearsalBench one = new(),
            other = new();
        var both = await Task.WhenAll(
            one.RunAsync(Feature, typeof(Contexts)),
            other.RunAsync(Feature.Replace("shop", "mill", StringComparison.Ordinal), typeof(Contexts))
        );

        both.ShouldAllBe(run => run.Summary.Passed == 2 && run.Problems.Count == 0);
        one.Journal.Entries.Where(entry => entry.Contains("mill", StringComparison.Ordinal)).ShouldBeEmpty();
        other.Journal.Entries.Where(entry => entry.Contains("shop", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Html_of_Reqnroll_can_be_had_as_well()
    {
        using var rehearsal = new RehearsalBench();
        var html = Path.Combine(rehearsal.Options.EvidenceFolder, "not yet made", "reqnroll.html");
        rehearsal.Options = rehearsal.Options with
        {
            Formatters = new Dictionary<string, string>(StringComparer.Ordinal) { ["html"] = html },
        };
        var run = await rehearsal.RunAsync(Feature, typeof(Contexts));

        run.Problems.ShouldBeEmpty();
        (await File.ReadAllTextAsync(html, TestContext.Current.CancellationToken)).ShouldContain("Buy pen");
    }

    [Fact]
    public async Task A_file_that_a_formatter_cannot_write_is_a_problem_of_the_run()
    {
        using var rehearsal = new RehearsalBench();
        var taken = Path.Combine(rehearsal.Options.EvidenceFolder, "taken");
        await File.WriteAllTextAsync(taken, "a file, not a folder", TestContext.Current.CancellationToken);
        var messages = Path.Combine(taken, "messages.ndjson");
        rehearsal.Options = rehearsal.Options with
        {
            Formatters = new Dictionary<string, string>(StringComparer.Ordinal) { ["message"] = messages },
        };
        var run = await rehearsal.RunAsync(Feature, typeof(Contexts));

        run.Summary.Passed.ShouldBe(2);
        run.Problems.ShouldBe([$"After the run: {messages} could not be written."]);
    }

    [Binding]
    public sealed class Contexts(FeatureContext feature, ScenarioContext scenario, Journal journal)
    {
        [BeforeFeature]
        public static void Before(FeatureContext feature, Journal journal)
        {
            var info = feature.FeatureInfo;
            journal.Write($"{info.FolderPath}|{info.Title}|{info.Description.Trim()}|{string.Join(',', info.Tags)}|{info.Language.Name}");
        }

        [BeforeScenario(Order = 1)]
        public void Begin()
        {
            var (info, rule) = (scenario.ScenarioInfo, scenario.RuleInfo);
            info.CombinedTags.ShouldContain(tag => tag == feature.FeatureInfo.Tags[0]);
            var row = info.Arguments.Keys.Cast<string>().Select(name => $"{name}={info.Arguments[name]}");
            journal.Write(
                $"{rule.Title}|{rule.Description.Trim()}|{info.Title}|{info.Description.Trim()}|{string.Join(',', info.Tags)}|{string.Join(' ', row)}"
            );
        }

        [BeforeScenario("cheap", Order = 2)]
        public void Cheap() => journal.Write("cheap");

        [StepDefinition("^a step$")]
        public void Step() => journal.Write($"{scenario.StepContext.StepInfo.StepDefinitionType} {scenario.StepContext.StepInfo.Text}");
    }
}
