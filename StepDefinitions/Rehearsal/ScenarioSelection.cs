using System.Diagnostics.CodeAnalysis;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal;

/// <summary>Which scenarios of the catalogue are wanted.</summary>
/// <param name="Tags">Those for which the expression holds; null: all.</param>
/// <param name="Ids">Those with one of these ids; empty: all. The id of an outline means all its rows.</param>
public sealed record ScenarioSelection(TagExpression? Tags, IReadOnlyList<string> Ids)
{
    /// <summary>All scenarios.</summary>
    public static ScenarioSelection All { get; } = new(null, []);

    /// <summary>Only those of this plan; null: all.</summary>
    public RehearsalPlan? Plan { get; init; }

    /// <summary>Only those for which this holds, and what it asks for in words; null: all.</summary>
    public (string Text, Predicate<Scenario> Holds)? Only { get; init; }

    /// <summary>Picks the scenarios, in the order of the catalogue.</summary>
    /// <param name="catalogue">Where to pick from.</param>
    /// <param name="scenarios">The scenarios, at least one.</param>
    /// <param name="why">An id that nothing carries, or that nothing is left.</param>
    public bool TrySelect(
        FeatureCatalogue catalogue,
        [NotNullWhen(true)] out IReadOnlyList<Scenario>? scenarios,
        [NotNullWhen(false)] out string? why
    )
    {
        scenarios = null;
        if (Ids.FirstOrDefault(id => !catalogue.Scenarios.Any(scenario => scenario.Carries(id))) is { } unknown)
        {
            why = $"There is no scenario '{unknown}' among the {catalogue.Scenarios.Count} of the catalogue; --list shows their ids.";
            return false;
        }

        var chosen = catalogue
            .Scenarios.Where(scenario => Plan?.Holds(scenario) ?? true)
            .Where(scenario => Ids.Count == 0 || Ids.Any(scenario.Carries))
            .Where(scenario => Tags?.Holds(scenario.Tags) ?? true)
            .Where(scenario => Only?.Holds(scenario) ?? true)
            .ToArray();
        scenarios = chosen;
        why =
            chosen.Length > 0 ? null : $"None of the {catalogue.Scenarios.Count} scenarios is chosen by {this}; --list shows ids and tags.";
        return why is null;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            " and ",
            new[]
            {
                Plan is null ? null : $"plan {Plan.Name}",
                Tags is null ? null : $"tags '{Tags}'",
                Ids.Count == 0 ? null : $"ids {string.Join(", ", Ids)}",
                Only?.Text,
            }
                .OfType<string>()
                .DefaultIfEmpty("all")
        );
}
