using System.Text.RegularExpressions;
using CucumberExpressions;
using Reqnroll.Bindings;

namespace Ics2.Rehearsal.Bridge;

/// <summary>
/// Gives each pattern a time to judge a text. Reqnroll's own have none, and one that backtracks for ever would take its processor with it.
/// </summary>
internal sealed class BoundedPatterns : BindingRegistry
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public override void RegisterStepDefinitionBinding(IStepDefinitionBinding stepDefinitionBinding) =>
        base.RegisterStepDefinitionBinding(
            stepDefinitionBinding is { IsValid: true, Expression: { } expression } step
                ? new StepDefinitionBinding(
                    step.StepDefinitionType,
                    step.Method,
                    step.BindingScope,
                    step.ExpressionType,
                    step.SourceExpression,
                    new Bounded(expression)
                )
                : stepDefinitionBinding
        );

    private sealed class Bounded(IExpression expression) : IExpression
    {
        public string Source => expression.Source;

        public Regex Regex { get; } = new(expression.Regex.ToString(), expression.Regex.Options, Longest);
    }
}
