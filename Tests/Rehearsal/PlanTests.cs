using Ics2.Rehearsal;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Tests.Rehearsal;

public sealed class PlanTests
{
    private static readonly FeatureCatalogue Catalogue = RehearsalBench.Catalogue(
        """
        Feature: F
          @CON-01 @ping
          Scenario: one
            Given x
          @SEC-07
          Scenario Outline: two <n>
            Given x
            Examples:
              | n |
              | 1 |
              | 2 |
          @OPS-01
          Scenario: three
            Given x
        """
    );

    [Fact]
    public void Every_role_has_a_plan_of_requirements_that_exist()
    {
        var plans = RehearsalPlan.Embedded();
        plans
            .Select(plan => plan.Name)
            .ShouldBe([
                "arrival-notifier",
                "consignee-filer",
                "express",
                "house-filer",
                "it-service-provider",
                "postal",
                "rail-carrier",
                "road-carrier",
                "sea-carrier",
            ]);
        var known = RequirementTable.Embedded();
        plans.SelectMany(plan => plan.Ids).ShouldAllBe(id => known.Find(id) != null);
        plans.ShouldAllBe(plan =>
            plan.Ids.Count == plan.Ids.Distinct(StringComparer.Ordinal).Count()
            && plan.Ids.Contains("CON-01")
            && plan.Ids.Contains("CNS-01")
        );
    }

    [Theory]
    [InlineData("scenarios: [SEC-07]", "SEC-07.1 SEC-07.2")]
    [InlineData("scenarios: [con-01, SEC-07.2]", "CON-01 SEC-07.2")]
    [InlineData("tags: '@ping'\nscenarios:\n  - OPS-01", "CON-01 OPS-01")]
    [InlineData("name: mine\ntitle: Mine\ntags: not @ping and not @SEC-07", "OPS-01")]
    public void A_plan_holds_what_it_lists_and_what_its_tags_choose(string text, string chosen)
    {
        new ScenarioSelection(null, []) { Plan = Read(text) }
            .TrySelect(Catalogue, out var scenarios, out _)
            .ShouldBeTrue();
        string.Join(' ', scenarios!.Select(scenario => scenario.Id)).ShouldBe(chosen);
    }

    [Fact]
    public void Tags_and_ids_narrow_a_plan_and_what_is_left_empty_says_which_plan()
    {
        TagExpression.TryParse("@ping", out var ping, out _).ShouldBeTrue();
        new ScenarioSelection(ping, []) { Plan = Read("scenarios: [CON-01, OPS-01]") }
            .TrySelect(Catalogue, out var scenarios, out _)
            .ShouldBeTrue();
        scenarios!.ShouldHaveSingleItem().Id.ShouldBe("CON-01");

        new ScenarioSelection(ping, []) { Plan = Read("name: late\nscenarios: [OPS-01]") }
            .TrySelect(Catalogue, out _, out var why)
            .ShouldBeFalse();
        why!.ShouldContain("plan late and tags '@ping'");
    }

    [Theory]
    [InlineData("scenarios: [CON-01", "plan.yaml, line ", "no YAML")]
    [InlineData("- CON-01", "plan.yaml, line 1: ", "expected one mapping")]
    [InlineData("name: x\nscenario: [CON-01]", "plan.yaml, line 2: ", "found 'scenario'")]
    [InlineData("name: x\n\nscenarios:\n  - CON-01\n  - CON-02", "plan.yaml, line 5: ", "no scenario 'CON-02'")]
    [InlineData("name: x\nscenarios: CON-01", "plan.yaml, line 2: ", "as a list")]
    [InlineData("scenarios:\n  - {a: b}", "plan.yaml, line 2: ", "expected the id")]
    [InlineData("name: x\ntags: '@a and'", "plan.yaml, line 2: ", "a tag is missing")]
    [InlineData("name: [x]\ntags: '@a'", "plan.yaml, line 1: ", "name as text")]
    [InlineData("name: x", "plan.yaml, line 1: ", "chooses nothing")]
    [InlineData("", "plan.yaml, line 1: ", "expected one mapping")]
    public void A_wrong_plan_is_refused_with_the_line(string text, string place, string fault)
    {
        var message = Should.Throw<InvalidDataException>(() => Read(text)).Message;
        message.ShouldStartWith(place);
        message.ShouldContain(fault);
    }

    private static RehearsalPlan Read(string text) =>
        PlanReader.Read(text, "plan.yaml", id => Catalogue.Scenarios.Any(scenario => scenario.Carries(id)));
}
