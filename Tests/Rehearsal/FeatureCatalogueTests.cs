using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Tests.Rehearsal;

public class FeatureCatalogueTests
{
    [Fact]
    public void Rows_of_an_outline_are_scenarios_with_numbered_ids_and_filled_in_values()
    {
        var catalogue = RehearsalBench.Catalogue(
            """
            @security
            Feature: Outlines

              @SEC-01 @slow
              Scenario Outline: Refuse <what>
                Given a <what>

                Examples:
                  | what   |
                  | forgery |
                  | replay |

                @SEC-02
                Examples:
                  | what |
                  | dud  |
            """
        );

        catalogue.Scenarios.Select(scenario => scenario.Id).ShouldBe(["SEC-01.1", "SEC-01.2", "SEC-02"]);
        catalogue.Scenarios.Select(scenario => scenario.CatalogueId).ShouldBe(["SEC-01", "SEC-01", "SEC-02"]);
        catalogue.Scenarios[1].Title.ShouldBe("Refuse replay");
        catalogue.Scenarios[1].Steps.ShouldHaveSingleItem().Text.ShouldBe("a replay");
        catalogue.Scenarios[1].Tags.ShouldBe(["security", "SEC-01", "slow"]);
        catalogue.Scenarios[1].Line.ShouldBe(11);
    }

    [Fact]
    public void Steps_of_the_background_and_of_a_rule_come_first_with_their_own_keywords()
    {
        var scenario = RehearsalBench
            .Catalogue(
                """
                Feature: Backgrounds
                  Background:
                    Given a feature background
                  Rule: One
                    Background:
                      * a rule background
                    @ONE-01
                    Scenario: Inside
                      When something is done
                      But not more
                """
            )
            .Scenarios.ShouldHaveSingleItem();

        scenario
            .Steps.Select(step => step.ToString())
            .ShouldBe(["Given a feature background", "* a rule background", "When something is done", "But not more"]);
    }

    [Theory]
    [InlineData("connectivity/ping.feature", "connectivity")]
    [InlineData("Features/connectivity/deep/ping.feature", "connectivity")]
    [InlineData("Features\\linking\\house.feature", "linking")]
    [InlineData("Features/arrival.feature", "arrival")]
    public void The_area_is_the_first_folder_or_the_name_of_the_file(string path, string area) =>
        FeatureCatalogue
            .FromSources([(path, "Feature: F\n  Scenario: S\n    Given x")])
            .Scenarios.ShouldHaveSingleItem()
            .Area.ShouldBe(area);

    [Fact]
    public void A_scenario_without_an_id_tag_is_named_by_file_and_line() =>
        RehearsalBench
            .Catalogue("Feature: F\n\n  @not-an-id\n  Scenario: S\n    Given x")
            .Scenarios.ShouldHaveSingleItem()
            .Id.ShouldBe("test-4");

    [Fact]
    public void Every_fault_of_every_file_is_told_with_file_line_and_column()
    {
        var faults = Should
            .Throw<FeatureSyntaxException>(() =>
                FeatureCatalogue.FromSources([
                    ("b.feature", "Feature: B\n  Scenario: S\n    Given x\n    Give y\n"),
                    ("a.feature", "Feature: A\n  Scenario: S\n    Given x\n      | a | b |\n      | 1 |\n"),
                ])
            )
            .Faults;

        faults.Count.ShouldBe(2);
        faults[0].ShouldStartWith("a.feature(5,7): inconsistent cell count");
        faults[1].ShouldStartWith("b.feature(4,5): expected:");
        faults[1].ShouldContain("Give y");
    }

    [Fact]
    public void Two_scenarios_with_one_id_are_refused_with_both_places()
    {
        var fault = Should.Throw<FeatureSyntaxException>(() =>
            FeatureCatalogue.FromSources([
                ("a.feature", "Feature: A\n  @CON-01\n  Scenario: S\n    Given x\n"),
                ("b.feature", "Feature: B\n  @CON-01\n  Scenario: S\n    Given x\n"),
            ])
        );

        fault.Message.ShouldContain("b.feature(3)");
        fault.Message.ShouldContain("a.feature(3)");
    }

    [Fact]
    public void A_folder_is_read_with_all_below_it_and_an_empty_file_is_no_fault()
    {
        var folder = Directory.CreateTempSubdirectory("ics2-features-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "linking"));
            File.WriteAllText(Path.Combine(folder, "linking", "house.feature"), "Feature: F\n  Scenario: S\n    Given x");
            File.WriteAllText(Path.Combine(folder, "empty.feature"), "# nothing yet\n");
            FeatureCatalogue.FromFolder(folder).Scenarios.ShouldHaveSingleItem().Feature.Uri.ShouldBe("linking/house.feature");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_features_of_the_product_can_be_read_and_lie_in_the_assembly() =>
        FeatureCatalogue
            .Embedded()
            .Features.Count.ShouldBe(
                typeof(FeatureCatalogue)
                    .Assembly.GetManifestResourceNames()
                    .Count(name => name.EndsWith(".feature", StringComparison.Ordinal))
            );
}
