using System.Reflection;

namespace Ics2.Rehearsal.Running;

/// <summary>When a hook runs.</summary>
public enum HookKind
{
    /// <summary>Before the first scenario.</summary>
    BeforeTestRun,

    /// <summary>After the last scenario.</summary>
    AfterTestRun,

    /// <summary>Before the first scenario of a feature.</summary>
    BeforeFeature,

    /// <summary>After the last scenario of a feature.</summary>
    AfterFeature,

    /// <summary>Before the first step.</summary>
    BeforeScenario,

    /// <summary>After the last step.</summary>
    AfterScenario,

    /// <summary>Before each step.</summary>
    BeforeStep,

    /// <summary>After each step.</summary>
    AfterStep,
}

/// <summary>A method that runs around runs, features, scenarios or steps.</summary>
/// <param name="Kind">When it runs.</param>
/// <param name="Tags">It runs only where one of these stands; empty: everywhere.</param>
/// <param name="Order">Its place among its kind, lowest first.</param>
/// <param name="Method">The method.</param>
public sealed record HookBinding(HookKind Kind, IReadOnlyList<string> Tags, int Order, MethodInfo Method) : BoundMethod(Method)
{
    internal bool AppliesTo(IReadOnlyList<string> tags) =>
        Tags.Count == 0 || Tags.Any(tag => tags.Contains(tag.TrimStart('@'), StringComparer.Ordinal));

    internal Task RunAsync(ObjectScope scope) =>
        InvokeAsync(scope, [.. Method.GetParameters().Select(parameter => scope.Resolve(parameter.ParameterType))]);
}
