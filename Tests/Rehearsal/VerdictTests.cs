using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;

namespace Ics2.Tests.Rehearsal;

public class VerdictTests
{
    [Theory]
    [InlineData("all is well", Verdict.Pass, null)]
    [InlineData(
        "two checks fail",
        Verdict.Fail,
        "Then two checks fail: the code: expected 12, found 13 (ICD Annex 4); 1 more of 3 checks failed"
    )]
    [InlineData("what is needed is missing", Verdict.Fail, "Then what is needed is missing: a reply: found none")]
    [InlineData(
        "a code is unusual",
        Verdict.Warning,
        "Then a code is unusual: refused with another code: expected EBMS:0101, found EBMS:0103"
    )]
    [InlineData("nothing can be said", Verdict.Inconclusive, "Then nothing can be said: the clock cannot be moved")]
    [InlineData("it does not apply", Verdict.Skipped, "Then it does not apply: the client does not pull")]
    [InlineData("it throws", Verdict.Inconclusive, "Then it throws: InvalidOperationException: out of order")]
    [InlineData("it cannot reach customs", Verdict.Inconclusive, "Then it cannot reach customs: HttpRequestException: refused")]
    [InlineData("an assertion does not hold", Verdict.Fail, "Then an assertion does not hold: AssertFailedException: not equal")]
    [InlineData("a check fails and it throws", Verdict.Fail, "Then a check fails and it throws: the seal")]
    public async Task A_step_makes_the_verdict_with_a_reason(string step, Verdict verdict, string? reason)
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync($"    Then {step}\n    And it is reached", typeof(VerdictSteps));

        result.Verdict.ShouldBe(verdict);
        result.Reason.ShouldBe(reason);
        var goesOn = verdict <= Verdict.Warning;
        rehearsal.Journal.Entries.ShouldBe(goesOn ? ["reached"] : []);
        result.Steps[1].Status.ShouldBe(goesOn ? StepStatus.Passed : StepStatus.NotReached);
    }

    [Fact]
    public async Task All_checks_of_a_step_are_kept_with_expected_actual_and_source()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Then two checks fail", typeof(VerdictSteps));

        result
            .Steps.ShouldHaveSingleItem()
            .Checks.ShouldBe([
                new CheckResult("the receipt is signed", Verdict.Pass, "yes", "yes", null),
                new CheckResult("the code", Verdict.Fail, "12", "13", "ICD Annex 4"),
                new CheckResult("the weight", Verdict.Fail, "1.5", "True", null),
            ]);
    }

    [Fact]
    public void A_constant_that_tells_the_failure_is_not_shown_as_found_when_the_check_holds()
    {
        var verdicts = new Verdicts();
        Exception[] errors = [];
        verdicts.Check("it arrives", ok: true, "a message", errors.FirstOrDefault()?.Message ?? "nothing");
        verdicts.Check("it arrives", ok: false, "a message", errors.FirstOrDefault()?.Message ?? "nothing");
        verdicts.Require("it is counted", ok: true, 2, "none");
        verdicts.Check("the code", ok: true, "12 or 13", $"1{2}");

        verdicts.TakeChecks().Select(check => check.Actual).ShouldBe(["a message", "nothing", "2", "12"]);
    }

    [Fact]
    public async Task The_trace_of_an_exception_is_in_the_evidence_and_nowhere_else()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Then it throws", typeof(VerdictSteps));

        result.Reason!.ShouldNotContain("   at ");
        var file = result.Evidence.ShouldHaveSingleItem();
        file.Path.ShouldBe("ONE-01/exception.txt");
        (
            await File.ReadAllTextAsync(Path.Combine(rehearsal.Options.EvidenceFolder, file.Path), TestContext.Current.CancellationToken)
        ).ShouldContain("   at ");
    }

    [Fact]
    public async Task Evidence_stays_in_its_folder_under_names_of_its_own()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunOneAsync("    Given evidence", typeof(VerdictSteps));

        result
            .Evidence.Select(file => file.Path)
            .ShouldBe(["ONE-01/-..-etc-passwd", "ONE-01/request.as4", "ONE-01/request-2.as4", "ONE-01/file"]);
        result.Evidence.ShouldAllBe(file => File.Exists(Path.Combine(rehearsal.Options.EvidenceFolder, file.Path)));
        result.Timeline.Select(entry => entry.What).ShouldBe(["IE3F10", "receipt"]);
    }

    [Fact]
    public async Task A_scenario_without_steps_proves_nothing()
    {
        using var rehearsal = new RehearsalBench();
        (await rehearsal.RunOneAsync("", typeof(VerdictSteps))).Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public async Task A_scenario_tagged_ignore_is_skipped()
    {
        using var rehearsal = new RehearsalBench();
        var result = await rehearsal.RunAsync("Feature: F\n  @ignore\n  Scenario: S\n    Given evidence", typeof(VerdictSteps));

        result.Scenarios.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Skipped);
        result.Summary.ShouldBe(new RunSummary(Total: 1, Passed: 0, Warnings: 0, Failed: 0, Inconclusive: 0, Skipped: 1));
    }

    [Binding]
    public sealed class VerdictSteps(Verdicts verdicts, Evidence evidence, Journal journal)
    {
        [Then("^all is well$")]
        public void Well() => verdicts.Check("the receipt is signed", ok: true);

        [Then("^two checks fail$")]
        public void Two()
        {
            verdicts.Check("the receipt is signed", ok: true).ShouldBeTrue();
            verdicts.Check("the code", ok: false, 12, 13, "ICD Annex 4").ShouldBeFalse();
            verdicts.Check("the weight", ok: false, 1.5m, true);
        }

        [Then("^what is needed is missing$")]
        public void Needed()
        {
            verdicts.Require("a reply", ok: false, actual: "none");
            journal.Write("reached");
        }

        [Then("^a code is unusual$")]
        public void Unusual() => verdicts.Warn("refused with another code", "EBMS:0101", "EBMS:0103");

        [Then("^nothing can be said$")]
        public void Inconclusive() => verdicts.Inconclusive("the clock cannot be moved");

        [Then("^it does not apply$")]
        public void Skip() => verdicts.Skip("the client does not pull");

        [Then("^it throws$")]
        public void Throws() => throw new InvalidOperationException("out of order");

        [Then("^it cannot reach customs$")]
        public void Unreachable() => throw new HttpRequestException("refused");

        // What assertion libraries throw is called like this.
        [Then("^an assertion does not hold$")]
        public void Asserts() => throw new AssertFailedException("not equal");

        [Then("^a check fails and it throws$")]
        public void ChecksAndThrows()
        {
            verdicts.Check("the seal", ok: false);
            throw new InvalidOperationException("out of order");
        }

        [Then("^it is reached$")]
        public void Reached() => journal.Write("reached");

        [Given("^evidence$")]
        public void Leave()
        {
            evidence.Save("../../etc/passwd", "x");
            evidence.Save("request.as4", [1, 2]);
            evidence.Save("request.as4", [3]);
            evidence.Save("...", "y");
            evidence.Note(new TimelineEntry(DateTimeOffset.UnixEpoch.AddSeconds(2), "customs", "trader", "receipt", null));
            evidence.Note(new TimelineEntry(DateTimeOffset.UnixEpoch, "trader", "customs", "IE3F10", "m1"));
        }
    }

    private sealed class AssertFailedException(string message) : Exception(message);
}
