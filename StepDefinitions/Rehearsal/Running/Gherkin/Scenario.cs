using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Running.Gherkin;

/// <summary>One scenario that can be run: a plain scenario, or one row of an outline.</summary>
public sealed class Scenario
{
    internal Scenario(
        string id,
        string catalogueId,
        Feature feature,
        Pickle pickle,
        ScenarioOrigin origin,
        IReadOnlyList<ScenarioStep> steps
    )
    {
        Id = id;
        CatalogueId = catalogueId;
        Feature = feature;
        Pickle = pickle;
        Steps = steps;
        Rule = origin.Rule;
        Description = origin.Scenario.Description;
        Example = origin.Example(pickle);
        Line = origin.Line(pickle);
        Tags = [.. pickle.Tags.Select(tag => tag.Name.TrimStart('@')).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Unique in the catalogue: the id tag (<c>@CON-01</c> gives <c>CON-01</c>), with <c>.2</c> after it for the second row of an
    /// outline;
    /// file name and line where there is no id tag.</summary>
    public string Id { get; }

    /// <summary>The id without the number of the row, which all rows of an outline share.</summary>
    public string CatalogueId { get; }

    /// <summary>The feature it stands in.</summary>
    public Feature Feature { get; }

    /// <summary>The official compiled form, with the background, the row's values and the inherited tags in place.</summary>
    public Pickle Pickle { get; }

    /// <summary>The steps, those of the background first.</summary>
    public IReadOnlyList<ScenarioStep> Steps { get; }

    /// <summary>All tags, also the inherited ones, without the at sign.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The title.</summary>
    public string Title => Pickle.Name;

    /// <summary>What the reports group by.</summary>
    public string Area => Feature.Area;

    /// <summary>The text under the title.</summary>
    public string Description { get; }

    /// <summary>The rule it stands under, if any.</summary>
    public Rule? Rule { get; }

    /// <summary>The names and values of its row; empty where it is no outline.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Example { get; }

    /// <summary>The line of the scenario, or of its row, in the file.</summary>
    public long Line { get; }

    /// <summary>Whether it is meant by an id: its own, or that of the outline it is a row of. Capitals do not matter.</summary>
    public bool Carries(string id) =>
        string.Equals(Id, id, StringComparison.OrdinalIgnoreCase) || string.Equals(CatalogueId, id, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Title}";
}

/// <summary>One step as it stands in the file.</summary>
public sealed class ScenarioStep(string keyword, long line, PickleStep pickle)
{
    /// <summary>The word it begins with, such as <c>Given</c> or <c>And</c>.</summary>
    public string Keyword { get; } = keyword;

    /// <summary>Its line in the file.</summary>
    public long Line { get; } = line;

    /// <summary>The official compiled form.</summary>
    public PickleStep Pickle { get; } = pickle;

    /// <summary>The text after the keyword, a row's values filled in.</summary>
    public string Text => Pickle.Text;

    /// <summary>The cells of the table under the step, header first; empty when there is none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Table { get; } =
    [.. (pickle.Argument?.DataTable?.Rows ?? []).Select(row => row.Cells.Select(cell => cell.Value).ToArray())];

    /// <summary>The doc string under the step, or null.</summary>
    public string? DocString => Pickle.Argument?.DocString?.Content;

    /// <inheritdoc/>
    public override string ToString() => $"{Keyword} {Text}";
}
