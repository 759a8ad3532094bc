using Ics2.Ens.Catalogue;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Tests.Rehearsal;

public sealed class RequirementTests
{
    private const string Header = "id\ttitle\trole\tmessages\texpected\tsource\tlevel\twhyNot\n";

    private static readonly RequirementTable Table = RequirementTable.Embedded();

    [Fact]
    public void Every_requirement_has_a_scenario_or_says_why_not_and_every_scenario_a_requirement_a_role_and_a_source() =>
        Table.Gaps(FeatureCatalogue.Embedded().Scenarios).ShouldBeEmpty();

    [Fact]
    public void The_table_holds_the_whole_catalogue()
    {
        // Areas and how many there are of each, as the catalogue numbers them without a hole.
        (string Area, int Count)[] areas =
        [
            ("CON", 18),
            ("SEC", 17), // what is beyond the catalogue comes from field.md: here F-11, F-12
            ("ACC", 19),
            ("REJ", 25),
            ("LNK", 11),
            ("INT", 14),
            ("AMD", 14),
            ("INV", 8),
            ("ARR", 12),
            ("CNS", 6),
            ("OPS", 7),
        ];
        Table
            .Requirements.Select(requirement => requirement.Id)
            .ShouldBe(areas.SelectMany(area => Enumerable.Range(1, area.Count).Select(number => $"{area.Area}-{number:D2}")));
    }

    [Fact]
    public void Its_messages_exist()
    {
        var known = SpecPack.Embedded().Messages.Select(message => message.Id).ToHashSet(StringComparer.Ordinal);
        Table.Requirements.SelectMany(requirement => requirement.Messages).ShouldAllBe(message => known.Contains(message));
    }

    [Fact]
    public void What_is_missing_is_named_one_by_one()
    {
        var table = RequirementTable.Read(
            $"{Header}CON-01\tPing\tit\t\tanswered\tICD\tsource\t\nCON-02\tPush\tit\t\tanswered\tICD\tsource\t\n"
                + "CON-03\tPortal\tit\t\trefused\tICD\tinferred\tno portal\nCON-04\tOdd\tit\t\tx\tICD\tpartly\twhy\n"
        );
        var catalogue = RehearsalBench.Catalogue(
            """
            Feature: F
              @CON-01 @role-it @source-ICD
              Scenario Outline: a <n>
                Given x
                Examples:
                  | n |
                  | 1 |
                  | 2 |
              @CON-04b @role-it @source-ICD
              Scenario: b
                Given x
              @CON-99 @role-it @source-ICD
              Scenario: c
                Given x
              @CON-01a
              Scenario: d
                Given x
            """
        );

        table
            .Gaps(catalogue.Scenarios)
            .ShouldBe([
                "CON-02 Push: no scenario carries the tag @CON-02, and no reason is given why not",
                "CON-04 Odd: has a scenario and yet a reason why not (why)",
                $"{catalogue.Features[0].Uri}(13): the requirement table has no CON-99",
                $"{catalogue.Features[0].Uri}(16): CON-01a has no tag @role-…",
                $"{catalogue.Features[0].Uri}(16): CON-01a has no tag @source-…",
            ]);
        table
            .Cover(catalogue.Scenarios)
            .Select(covered => (string.Join(' ', covered.TestedBy), covered.NotRun))
            .ShouldBe([("CON-01.1 CON-01.2 CON-01a", null), ("", "No scenario is written yet."), ("", "no portal"), ("CON-04b", null)]);
    }

    [Theory]
    [InlineData("CON-1\tt\tit\t\te\ts\tsource\t", "expected an id such as CON-01")]
    [InlineData("CON-01\t\tit\t\te\ts\tsource\t", "a title")]
    [InlineData("CON-01\tt\tit\t\te\ts\tguessed\t", "found 'guessed'")]
    [InlineData("CON-01\tt\tit\t\te\ts\tsource", "expected 8 columns, found 7")]
    [InlineData("CON-02\tt\tit\t\te\ts\tsource\t\nCON-02\tt\tit\t\te\ts\tsource\t", "line 3: CON-02 stands there twice")]
    public void A_wrong_line_is_named(string lines, string fault) =>
        Should.Throw<InvalidDataException>(() => RequirementTable.Read(Header + lines)).Message.ShouldContain(fault);
}
