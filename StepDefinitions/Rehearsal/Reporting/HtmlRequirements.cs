using System.Globalization;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// The requirements in the HTML report: all of the catalogue, with what this run says about each, or why it says nothing.
/// </summary>
internal sealed class HtmlRequirements(HtmlWriter html, RunResult run)
{
    public void Write()
    {
        if (run.Requirements.Count == 0)
        {
            return;
        }

        var judged = run.Requirements.Count(covered => run.VerdictOf(covered) is not null);
        var notRun = run.Requirements.Where(covered => covered.NotRun is not null).ToList();
        html.Leaf("h2", "Requirements", attributes: ("id", "requirements"));
        html.Leaf(
            "p",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Requirements.Count} requirements: this run speaks of {judged}, "
                    + $"{run.Requirements.Count - judged - notRun.Count} have scenarios that were not chosen, {notRun.Count} have "
                    + $"none."
            )
        );
        html.Leaf(
            "p",
            "Ids are this product's own: the official list of test cases is not public. Level: source, the behaviour is written "
                + "there; partly, a detail such as the code is inferred; inferred, no public text says it.",
            "about"
        );
        using (html.Element("div", "scroll"))
        using (html.Element("table", "requirements"))
        {
            html.Header("Id", "Requirement", "Source", "Level", "Shown by", "Verdict");
            using (html.Element("tbody"))
            {
                foreach (var covered in run.Requirements)
                {
                    Row(covered);
                }
            }
        }
    }

    private void Row(RequirementCoverage covered)
    {
        var requirement = covered.Requirement;
        using (html.Element("tr"))
        {
            html.Leaf("td", requirement.Id, "id");
            using (html.Element("td"))
            {
                html.Leaf("strong", requirement.Title);
                html.Leaf("p", requirement.Expected);
            }

            html.Leaf("td", requirement.Source);
            html.Leaf("td", Wording.Word(requirement.Level));
            using (html.Element("td"))
            {
                Scenarios(covered);
            }

            using (html.Element("td"))
            {
                var word = run.VerdictOf(covered) is { } verdict ? Wording.Word(verdict) : null;
                html.Leaf("span", word ?? (covered.NotRun is null ? "not chosen" : "not run"), $"verdict {word ?? "not-reached"}");
            }
        }
    }

    private void Scenarios(RequirementCoverage covered)
    {
        if (covered.NotRun is { } reason)
        {
            html.Text(reason);
        }

        foreach (var id in covered.TestedBy)
        {
            if (run.Scenarios.FirstOrDefault(result => result.Scenario.Id == id) is { } result)
            {
                html.Leaf("a", id, attributes: ("href", $"#{HtmlScenario.Anchor(result)}"));
            }
            else
            {
                html.Text(id);
            }

            html.Text(" ");
        }
    }
}
