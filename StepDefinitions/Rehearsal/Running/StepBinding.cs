using System.Reflection;
using System.Text.RegularExpressions;
using Io.Cucumber.Messages.Types;
using Group = System.Text.RegularExpressions.Group;

namespace Ics2.Rehearsal.Running;

/// <summary>Which steps a pattern is for.</summary>
public enum StepKeyword
{
    /// <summary>Steps that set the scene.</summary>
    Given,

    /// <summary>Steps in which something is done.</summary>
    When,

    /// <summary>Steps that judge.</summary>
    Then,

    /// <summary>All of them.</summary>
    StepDefinition,
}

/// <summary>A pattern and the method that it leads to.</summary>
/// <param name="Keyword">Given, When, Then, or StepDefinition for all three.</param>
/// <param name="Expression">The pattern.</param>
/// <param name="Method">The method.</param>
public sealed record StepBinding(StepKeyword Keyword, string Expression, MethodInfo Method) : BoundMethod(Method)
{
    // A pattern that backtracks for longer than this is a fault of the pattern, and the step says so.
    private readonly Regex pattern = new(Expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Whether the pattern fits a step, and what its groups caught; groups that took no part are left out, as in Reqnroll.
    /// </summary>
    internal bool Fits(PickleStep step, out IReadOnlyList<Group> groups)
    {
        groups = [];
        try
        {
            if (!FitsKeyword(step.Type) || pattern.Match(step.Text) is not { Success: true } match)
            {
                return false;
            }

            groups = [.. match.Groups.Values.Skip(1).Where(group => group.Success)];
            return true;
        }
        catch (RegexMatchTimeoutException)
        {
            throw new BindingException(
                $"{Name}: the pattern '{Expression}' takes more than a second to judge '{step.Text}'; make it less ambiguous."
            );
        }
    }

    // A step written with an asterisk at the beginning of a scenario has no kind and may be any.
    private bool FitsKeyword(PickleStepType kind) =>
        Keyword == StepKeyword.StepDefinition
        || kind switch
        {
            PickleStepType.CONTEXT => Keyword == StepKeyword.Given,
            PickleStepType.ACTION => Keyword == StepKeyword.When,
            PickleStepType.OUTCOME => Keyword == StepKeyword.Then,
            _ => true,
        };
}
