using System.Reflection;

namespace Ics2.Rehearsal.Running;

/// <summary>A method of a binding class: a step, a hook or an argument transformation.</summary>
/// <param name="Method">The method.</param>
public abstract record BoundMethod(MethodInfo Method)
{
    /// <summary>Class and method, as messages name it.</summary>
    public string Name => $"{Method.DeclaringType?.Name}.{Method.Name}";

    /// <summary>Calls the method on the scope's instance of its class and waits for its task, if it returns one.</summary>
    internal async Task<object?> InvokeAsync(ObjectScope scope, object?[] arguments)
    {
        var target = Method.IsStatic ? null : scope.Resolve(Method.DeclaringType!);
        var returned = Method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        switch (returned)
        {
            case Task task:
                await task;
                return task.GetType().GetProperty("Result")?.GetValue(task);
            case ValueTask task:
                await task;
                return null;
            default:
                return returned;
        }
    }

    /// <summary>The types that a step or hook may return.</summary>
    internal static bool CanBeAwaited(MethodInfo method) =>
        method.ReturnType == typeof(ValueTask)
        || typeof(Task).IsAssignableFrom(method.ReturnType)
        || (method.ReturnType == typeof(void) && !IsAsyncVoid(method));

    private static bool IsAsyncVoid(MethodInfo method) =>
        method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute), inherit: false);
}
