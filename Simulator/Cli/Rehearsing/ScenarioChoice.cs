using Ics2.Rehearsal;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Cli.Rehearsing;

/// <summary>What can be rehearsed, and how somebody says which of it.</summary>
internal sealed class ScenarioChoice
{
    private readonly IReadOnlyList<RehearsalPlan> _plans = RehearsalPlan.Embedded();

    /// <summary>All scenarios.</summary>
    public FeatureCatalogue Catalogue { get; } = FeatureCatalogue.Embedded();

    /// <summary>What is to be shown.</summary>
    public RequirementTable Requirements { get; } = RequirementTable.Embedded();

    /// <summary>The plans that come along.</summary>
    public IReadOnlyList<RehearsalPlan> Plans => _plans;

    /// <summary>Reads a choice.</summary>
    /// <param name="plan">Name of a plan; null for none.</param>
    /// <param name="tags">A tag expression; null for none.</param>
    /// <param name="ids">Ids of scenarios, also several in one text, by commas.</param>
    /// <exception cref="InvalidDataException">It makes no sense; the message says what would.</exception>
    public static ScenarioSelection Selection(RehearsalPlan? plan, string? tags, IEnumerable<string> ids)
    {
        TagExpression? expression = null;
        if (tags is not null && !TagExpression.TryParse(tags, out expression, out var why))
        {
            throw new InvalidDataException($"--tag {tags}: {why}");
        }

        return new ScenarioSelection(
            expression,
            [.. ids.SelectMany(one => one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))]
        )
        {
            Plan = plan,
        };
    }

    /// <summary>The scenarios of a choice.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public IReadOnlyList<Scenario> Of(ScenarioSelection selection) =>
        selection.TrySelect(Catalogue, out var scenarios, out var why) ? scenarios : throw new InvalidDataException(why);

    /// <summary>A plan that comes along, or one of a file.</summary>
    /// <param name="wanted">Name, or path where files may be read.</param>
    /// <param name="files">Whether they may.</param>
    /// <exception cref="InvalidDataException">There is no such plan, or its file is wrong.</exception>
    public RehearsalPlan Plan(string wanted, bool files) =>
        _plans.FirstOrDefault(plan => plan.Name == wanted)
        ?? (
            files && File.Exists(wanted)
                ? RehearsalPlan.FromFile(wanted, Knows)
                : throw new InvalidDataException(
                    $"--plan {wanted}: there is no such plan{(files ? " and no such file" : "")}; the plans are "
                        + string.Join(", ", _plans.Select(plan => plan.Name))
                )
        );

    private bool Knows(string id) => Requirements.Find(id) is not null || Catalogue.Scenarios.Any(scenario => scenario.Carries(id));
}
