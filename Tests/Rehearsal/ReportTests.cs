using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Results;
using Ics2.Tests.Support;

namespace Ics2.Tests.Rehearsal;

public sealed partial class ReportTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ics2-report-").FullName;

    private RunResult Run { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Run = await ReportedRun.RunAsync(_folder);
        await ReportFolder.WriteAsync(Run, _folder);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void The_run_has_every_verdict() =>
        Run.Summary.ShouldBe(new RunSummary(Total: 7, Passed: 1, Warnings: 1, Failed: 2, Inconclusive: 2, Skipped: 1));

    [Fact]
    public void The_json_document_has_the_names_that_scripts_rely_on()
    {
        var document = JsonNode.Parse(Text(ReportFolder.Json))!;

        document["summary"]!.ToJsonString().ShouldBe("""{"total":7,"passed":1,"warnings":1,"failed":2,"inconclusive":2,"skipped":1}""");
        document["seed"]!.GetValue<int>().ShouldBe(42);
        document["specPack"]!.GetValue<string>().ShouldBe("2.02");
        document["client"]!.GetValue<string>().ShouldStartWith("exec:");
        document["seconds"]!.GetValue<double>().ShouldBeGreaterThan(0);
        var tampered = document["scenarios"]!
            .AsArray()
            .Single(scenario => "SEC-04".Equals(scenario!["id"]!.GetValue<string>(), StringComparison.Ordinal))!;
        tampered["title"]!.GetValue<string>().ShouldBe("A tampered payload is refused");
        tampered["area"]!.GetValue<string>().ShouldBe("security");
        tampered["verdict"]!.GetValue<string>().ShouldBe("pass");
        tampered["reason"].ShouldBeNull();
        tampered["evidence"]!.GetValue<string>().ShouldBe("evidence/SEC-04");
        Directory.Exists(Path.Combine(_folder, "evidence", "SEC-04")).ShouldBeTrue();
        tampered["steps"]!.AsArray()[2]!["checks"]!.AsArray()[1]!
            .ToJsonString()
            .ShouldBe(
                """{"text":"it is refused with","verdict":"pass","expected":"EBMS:0101","actual":"EBMS:0101","source":"ICD Annex 4","about":"client"}"""
            );
        document["scenarios"]!
            .AsArray()
            .Select(scenario => scenario!["verdict"]!.GetValue<string>())
            .ShouldBe(["skipped", "fail", "pass", "fail", "warning", "inconclusive", "inconclusive"]);
    }

    [Fact]
    public void Every_requirement_is_in_the_reports_with_its_verdict_or_the_reason_why_not()
    {
        var requirements = JsonNode.Parse(Text(ReportFolder.Json))!["requirements"]!
            .AsArray()
            .ToDictionary(entry => entry!["id"]!.GetValue<string>(), entry => entry!, StringComparer.Ordinal);
        requirements.Count.ShouldBe(151);
        requirements["SEC-05"]["verdict"]!.GetValue<string>().ShouldBe("fail");
        requirements["SEC-07"]["testedBy"]!.ToJsonString().ShouldBe("""["SEC-07.1","SEC-07.2"]""");
        requirements["SEC-07"]["verdict"]!.GetValue<string>().ShouldBe("inconclusive");
        requirements["SEC-07"]["whyNot"].ShouldBeNull();
        requirements["AMD-13"]["verdict"].ShouldBeNull();
        var reason = requirements["AMD-13"]["whyNot"]!.GetValue<string>();
        reason.ShouldContain("no portal");

        Text(ReportFolder.Markdown).ShouldContain($"| AMD-13 Amendment in the portal of what a system filed | {reason} |");
        var table = XElement.Parse(
            Regex
                .Match(
                    Text(ReportFolder.Html),
                    "<table class=\"requirements\">.*</table>",
                    RegexOptions.Singleline,
                    TimeSpan.FromMinutes(1)
                )
                .Value.Split("</table>")[0] + "</table>"
        );
        table.Descendants("tbody").Single().Elements("tr").Count().ShouldBe(151);
        table.Descendants("tr").Single(row => row.Value.Trim().StartsWith("AMD-13", StringComparison.Ordinal)).Value.ShouldContain(reason);
    }

    [Fact]
    public void The_schema_names_what_the_document_holds()
    {
        var schema = RehearsalDocument.Schema();
        var document = JsonNode.Parse(Text(ReportFolder.Json))!.AsObject();

        var known = schema["properties"]!.AsObject().Select(property => property.Key).ToArray();
        document.Select(property => property.Key).Except(known, StringComparer.Ordinal).ShouldBeEmpty();
        schema["required"]!.AsArray()[0]!.GetValue<string>().ShouldBe("summary");
        var verdicts = schema["properties"]!["scenarios"]!["items"]!["properties"]!["verdict"]!["enum"]!
            .AsArray()
            .Select(word => word!.GetValue<string>());
        verdicts.ShouldBe(["pass", "warning", "skipped", "inconclusive", "fail"]);
    }

    [Fact]
    public void JUnit_counts_what_its_cases_hold_and_survives_hostile_text()
    {
        var suites = XDocument.Parse(Text(ReportFolder.JUnit)).Root!;

        suites.Name.LocalName.ShouldBe("testsuites");
        Counts(suites).ShouldBe((7, 2, 2, 1));
        foreach (var suite in suites.Elements("testsuite"))
        {
            Counts(suite)
                .ShouldBe(
                    (
                        suite.Elements("testcase").Count(),
                        suite.Descendants("failure").Count(),
                        suite.Descendants("error").Count(),
                        suite.Descendants("skipped").Count()
                    )
                );
        }

        var failure = suites.Descendants("failure").Single(failure => failure.Value.Contains("hostile", StringComparison.Ordinal));
        failure.Attribute("message")!.Value.ShouldContain("<script>alert('x')</script>");
        failure.Parent!.Attribute("name")!.Value.ShouldBe("SEC-05 A hostile answer | with a pipe");
        failure.Parent.Attribute("file")!.Value.ShouldBe("security/refusals.feature");
        suites.Descendants("system-out").ShouldHaveSingleItem().Value.ShouldContain("EBMS:0103");
    }

    [Fact]
    public void Html_escapes_hostile_text_and_needs_nothing_from_outside()
    {
        var html = Text(ReportFolder.Html);

        html.Split("<script").Length.ShouldBe(2); // our own, which the policy names by its hash
        html.ShouldContain("script-src &#x27;sha256-");
        html.ShouldNotContain("unsafe-inline");
        html.ShouldContain("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;");
        html.ShouldNotContain("<b>");
        html.ShouldNotContain("<i>");
        html.ShouldNotContain(" style=");
        html.ShouldNotContain("\u001b");
        html.ShouldNotContain("&#x1B;");
        html.ShouldNotContain("\0");
        html.ShouldNotContain("http://");
        html.ShouldNotContain("https://");
        html.ShouldNotContain("url(");
    }

    [Fact]
    public void Html_is_well_formed_with_every_scenario_once_and_links_that_lead_somewhere()
    {
        var html = Text(ReportFolder.Html);
        var body = Rendered.ContentOf(html);
        var details = body.Descendants("details")
            .Where(item => item.Attribute("id")?.Value.StartsWith("s-", StringComparison.Ordinal) == true)
            .ToDictionary(item => item.Attribute("id")!.Value, StringComparer.Ordinal);
        details.Keys.ShouldBe(Run.Scenarios.Select(result => $"s-{result.Scenario.Id}"));
        var links = body.Descendants("a").Select(link => link.Attribute("href")!.Value).ToArray();
        var ids = body.Descendants().Select(item => item.Attribute("id")?.Value).OfType<string>().ToHashSet(StringComparer.Ordinal);
        links.Where(link => link[0] == '#').ShouldAllBe(link => ids.Contains(link.Substring(1)));
        var files = links.Where(link => link[0] != '#').ToArray();
        files.Length.ShouldBe(2, string.Join(' ', files));
        files.ShouldAllBe(link => File.Exists(Path.Combine(_folder, Uri.UnescapeDataString(link))));
        details["s-SEC-04"].Attribute("open").ShouldBeNull();
        details["s-SEC-05"].Attribute("open").ShouldNotBeNull();
        details["s-CON-06"].Descendants("pre").Last().Value.ShouldContain("WhenSomethingNewHappensTimes(");
    }

    [Fact]
    public void Where_it_is_strict_a_warning_fails_the_run_and_its_case()
    {
        var warned = Run with { Scenarios = [.. Run.Scenarios.Where(result => result.Verdict is Verdict.Pass or Verdict.Warning)] };

        warned.Succeeded.ShouldBeTrue();
        (warned with { Strict = true }).Succeeded.ShouldBeFalse();
        Counts(JUnitReport.From(warned).Root!).ShouldBe((2, 0, 0, 0));
        Counts(JUnitReport.From(warned with { Strict = true }).Root!).ShouldBe((2, 1, 0, 0));
    }

    [Fact]
    public void Every_check_has_both_sides_and_what_was_found_fits_what_was_expected()
    {
        var checks = Run.Scenarios.SelectMany(result => result.Steps).SelectMany(step => step.Checks).ToArray();

        checks.ShouldAllBe(check => !string.IsNullOrEmpty(check.Expected) && !string.IsNullOrEmpty(check.Actual));
        checks.First(check => check.Text == "the message is refused").Describe().ShouldBe("the message is refused (ICD Annex 4)");
    }

    [Fact]
    public void What_only_customs_did_does_not_count_as_shown_by_the_client()
    {
        var requirements = JsonNode.Parse(Text(ReportFolder.Json))!["requirements"]!
            .AsArray()
            .ToDictionary(
                entry => entry!["id"]!.GetValue<string>(),
                entry => entry!["shownBy"]?.GetValue<string>(),
                StringComparer.Ordinal
            );

        requirements["SEC-05"].ShouldBe("client");
        requirements["SEC-06"].ShouldBe("customs");
        requirements["SEC-07"].ShouldBeNull(); // inconclusive: nothing was judged
        requirements["CON-05"].ShouldBeNull(); // skipped
        JsonNode.Parse(Text(ReportFolder.Json))!["checks"]!.ToJsonString().ShouldBe("""{"client":3,"customs":1}""");
        Text(ReportFolder.Html).ShouldContain("3 judged on the client, 1 on what customs sent or decided alone");
    }

    [Fact]
    public void Markdown_keeps_hostile_text_inside_its_cell()
    {
        var lines = Text(ReportFolder.Markdown).Split('\n');

        var row = lines.Single(line => line.Contains("SEC-05", StringComparison.Ordinal));
        UnescapedPipe().Count(row).ShouldBe(4);
        row.ShouldContain("&lt;script&gt;");
        Array.IndexOf(lines, "| security | 5 | 1 | 1 | 1 | 2 | 0 |").ShouldBePositive();
        lines[0].ShouldBe("# ICS2 rehearsal: not passed");
    }

    private static (int Tests, int Failures, int Errors, int Skipped) Counts(XElement element) =>
        (
            (int)element.Attribute("tests")!,
            (int)element.Attribute("failures")!,
            (int)element.Attribute("errors")!,
            (int)element.Attribute("skipped")!
        );

    private string Text(string file) => File.ReadAllText(Path.Combine(_folder, file));

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex UnescapedPipe();
}
