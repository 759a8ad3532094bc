using System.Collections.Specialized;
using System.Globalization;
using Ics2.Rehearsal.Running.Gherkin;
using Io.Cucumber.Messages.Types;
using Reqnroll;
using Feature = Ics2.Rehearsal.Running.Gherkin.Feature;
using Scenario = Ics2.Rehearsal.Running.Gherkin.Scenario;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// What the code that Reqnroll generates from a feature file would say to its runtime; here it is said for a feature that was only read.
/// </summary>
internal static class GeneratedCode
{
    public static FeatureInfo Info(Feature feature) =>
        new(
            CultureInfo.GetCultureInfo(feature.Document.Feature.Language),
            Path.GetDirectoryName(feature.Uri) ?? "",
            feature.Name,
            feature.Document.Feature.Description,
            ProgrammingLanguage.CSharp,
            [.. feature.Tags],
            new FeatureMessages(feature)
        );

    public static ScenarioInfo Info(Scenario scenario)
    {
        string[] inherited = [.. scenario.Feature.Tags, .. scenario.Rule is { } rule ? TagsOf(rule) : []];
        var arguments = new OrderedDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in scenario.Example)
        {
            arguments.Add(name, value);
        }

        return new ScenarioInfo(
            scenario.Title,
            scenario.Description,
            [.. scenario.Tags.Except(inherited, StringComparer.Ordinal)],
            arguments,
            inherited,
            IndexOf(scenario)
        );
    }

    public static RuleInfo? Info(Rule? rule) => rule is null ? null : new RuleInfo(rule.Name, rule.Description, [.. TagsOf(rule)]);

    public static Task StepAsync(ITestRunner runner, ScenarioStep step)
    {
        var (table, keyword) = (TableOf(step), step.Keyword + " ");
        return step.Pickle.Type switch
        {
            PickleStepType.CONTEXT => runner.GivenAsync(step.Text, step.DocString, table, keyword),
            PickleStepType.ACTION => runner.WhenAsync(step.Text, step.DocString, table, keyword),
            PickleStepType.OUTCOME => runner.ThenAsync(step.Text, step.DocString, table, keyword),
            _ => runner.AndAsync(step.Text, step.DocString, table, keyword),
        };
    }

    private static IEnumerable<string> TagsOf(Rule rule) => rule.Tags.Select(tag => tag.Name.TrimStart('@'));

    private static string IndexOf(Scenario scenario) =>
        scenario.Feature.Scenarios.TakeWhile(other => other != scenario).Count().ToString(CultureInfo.InvariantCulture);

    private static Reqnroll.DataTable? TableOf(ScenarioStep step)
    {
        if (step.Table.Count == 0)
        {
            return null;
        }

        var table = new Reqnroll.DataTable([.. step.Table[0]]);
        foreach (var row in step.Table.Skip(1))
        {
            table.AddRow([.. row]);
        }

        return table;
    }
}
