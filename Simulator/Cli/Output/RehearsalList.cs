using System.Text.Json;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Cli.Output;

/// <summary>What <c>ics2 rehearse --list</c> shows: scenarios, plans, and the requirements that no scenario shows.</summary>
/// <param name="Scenarios">The chosen scenarios.</param>
/// <param name="Plans">The plans that come with the product.</param>
/// <param name="NotRehearsed">The requirements without a scenario.</param>
internal sealed record RehearsalList(
    IReadOnlyList<RehearsalList.ScenarioPart> Scenarios,
    IReadOnlyList<RehearsalList.PlanPart> Plans,
    IReadOnlyList<RehearsalList.RequirementPart> NotRehearsed
)
{
    public static void Write(IReadOnlyList<Scenario> scenarios, IReadOnlyList<RequirementCoverage> requirements, bool json)
    {
        var list = new RehearsalList(
            [.. scenarios.Select(scenario => new ScenarioPart(scenario.Id, scenario.Title, scenario.Area, scenario.Tags))],
            [.. RehearsalPlan.Embedded().Select(plan => new PlanPart(plan.Name, plan.Title, plan.Ids))],
            [
                .. requirements
                    .Where(covered => covered.NotRun is not null)
                    .Select(covered => new RequirementPart(covered.Requirement.Id, covered.Requirement.Title, covered.NotRun!)),
            ]
        );
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(list, Documents.Pretty));
        }
        else
        {
            list.Print(Console.Out);
        }
    }

    private void Print(TextWriter output)
    {
        foreach (var scenario in Scenarios)
        {
            output.WriteLine($"{scenario.Id, -10} {scenario.Area, -14} {scenario.Title}");
        }

        output.WriteLine($"{Scenarios.Count} scenarios");
        output.WriteLine();
        foreach (var plan in Plans)
        {
            output.WriteLine($"--plan {plan.Name, -20} {plan.Title}");
        }

        output.WriteLine();
        foreach (var requirement in NotRehearsed)
        {
            output.WriteLine($"{requirement.Id, -10} {requirement.Title}: {requirement.WhyNot}");
        }

        output.WriteLine($"{NotRehearsed.Count} requirements are not rehearsed");
    }

    internal sealed record ScenarioPart(string Id, string Title, string Area, IReadOnlyList<string> Tags);

    internal sealed record PlanPart(string Name, string Title, IReadOnlyList<string> Scenarios);

    internal sealed record RequirementPart(string Id, string Title, string WhyNot);
}
