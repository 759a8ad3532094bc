using System.Globalization;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// The report for people: one file without any outside resource, readable on paper, evidence linked and not inlined.
/// </summary>
public sealed class HtmlReport
{
    private static readonly string[] Parts = ["Areas", "Roles", "Findings", "Scenarios", "Slowest", "Requirements"];

    private static readonly string[] Meanings =
    [
        "Pass: everything expected was seen.",
        "Warning: acceptable, but not as the specification words it, such as the right refusal with another code.",
        "Fail: something expected was not seen, or a step is not defined.",
        "Inconclusive: nothing can be said, because time ran out or the harness itself failed. Not a success.",
        "Skipped: not run, or not to the end, because it does not apply; the reason is given.",
        "The client is judged by what the access point saw and recorded, not by what the client says, unless a check names the client's own word.",
        "Nothing in this file proves that it is unchanged. An archive (ics2 rehearse --archive) holds it with all evidence and a "
            + "signed list of digests: ics2 verify-archive. By default the seal of the simulated customs signs, whose key was "
            + "made for that run alone; this shows later changes, not who ran it. A key of your own (--archive-key) shows that "
            + "too.",
    ];

    private readonly RunResult run;
    private readonly HtmlWriter html;
    private readonly HtmlScenario scenarios;

    private HtmlReport(RunResult run, TextWriter output, string reportFolder)
    {
        this.run = run;
        html = new HtmlWriter(output);
        scenarios = new HtmlScenario(html, Path.GetRelativePath(reportFolder, run.EvidenceFolder).Replace('\\', '/'));
    }

    /// <summary>Writes the report.</summary>
    /// <param name="run">The result.</param>
    /// <param name="output">Where to.</param>
    /// <param name="reportFolder">The folder the report will lie in; links to evidence start from it.</param>
    public static void Write(RunResult run, TextWriter output, string reportFolder) => new HtmlReport(run, output, reportFolder).Write();

    private void Write()
    {
        html.Raw(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        );
        html.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        html.Leaf("title", $"ICS2 rehearsal {Printable.Instant(run.Started)}");
        html.Raw($"<style>\n{Css()}</style>\n</head>\n<body>\n");
        using (html.Element("main"))
        {
            Head();
            new HtmlMatrix(html, run).Write();
            Findings();
            Areas();
            Slowest();
            new HtmlRequirements(html, run).Write();
            Foot();
        }

        html.Raw("</body>\n</html>\n");
    }

    private void Head()
    {
        html.Leaf("h1", "ICS2 Release 3: rehearsal report");
        html.Leaf("p", "Scenarios run against a simulated EU access point. Not an official conformance test.", "about");
        html.Leaf("p", run.Succeeded ? "Passed" : "Not passed", run.Succeeded ? "outcome pass" : "outcome fail");
        html.Leaf("p", Printable.Counts(run) + ".");
        using (html.Element("div", "bar", ("aria-hidden", "true")))
        {
            foreach (var (verdict, _) in HtmlMatrix.Columns)
            {
                if (HtmlMatrix.Count(run.Scenarios, verdict) is var count and > 0)
                {
                    html.Leaf(
                        "span",
                        null,
                        Printable.Word(verdict),
                        ("style", string.Create(CultureInfo.InvariantCulture, $"flex-grow: {count}"))
                    );
                }
            }
        }

        using (html.Element("dl", "facts"))
        {
            Fact("Client under test", run.Client);
            Fact("Plan", run.Plan);
            Fact("Message version", run.SpecPack);
            Fact("Started (UTC)", run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            Fact("Duration", $"{Printable.Seconds(run.Duration)} s");
            Fact(
                "Requirements",
                run.Requirements.Count == 0
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{run.Requirements.Count(covered => run.VerdictOf(covered) is not null)} of {run.Requirements.Count} judged"
                    )
            );
            Fact("Seed", run.Seed.ToString(CultureInfo.InvariantCulture));
            Fact("Made by", $"ics2 {typeof(HtmlReport).Assembly.GetName().Version?.ToString(3)}");
        }

        using (html.Element("nav"))
        {
            foreach (var part in Parts.Where(part => part != "Requirements" || run.Requirements.Count > 0))
            {
                html.Leaf("a", part, attributes: ("href", $"#{part.ToLowerInvariant()}"));
            }
        }
    }

    private void Fact(string name, string? value)
    {
        if (value is not null)
        {
            using (html.Element("div"))
            {
                html.Leaf("dt", name);
                html.Leaf("dd", value);
            }
        }
    }

    private void Findings()
    {
        html.Leaf("h2", "Findings", attributes: ("id", "findings"));
        foreach (var problem in run.Problems)
        {
            html.Leaf("p", $"Problem of the harness: {problem}", "reason inconclusive");
        }

        foreach (var failure in run.UnexpectedPasses)
        {
            html.Leaf("p", $"Unexpected pass: {Printable.UnexpectedPass(failure)}", "reason fail");
        }

        var findings = run.Findings;
        if (findings.Count == 0)
        {
            html.Leaf("p", run.Scenarios.Count == 0 ? "No scenario was run." : "None: every scenario passed.");
            return;
        }

        using (html.Element("table"))
        {
            html.Header("Verdict", "Scenario", "Reason");
            using (html.Element("tbody"))
            {
                foreach (var result in findings)
                {
                    using (html.Element("tr"))
                    {
                        using (html.Element("td"))
                        {
                            html.Leaf("span", Printable.Word(result.Verdict), $"verdict {Printable.Word(result.Verdict)}");
                        }

                        using (html.Element("td"))
                        {
                            html.Leaf("a", result.Scenario.ToString(), attributes: ("href", $"#{HtmlScenario.Anchor(result)}"));
                        }

                        html.Leaf("td", Printable.Reason(result));
                    }
                }
            }
        }
    }

    private void Areas()
    {
        html.Leaf("h2", "Scenarios", attributes: ("id", "scenarios"));
        foreach (var feature in run.Scenarios.GroupBy(result => result.Scenario.Feature))
        {
            html.Leaf("h3", $"{feature.Key.Area}: {feature.Key.Name}");
            foreach (var result in feature)
            {
                scenarios.Write(result, run.Seed);
            }
        }
    }

    private void Slowest()
    {
        html.Leaf("h2", "Slowest scenarios", attributes: ("id", "slowest"));
        using (html.Element("table", "slowest"))
        {
            html.Header("Seconds", "Scenario");
            using (html.Element("tbody"))
            {
                foreach (var result in run.Slowest)
                {
                    using (html.Element("tr"))
                    {
                        html.Leaf("td", Printable.Seconds(result.Duration), "number");
                        using (html.Element("td"))
                        {
                            html.Leaf("a", result.Scenario.ToString(), attributes: ("href", $"#{HtmlScenario.Anchor(result)}"));
                        }
                    }
                }
            }
        }
    }

    private void Foot()
    {
        using (html.Element("footer"))
        {
            foreach (var meaning in Meanings)
            {
                html.Leaf("p", meaning);
            }
        }
    }

    private static string Css()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("Reporting/report.css")!);
        return reader.ReadToEnd();
    }
}
