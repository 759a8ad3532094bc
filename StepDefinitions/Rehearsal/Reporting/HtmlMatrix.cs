using System.Globalization;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>The counts in the HTML report: by area with a link to every scenario, and by role.</summary>
internal sealed class HtmlMatrix(HtmlWriter html, RunResult run)
{
    public static readonly (Verdict Verdict, string Title)[] Columns =
    [
        (Verdict.Pass, "Passed"),
        (Verdict.Warning, "Warnings"),
        (Verdict.Fail, "Failed"),
        (Verdict.Inconclusive, "Inconclusive"),
        (Verdict.Skipped, "Skipped"),
    ];

    public void Write()
    {
        Areas();
        Roles();
    }

    private void Areas()
    {
        html.Leaf("h2", "Areas", attributes: ("id", "areas"));
        using (html.Element("div", "scroll"))
        using (html.Element("table", "areas"))
        {
            CountHeader("Area");
            using (html.Element("tbody"))
            {
                foreach (var area in run.Scenarios.GroupBy(scenario => scenario.Scenario.Area, StringComparer.Ordinal))
                {
                    Row(area.Key, [.. area], null);
                    Chips(area);
                }

                Row("All", run.Scenarios, "total");
            }
        }
    }

    private void Roles()
    {
        html.Leaf("h2", "Roles", attributes: ("id", "roles"));
        using (html.Element("div", "scroll"))
        using (html.Element("table", "roles"))
        {
            CountHeader("Role");
            using (html.Element("tbody"))
            {
                foreach (
                    var role in run
                        .Scenarios.SelectMany(result => Roles(result).Select(name => (name, result)))
                        .GroupBy(entry => entry.name, entry => entry.result, StringComparer.Ordinal)
                        .OrderBy(group => group.Key, StringComparer.Ordinal)
                )
                {
                    Row(role.Key, [.. role], null);
                }
            }
        }
    }

    // The roles are tags; a scenario may concern several, or say nothing.
    private static IEnumerable<string> Roles(ScenarioResult result) =>
        result
            .Scenario.Tags.Where(tag => tag.StartsWith("role-", StringComparison.Ordinal))
            .Select(tag => tag["role-".Length..])
            .Select(RoleNames.Of)
            .DefaultIfEmpty("no role stated");

    private void CountHeader(string first)
    {
        using (html.Element("thead"))
        using (html.Element("tr"))
        {
            html.Leaf("th", first, attributes: ("scope", "col"));
            foreach (var title in Columns.Select(column => column.Title).Prepend("Scenarios"))
            {
                html.Leaf("th", title, "number", ("scope", "col"));
            }
        }
    }

    private void Row(string name, IReadOnlyList<ScenarioResult> results, string? cssClass)
    {
        using (html.Element("tr", cssClass))
        {
            html.Leaf("td", name);
            Number(results.Count);
            foreach (var (verdict, _) in Columns)
            {
                Number(Count(results, verdict));
            }
        }
    }

    private void Chips(IEnumerable<ScenarioResult> results)
    {
        using (html.Element("tr"))
        using (html.Element("td", "chips", ("colspan", "7")))
        {
            foreach (var result in results)
            {
                html.Leaf(
                    "a",
                    result.Scenario.Id,
                    Wording.Word(result.Verdict),
                    ("href", $"#{HtmlScenario.Anchor(result)}"),
                    ("title", $"{Wording.Word(result.Verdict)}: {result.Scenario.Title}")
                );
            }
        }
    }

    private void Number(int value) => html.Leaf("td", value.ToString(CultureInfo.InvariantCulture), value == 0 ? "number zero" : "number");

    public static int Count(IEnumerable<ScenarioResult> results, Verdict verdict) => results.Count(result => result.Verdict == verdict);
}
