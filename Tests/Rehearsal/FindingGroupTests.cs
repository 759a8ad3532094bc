using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Tests.Rehearsal;

public sealed class FindingGroupTests
{
    [Fact]
    public void Findings_with_the_same_cause_stand_together_the_worst_and_most_frequent_first()
    {
        var groups = FindingGroup.Of([
            MadeRun.Scenario("CON-01", Verdict.Skipped, "the client cannot (one-thing)"),
            MadeRun.Scenario("CON-02", Verdict.Fail, "customs sends IE3R01 to BE0123456789: nothing in 15 s"),
            MadeRun.Scenario("CON-03", Verdict.Inconclusive, "no network"),
            MadeRun.Scenario("CON-04", Verdict.Fail, "customs sends IE3N99 to BE0123456789: nothing in 15 s"),
            MadeRun.Scenario("CON-05", Verdict.Fail, "customs sends IE3R01 to DE987654321: nothing in 7 s; the client's last call: 'pull'"),
            MadeRun.Scenario("CON-06", Verdict.Skipped, "the client cannot (another-thing)"),
            MadeRun.Scenario("CON-07", Verdict.Pass),
        ]);

        groups
            .Select(group => $"{group.Verdict} {group.Cause} {string.Join(',', group.Scenarios.Select(scenario => scenario.Id))}")
            .ShouldBe([
                "Fail customs sends IE3R01 to …: nothing in … s CON-02,CON-05",
                "Fail customs sends IE3N99 to BE0123456789: nothing in 15 s CON-04",
                "Inconclusive no network CON-03",
                "Skipped the client cannot … CON-01,CON-06",
            ]);
    }

    [Fact]
    public void A_check_that_failed_is_the_cause_before_any_words()
    {
        var scenario = MadeRun.Scenario("SEC-01", Verdict.Fail, "a long story");
        scenario = scenario with
        {
            Steps = [scenario.Steps[0] with { Checks = [new CheckResult("the receipt is signed", Verdict.Fail, "yes", "no", "ICD 4.6")] }],
        };

        FindingGroup.Of([scenario]).ShouldHaveSingleItem().Cause.ShouldBe("the receipt is signed (ICD 4.6)");
    }
}
