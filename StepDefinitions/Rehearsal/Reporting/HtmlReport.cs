using System.Globalization;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

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

    private readonly RunResult _run;
    private readonly HtmlWriter _html;
    private readonly HtmlScenario _scenarios;

    private HtmlReport(RunResult run, TextWriter output, string reportFolder)
    {
        _run = run;
        _html = new HtmlWriter(output);
        _scenarios = new HtmlScenario(_html, Path.GetRelativePath(reportFolder, run.EvidenceFolder).Replace('\\', '/'));
    }

    /// <summary>Writes the report.</summary>
    /// <param name="run">The result.</param>
    /// <param name="output">Where to.</param>
    /// <param name="reportFolder">The folder the report will lie in; links to evidence start from it.</param>
    public static void Write(RunResult run, TextWriter output, string reportFolder) => new HtmlReport(run, output, reportFolder).Write();

    private void Write()
    {
        _html.Raw(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        );
        _html.Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        _html.Leaf("title", $"ICS2 rehearsal {Wording.Instant(_run.Started)}");
        _html.Raw($"<style>\n{StyleSheet.Page}{Css()}</style>\n</head>\n<body>\n");
        using (_html.Element("main"))
        {
            Head();
            new HtmlMatrix(_html, _run).Write();
            Findings();
            Areas();
            Slowest();
            new HtmlRequirements(_html, _run).Write();
            Foot();
        }

        _html.Raw("</body>\n</html>\n");
    }

    private void Head()
    {
        _html.Leaf("h1", "ICS2 Release 3: rehearsal report");
        _html.Leaf("p", "Scenarios run against a simulated EU access point. Not an official conformance test.", "about");
        _html.Leaf("p", _run.Succeeded ? "Passed" : "Not passed", _run.Succeeded ? "outcome pass" : "outcome fail");
        _html.Leaf("p", Wording.Counts(_run) + ".");
        using (_html.Element("div", "bar", ("aria-hidden", "true")))
        {
            foreach (var (verdict, _) in HtmlMatrix.Columns)
            {
                if (HtmlMatrix.Count(_run.Scenarios, verdict) is var count and > 0)
                {
                    _html.Leaf(
                        "span",
                        null,
                        Wording.Word(verdict),
                        ("style", string.Create(CultureInfo.InvariantCulture, $"flex-grow: {count}"))
                    );
                }
            }
        }

        using (_html.Element("dl", "facts"))
        {
            Fact("Client under test", _run.Client);
            Fact("Plan", _run.Plan);
            Fact("Message version", _run.SpecPack);
            Fact("Started (UTC)", _run.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            Fact("Duration", $"{Wording.Seconds(_run.Duration)} s");
            Fact(
                "Requirements",
                _run.Requirements.Count == 0
                    ? null
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{_run.Requirements.Count(covered => _run.VerdictOf(covered) is not null)} of {_run.Requirements.Count} judged"
                    )
            );
            Fact("Seed", _run.Seed.ToString(CultureInfo.InvariantCulture));
            Fact("Made by", $"ics2 {typeof(HtmlReport).Assembly.GetName().Version?.ToString(3)}");
        }

        using (_html.Element("nav"))
        {
            foreach (var part in Parts.Where(part => part != "Requirements" || _run.Requirements.Count > 0))
            {
                _html.Leaf("a", part, attributes: ("href", $"#{part.ToLowerInvariant()}"));
            }
        }
    }

    private void Fact(string name, string? value)
    {
        if (value is not null)
        {
            using (_html.Element("div"))
            {
                _html.Leaf("dt", name);
                _html.Leaf("dd", value);
            }
        }
    }

    private void Findings()
    {
        _html.Leaf("h2", "Findings", attributes: ("id", "findings"));
        foreach (var problem in _run.Problems)
        {
            _html.Leaf("p", $"Problem of the harness: {problem}", "reason inconclusive");
        }

        foreach (var failure in _run.UnexpectedPasses)
        {
            _html.Leaf("p", $"Unexpected pass: {Wording.UnexpectedPass(failure)}", "reason fail");
        }

        var findings = _run.Findings;
        if (findings.Count == 0)
        {
            _html.Leaf("p", _run.Scenarios.Count == 0 ? "No scenario was run." : "None: every scenario passed.");
            return;
        }

        using (_html.Element("table"))
        {
            _html.Header("Verdict", "Scenario", "Reason");
            using (_html.Element("tbody"))
            {
                foreach (var result in findings)
                {
                    using (_html.Element("tr"))
                    {
                        using (_html.Element("td"))
                        {
                            _html.Leaf("span", Wording.Word(result.Verdict), $"verdict {Wording.Word(result.Verdict)}");
                        }

                        using (_html.Element("td"))
                        {
                            _html.Leaf("a", result.Scenario.ToString(), attributes: ("href", $"#{HtmlScenario.Anchor(result)}"));
                        }

                        _html.Leaf("td", Wording.Reason(result));
                    }
                }
            }
        }
    }

    private void Areas()
    {
        _html.Leaf("h2", "Scenarios", attributes: ("id", "scenarios"));
        foreach (var feature in _run.Scenarios.GroupBy(result => result.Scenario.Feature))
        {
            _html.Leaf("h3", $"{feature.Key.Area}: {feature.Key.Name}");
            foreach (var result in feature)
            {
                _scenarios.Write(result, _run.Seed);
            }
        }
    }

    private void Slowest()
    {
        _html.Leaf("h2", "Slowest scenarios", attributes: ("id", "slowest"));
        using (_html.Element("table", "slowest"))
        {
            _html.Header("Seconds", "Scenario");
            using (_html.Element("tbody"))
            {
                foreach (var result in _run.Slowest)
                {
                    using (_html.Element("tr"))
                    {
                        _html.Leaf("td", Wording.Seconds(result.Duration), "number");
                        using (_html.Element("td"))
                        {
                            _html.Leaf("a", result.Scenario.ToString(), attributes: ("href", $"#{HtmlScenario.Anchor(result)}"));
                        }
                    }
                }
            }
        }
    }

    private void Foot()
    {
        using (_html.Element("footer"))
        {
            foreach (var meaning in Meanings)
            {
                _html.Leaf("p", meaning);
            }
        }
    }

    private static string Css()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("Reporting/report.css")!);
        return reader.ReadToEnd();
    }
}
