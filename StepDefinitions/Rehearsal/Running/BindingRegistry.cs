using System.Reflection;
using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Running;

/// <summary>All steps, hooks and transformations of some binding classes, checked once when they are collected.</summary>
public sealed class BindingRegistry
{
    private readonly List<StepBinding> steps = [];
    private readonly List<HookBinding> hooks = [];
    private readonly List<ArgumentTransformation> transformations = [];
    private readonly List<string> faults = [];

    private BindingRegistry(IEnumerable<Type> types)
    {
        foreach (
            var method in types
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        )
        {
            foreach (var attribute in method.GetCustomAttributes<StepDefinitionBaseAttribute>(inherit: true))
            {
                AddStep(method, attribute);
            }

            foreach (var attribute in method.GetCustomAttributes<HookAttribute>(inherit: true))
            {
                AddHook(method, attribute);
            }

            foreach (var attribute in method.GetCustomAttributes<StepArgumentTransformationAttribute>(inherit: true))
            {
                transformations.Add(new ArgumentTransformation(attribute.Expression, method));
            }
        }

        if (faults.Count > 0)
        {
            throw new BindingException(string.Join(Environment.NewLine, faults));
        }
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<StepBinding> Steps => steps;

    /// <summary>The hooks.</summary>
    public IReadOnlyList<HookBinding> Hooks => hooks;

    internal IReadOnlyList<ArgumentTransformation> Transformations => transformations;

    /// <summary>Collects every public class marked <c>[Binding]</c> of some assemblies.</summary>
    /// <param name="assemblies">The assemblies.</param>
    /// <exception cref="BindingException">A method cannot be used; the message lists all of them.</exception>
    public static BindingRegistry FromAssemblies(params IEnumerable<Assembly> assemblies) =>
        new(
            assemblies
                .SelectMany(assembly => assembly.GetExportedTypes())
                .Where(type => type.IsDefined(typeof(BindingAttribute), inherit: false))
        );

    /// <summary>Collects the given classes.</summary>
    /// <param name="types">The classes.</param>
    /// <exception cref="BindingException">A method cannot be used; the message lists all of them.</exception>
    public static BindingRegistry FromTypes(params IEnumerable<Type> types) => new(types);

    internal IReadOnlyList<StepMatch> Find(ScenarioStep step)
    {
        var matches = new List<StepMatch>();
        foreach (var binding in steps)
        {
            // A method with two attributes that both fit is one candidate, not an ambiguity.
            if (matches.TrueForAll(match => match.Binding.Method != binding.Method) && binding.Fits(step.Pickle, out var groups))
            {
                matches.Add(new StepMatch(binding, groups));
            }
        }

        return matches;
    }

    internal IEnumerable<HookBinding> HooksFor(HookKind kind, IReadOnlyList<string> tags) =>
        hooks.Where(hook => hook.Kind == kind && hook.AppliesTo(tags)).OrderBy(hook => hook.Order);

    private void AddStep(MethodInfo method, StepDefinitionBaseAttribute attribute)
    {
        var name = $"{method.DeclaringType?.Name}.{method.Name}";
        var keyword = Enum.Parse<StepKeyword>(attribute.GetType().Name[..^"Attribute".Length]);
        if (!attribute.Expression.StartsWith('^') || !attribute.Expression.EndsWith('$'))
        {
            // Without the anchors Reqnroll takes the text for a cucumber expression and the two would differ.
            faults.Add($"{name}: the pattern '{attribute.Expression}' needs both anchors: write [{keyword}(\"^…$\")].");
            return;
        }

        if (!BoundMethod.CanBeAwaited(method))
        {
            faults.Add($"{name}: a step returns void (not async), Task or ValueTask, not {method.ReturnType.Name}.");
            return;
        }

        try
        {
            steps.Add(new StepBinding(keyword, attribute.Expression, method));
        }
        catch (RegexParseException fault)
        {
            faults.Add($"{name}: the pattern '{attribute.Expression}' is not a regular expression: {fault.Message}");
        }
    }

    private void AddHook(MethodInfo method, HookAttribute attribute)
    {
        var kind = Enum.Parse<HookKind>(attribute.GetType().Name[..^"Attribute".Length]);
        if (kind < HookKind.BeforeScenario && !method.IsStatic)
        {
            faults.Add(
                $"{method.DeclaringType?.Name}.{method.Name}: a [{kind}] hook must be static, for no instance of its class lives that long."
            );
        }
        else if (!BoundMethod.CanBeAwaited(method))
        {
            faults.Add(
                $"{method.DeclaringType?.Name}.{method.Name}: a hook returns void (not async), Task or ValueTask, not {method.ReturnType.Name}."
            );
        }
        else
        {
            hooks.Add(new HookBinding(kind, attribute.Tags, attribute.Order, method));
        }
    }
}

/// <summary>A step's text, its method, and what the pattern's groups caught.</summary>
internal sealed record StepMatch(StepBinding Binding, IReadOnlyList<Group> Groups);
