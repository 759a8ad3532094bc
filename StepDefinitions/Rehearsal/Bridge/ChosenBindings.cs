using System.Reflection;
using Ics2.Rehearsal.Running;
using Reqnroll.Bindings.Discovery;
using Reqnroll.Bindings.Provider;
using Reqnroll.Configuration;
using Reqnroll.Infrastructure;

namespace Ics2.Rehearsal.Bridge;

/// <summary>Has Reqnroll read the chosen step classes and no others.</summary>
internal sealed class ChosenBindings(
    StepClasses chosen,
    IRuntimeBindingSourceProcessor processor,
    IReqnrollAttributesFilter attributes,
    IBindingAssemblyLoader loader,
    ReqnrollConfiguration configuration,
    IBindingProviderService provider
) : RuntimeBindingRegistryBuilder(processor, attributes, loader, configuration, provider)
{
    public IEnumerable<Assembly> Assemblies => chosen.Types.Select(type => type.Assembly).Distinct();

    protected override Type[] GetAssemblyTypes(Assembly assembly, out string[] typeLoadErrors)
    {
        typeLoadErrors = [];
        return [.. chosen.Types.Where(type => type.Assembly == assembly).OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }
}
