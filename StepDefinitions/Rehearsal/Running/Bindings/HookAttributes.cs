namespace Ics2.Rehearsal.Running.Bindings;

/// <summary>What all hooks share. Hooks with a lower order run first; those around a run or a feature are static methods.</summary>
public abstract class HookAttribute : Attribute
{
    private protected HookAttribute(string[] tags) => Tags = tags;

    /// <summary>The hook runs only where one of these tags (without the at sign) stands; empty: everywhere.</summary>
    public IReadOnlyList<string> Tags { get; }

    /// <summary>The place among hooks of the same kind, lowest first, 10000 when nothing is said.</summary>
    public int Order { get; set; } = 10000;
}

/// <summary>Runs once, before the first scenario.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeTestRunAttribute() : HookAttribute([]);

/// <summary>Runs once, after the last scenario.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterTestRunAttribute() : HookAttribute([]);

/// <summary>Runs before the first scenario of a feature.</summary>
/// <param name="tags">Tags of the feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeFeatureAttribute(params string[] tags) : HookAttribute(tags);

/// <summary>Runs after the last scenario of a feature.</summary>
/// <param name="tags">Tags of the feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterFeatureAttribute(params string[] tags) : HookAttribute(tags);

/// <summary>Runs before the first step of a scenario.</summary>
/// <param name="tags">Tags of the scenario or its feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeScenarioAttribute(params string[] tags) : HookAttribute(tags);

/// <summary>Runs after the last step of a scenario, whatever came of it.</summary>
/// <param name="tags">Tags of the scenario or its feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterScenarioAttribute(params string[] tags) : HookAttribute(tags);

/// <summary>Runs before each step that is reached.</summary>
/// <param name="tags">Tags of the scenario or its feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeforeStepAttribute(params string[] tags) : HookAttribute(tags);

/// <summary>Runs after each step that was reached, whatever came of it.</summary>
/// <param name="tags">Tags of the scenario or its feature that call for the hook.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AfterStepAttribute(params string[] tags) : HookAttribute(tags);
