using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Reqnroll.Bindings;

namespace Ics2.Rehearsal.Running;

/// <summary>A hook that failed, under its name.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It ends as the reason in a result.")]
internal sealed class HookFaultException : Exception
{
    private HookFaultException(IHookBinding hook, Exception fault)
        : base($"{KindOf(hook)} {NameOf(hook)}: {Bounded.Describe(fault)}", fault) => Hook = hook;

    public IHookBinding Hook { get; }

    // A constructor that throws while the arguments of a hook are made arrives wrapped.
    public static HookFaultException Of(IHookBinding hook, Exception thrown) =>
        new(hook, thrown is TargetInvocationException { InnerException: { } inner } ? inner : thrown);

    public static string KindOf(IHookBinding hook) => $"[{hook.HookType}]";

    public static string NameOf(IHookBinding hook) => $"{hook.Method.Type.Name}.{hook.Method.Name}";
}
