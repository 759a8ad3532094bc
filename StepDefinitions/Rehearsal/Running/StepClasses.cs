using System.Reflection;
using Reqnroll;

namespace Ics2.Rehearsal.Running;

/// <summary>The classes marked <c>[Binding]</c> that a run looks for its steps, hooks and argument transformations in.</summary>
public sealed class StepClasses
{
    private StepClasses(IEnumerable<Type> types) => Types = [.. types];

    internal IReadOnlyList<Type> Types { get; }

    /// <summary>Those of whole assemblies, as <c>bindingAssemblies</c> in <c>reqnroll.json</c> takes them.</summary>
    public static StepClasses FromAssemblies(params IEnumerable<Assembly> assemblies) =>
        new(assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(BindingAttribute), inherit: true)));

    /// <summary>The given ones.</summary>
    /// <param name="types">The classes.</param>
    public static StepClasses FromTypes(params IEnumerable<Type> types) => new(types);
}
