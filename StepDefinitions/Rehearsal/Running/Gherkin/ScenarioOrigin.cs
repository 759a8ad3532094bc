using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>Where a scenario stands in its file: as written, before its rows were made scenarios of their own.</summary>
/// <param name="Scenario">The scenario or outline.</param>
/// <param name="Rule">The rule around it.</param>
internal sealed record ScenarioOrigin(Io.Cucumber.Messages.Types.Scenario Scenario, Rule? Rule)
{
    /// <summary>All of a document, by the id that their pickles name first.</summary>
    public static Dictionary<string, ScenarioOrigin> Of(GherkinDocument document)
    {
        var children = document.Feature.Children;
        return children
            .Where(child => child.Scenario is not null)
            .Select(child => new ScenarioOrigin(child.Scenario, null))
            .Concat(
                children
                    .Where(child => child.Rule is not null)
                    .SelectMany(child =>
                        child
                            .Rule.Children.Where(inner => inner.Scenario is not null)
                            .Select(inner => new ScenarioOrigin(inner.Scenario, child.Rule))
                    )
            )
            .ToDictionary(origin => origin.Scenario.Id, StringComparer.Ordinal);
    }

    /// <summary>The names and values of the row that a pickle was made of.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Example(Pickle pickle) =>
        RowOf(pickle) is ({ } examples, { } row)
            ? [.. examples.TableHeader.Cells.Zip(row.Cells, (name, value) => KeyValuePair.Create(name.Value, value.Value))]
            : [];

    /// <summary>The line of the row, or of the scenario where there is none.</summary>
    public long Line(Pickle pickle) => RowOf(pickle).Row?.Location.Line ?? Scenario.Location.Line;

    private (Examples? Examples, TableRow? Row) RowOf(Pickle pickle) =>
        Scenario
            .Examples.SelectMany(examples => examples.TableBody.Select(row => ((Examples?)examples, (TableRow?)row)))
            .FirstOrDefault(pair => pickle.AstNodeIds.Contains(pair.Item2!.Id));
}
