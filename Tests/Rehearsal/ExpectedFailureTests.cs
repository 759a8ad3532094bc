using System.Text.Json.Nodes;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Tests.Support;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

public sealed class ExpectedFailureTests
{
    private const string Feature = """
        Feature: F
          @CON-01
          Scenario: good
            Given it holds
          @CON-02
          Scenario: bad
            Given it does not hold
          @CON-03
          Scenario Outline: some <how>
            Given it <how>
            Examples:
              | how           |
              | holds         |
              | does not hold |
        """;

    [Fact]
    public async Task Failures_that_are_expected_do_not_fail_the_run_and_stay_failures()
    {
        var run = await RunAsync("CON-02 ticket 7\nCON-03 ticket 8");

        run.Succeeded.ShouldBeTrue();
        run.Summary.Failed.ShouldBe(2);
        run.UnexpectedPasses.ShouldBeEmpty(); // one row of the outline passes, the other keeps the entry alive
        run.Scenarios.Where(result => result.FailedAsExpected)
            .Select(result => (result.Scenario.Id, result.ExpectedFailure))
            .ShouldBe([("CON-02", "ticket 7"), ("CON-03.2", "ticket 8")]);
        var suites = JUnitReport.From(run).Root!;
        suites.Attribute("failures")!.Value.ShouldBe("0");
        suites.Attribute("skipped")!.Value.ShouldBe("2");
        suites
            .Descendants("skipped")
            .Select(skipped => skipped.Attribute("message")!.Value)
            .First()
            .ShouldContain("Expected to fail: ticket 7");
        MarkdownReport.From(run).ShouldContain("2 failed, 0 inconclusive, 0 skipped; 2 as expected");
    }

    [Fact]
    public async Task A_failure_that_is_not_on_the_list_still_fails_the_run() =>
        (await RunAsync("CON-02 ticket 7")).Succeeded.ShouldBeFalse();

    [Fact]
    public async Task An_expected_failure_that_passes_fails_the_run_and_is_named_everywhere()
    {
        var run = await RunAsync("CON-01 ticket 6\nCON-02 ticket 7\nCON-03.2 ticket 8");

        run.Succeeded.ShouldBeFalse();
        run.UnexpectedPasses.ShouldHaveSingleItem().Id.ShouldBe("CON-01");
        const string Words = "CON-01 is expected to fail (ticket 6) but passed";
        MarkdownReport.From(run).ShouldContain("CON-01 is expected to fail (ticket 6) but passed");
        JUnitReport.From(run).Descendants("failure").ShouldHaveSingleItem().Attribute("message")!.Value.ShouldContain(Words);
        var html = await Rendered.HtmlAsync<RehearsalPage>(
            (nameof(RehearsalPage.Document), RehearsalDocument.From(run)),
            (nameof(RehearsalPage.Evidence), new EvidenceReader(run.EvidenceFolder))
        );
        html.ShouldContain(Words);
        html.ShouldContain("Expected to fail: ticket 8");
        JsonNode.Parse(RehearsalDocument.From(run).ToJson())!["expectedFailures"]!
            .AsArray()
            .Select(entry => $"{entry!["id"]} {entry["state"]}")
            .ShouldBe(["CON-01 passed", "CON-02 failed", "CON-03.2 failed"]);
    }

    [Fact]
    public void Comments_and_empty_lines_count_for_nothing_and_the_reason_is_the_rest_of_the_line() =>
        ExpectedFailures
            .Read("# known\r\n\r\n  CON-02\tour client  repeats itself # ticket 7\r\n", "list", _ => true)
            .ShouldBe([new ExpectedFailure("CON-02", "our client  repeats itself # ticket 7")]);

    [Theory]
    [InlineData("# x\nCON-09 why", "list, line 2: there is no scenario 'CON-09'")]
    [InlineData("CON-01", "list, line 1: expected the reason why CON-01 fails")]
    [InlineData("CON-01 a\n\ncon-01 b", "list, line 3: con-01 stands there twice")]
    public void A_wrong_line_is_refused(string text, string fault) =>
        Should.Throw<InvalidDataException>(() => Read(text)).Message.ShouldContain(fault);

    private static IReadOnlyList<ExpectedFailure> Read(string text) =>
        ExpectedFailures.Read(text, "list", id => RehearsalBench.Catalogue(Feature).Scenarios.Any(scenario => scenario.Carries(id)));

    private static async Task<RunResult> RunAsync(string list)
    {
        using var rehearsal = new RehearsalBench();
        rehearsal.Options = rehearsal.Options with { ExpectedFailures = Read(list) };
        return await rehearsal.RunAsync(Feature, typeof(Holding));
    }

    [Binding]
    public sealed class Holding(Verdicts verdicts)
    {
        [Given("^it holds$")]
        public void Holds() => verdicts.Check("it holds", ok: true);

        [Given("^it does not hold$")]
        public void DoesNotHold() => verdicts.Check("it holds", ok: false);
    }
}
