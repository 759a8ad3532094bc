using Ics2.Rehearsal;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Tests.Rehearsal;

public class SelectionTests
{
    private const string Features = """
        @connectivity
        Feature: F
          @CON-01
          Scenario: a
            Given x
          @CON-02 @slow
          Scenario Outline: b
            Given <v>
            Examples:
              | v |
              | 1 |
              | 2 |
        """;

    [Theory]
    [InlineData("@a", true)]
    [InlineData("a", true)]
    [InlineData("@A", true)]
    [InlineData("@x", false)]
    [InlineData("not @x", true)]
    [InlineData("not not @x", false)]
    [InlineData("@a and @x", false)]
    [InlineData("@a or @x", true)]
    [InlineData("@a or @b and @x", true)]
    [InlineData("(@a or @b) and @x", false)]
    [InlineData("not @x and @a", true)]
    [InlineData("not (@x or @a)", false)]
    [InlineData("@a and not (@x or @y) AND @b", true)]
    public void An_expression_holds_as_its_operators_say(string text, bool holds)
    {
        TagExpression.TryParse(text, out var expression, out var why).ShouldBeTrue(why);
        expression!.Holds(["a", "b"]).ShouldBe(holds);
    }

    [Theory]
    [InlineData("", "a tag is missing at the end")]
    [InlineData("@a and", "a tag is missing at the end")]
    [InlineData("or @a", "a tag is missing at character 1, before 'or'")]
    [InlineData("(@a", "a ')' is missing at the end")]
    [InlineData("@a)", "')' at character 3")]
    [InlineData("@a @b", "'@b' at character 4")]
    [InlineData("()", "a tag is missing at character 2")]
    public void An_expression_that_cannot_be_read_says_where(string text, string reason)
    {
        TagExpression.TryParse(text, out _, out var why).ShouldBeFalse();
        why!.ShouldContain(reason);
    }

    [Fact]
    public void An_endless_expression_is_refused_before_it_is_read()
    {
        TagExpression.TryParse(new string('(', 100_000), out _, out var why).ShouldBeFalse();
        why!.ShouldContain("100000 characters");
    }

    [Theory]
    [InlineData(null, "CON-01", new[] { "CON-01" })]
    [InlineData(null, "con-02", new[] { "CON-02.1", "CON-02.2" })]
    [InlineData(null, "CON-02.2", new[] { "CON-02.2" })]
    [InlineData("not @slow", null, new[] { "CON-01" })]
    [InlineData(null, null, new[] { "CON-01", "CON-02.1", "CON-02.2" })]
    public void Scenarios_are_picked_by_tag_and_id(string? tags, string? id, string[] expected)
    {
        Selection(tags, id).TrySelect(RehearsalBench.Catalogue(Features), out var scenarios, out var why).ShouldBeTrue(why);
        scenarios!.Select(scenario => scenario.Id).ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, "CON-99", "no scenario 'CON-99'")]
    [InlineData("@nobody", null, "tags '@nobody'")]
    [InlineData("@slow", "CON-01", "tags '@slow' and ids CON-01")]
    public void A_choice_of_nothing_says_so(string? tags, string? id, string reason)
    {
        Selection(tags, id).TrySelect(RehearsalBench.Catalogue(Features), out _, out var why).ShouldBeFalse();
        why!.ShouldContain(reason);
    }

    private static ScenarioSelection Selection(string? tags, string? id)
    {
        TagExpression? expression = null;
        if (tags is not null)
        {
            TagExpression.TryParse(tags, out expression, out _).ShouldBeTrue();
        }

        return new ScenarioSelection(expression, id is null ? [] : [id]);
    }
}
