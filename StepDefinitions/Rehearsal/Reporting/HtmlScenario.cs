using System.Globalization;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>One scenario in the HTML report: steps with their checks, the timeline of messages, the evidence.</summary>
internal sealed class HtmlScenario(HtmlWriter html, string evidenceFolder)
{
    public static string Anchor(ScenarioResult result) => $"s-{Evidence.FileName(result.Scenario.Id)}";

    public void Write(ScenarioResult result, int seed)
    {
        var scenario = result.Scenario;
        var word = Wording.Word(result.Verdict);
        using (html.Element("details", word, ("id", Anchor(result)), ("open", result.Verdict == Verdict.Pass ? null : "open")))
        {
            using (html.Element("summary"))
            {
                html.Leaf("span", word, $"verdict {word}");
                html.Leaf("span", scenario.Id, "id");
                html.Leaf("span", scenario.Title, "title");
                html.Leaf("span", $"{Wording.Seconds(result.Duration)} s", "seconds");
            }

            using (html.Element("div", "body"))
            {
                if (result.Reason is not null)
                {
                    html.Leaf("p", result.Reason, $"reason {word}");
                }

                if (result.ExpectedFailure is not null)
                {
                    html.Leaf("p", $"Expected to fail: {result.ExpectedFailure}", "reason skipped");
                }

                html.Leaf(
                    "p",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{scenario.Feature.Uri}, line {scenario.Line}. Tags: "
                            + $"{string.Join(' ', scenario.Tags.Select(tag => $"@{tag}"))}. Started "
                            + $"{Wording.Instant(result.Started)}. Repeat with: ics2 rehearse --scenario {scenario.Id} --seed "
                            + $"{seed}"
                    ),
                    "about"
                );
                using (html.Element("ol", "steps"))
                {
                    foreach (var step in result.Steps)
                    {
                        Step(step);
                    }
                }

                Timeline(result.Timeline);
                Files(result.Evidence);
            }
        }
    }

    private void Step(StepResult step)
    {
        var word = Wording.Word(step.Status);
        using (html.Element("li"))
        {
            using (html.Element("div", "step"))
            {
                html.Leaf("span", word, $"verdict {word.Replace(' ', '-')}");
                using (html.Element("span", "text"))
                {
                    html.Leaf("span", step.Keyword, "keyword");
                    html.Text($" {step.Text}");
                }

                html.Leaf("span", step.Status == StepStatus.NotReached ? "" : $"{Wording.Seconds(step.Duration)} s", "seconds");
            }

            using (html.Element("div", "under"))
            {
                Argument(step.Step);
                if (step.Reason is not null && step.Checks.Count == 0)
                {
                    html.Leaf("p", step.Reason);
                }

                if (step.Suggestion is not null)
                {
                    html.Leaf("pre", step.Suggestion);
                }

                Checks(step.Checks);
            }
        }
    }

    private void Argument(ScenarioStep? step)
    {
        if (step?.DocString is { } text)
        {
            html.Leaf("pre", text);
        }
        else if (step is { Table.Count: > 0 })
        {
            using (html.Element("table", "given"))
            {
                html.Header(step.Table[0]);
                Rows(step.Table.Skip(1));
            }
        }
    }

    private void Checks(IReadOnlyList<CheckResult> checks)
    {
        if (checks.Count == 0)
        {
            return;
        }

        using (html.Element("div", "scroll"))
        using (html.Element("table", "checks"))
        {
            html.Header("Check", "Expected", "Found", "Source", "Verdict");
            using (html.Element("tbody"))
            {
                foreach (var check in checks)
                {
                    using (html.Element("tr"))
                    {
                        html.Leaf("td", check.Text);
                        html.Leaf("td", check.Expected);
                        html.Leaf("td", check.Actual);
                        html.Leaf("td", check.Source);
                        using (html.Element("td"))
                        {
                            html.Leaf("span", Wording.Word(check.Verdict), $"verdict {Wording.Word(check.Verdict)}");
                        }
                    }
                }
            }
        }
    }

    private void Timeline(IReadOnlyList<TimelineEntry> timeline)
    {
        if (timeline.Count == 0)
        {
            return;
        }

        html.Leaf("h4", "Messages");
        using (html.Element("div", "scroll"))
        using (html.Element("table", "timeline"))
        {
            html.Header("Time (UTC)", "From", "To", "Message", "Note");
            Rows(
                timeline.Select(entry =>
                    new[]
                    {
                        entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                        entry.From,
                        entry.To,
                        entry.What,
                        entry.Note ?? "",
                    }
                )
            );
        }
    }

    private void Files(IReadOnlyList<EvidenceFile> files)
    {
        if (files.Count == 0)
        {
            return;
        }

        html.Leaf("h4", "Evidence");
        using (html.Element("ul", "files"))
        {
            foreach (var file in files)
            {
                using (html.Element("li"))
                {
                    var path = string.Join('/', $"{evidenceFolder}/{file.Path}".Split('/').Select(Uri.EscapeDataString));
                    html.Leaf("a", file.Name, attributes: ("href", path));
                }
            }
        }
    }

    private void Rows(IEnumerable<IReadOnlyList<string>> rows)
    {
        using (html.Element("tbody"))
        {
            foreach (var row in rows)
            {
                using (html.Element("tr"))
                {
                    foreach (var cell in row)
                    {
                        html.Leaf("td", cell);
                    }
                }
            }
        }
    }
}
