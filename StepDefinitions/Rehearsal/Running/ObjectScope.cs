namespace Ics2.Rehearsal.Running;

/// <summary>
/// The objects of one run, feature or scenario: what was registered, and what was made on demand through the one public constructor of its
/// class.
/// A scope sees the objects of the scopes around it; what it makes itself it also ends, newest first.
/// </summary>
internal sealed class ObjectScope(ObjectScope? parent) : IObjectContainer, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Type, object> known = [];
    private readonly Stack<object> owned = new();

    /// <summary>Registers an object that belongs to someone else, under its class and every interface it implements.</summary>
    public void Register(object instance)
    {
        foreach (var type in instance.GetType().GetInterfaces().Append(instance.GetType()))
        {
            Register(type, instance, dispose: false);
        }
    }

    public void RegisterInstanceAs<TInterface>(TInterface instance, string? name = null, bool dispose = false)
        where TInterface : class
    {
        if (name is not null)
        {
            throw new BindingException(
                $"The registration '{name}' of {typeof(TInterface).Name} has a name; objects are found by type alone."
            );
        }

        Register(typeof(TInterface), instance, dispose);
    }

    public T Resolve<T>() => (T)Resolve(typeof(T));

    public object Resolve(Type type) => Resolve(type, []);

    public async ValueTask DisposeAsync()
    {
        List<Exception> faults = [];
        while (TryTake(out var item))
        {
            try
            {
                switch (item)
                {
                    case IAsyncDisposable disposable:
                        await disposable.DisposeAsync();
                        break;
                    case IDisposable disposable:
                        disposable.Dispose();
                        break;
                }
            }
            catch (Exception fault)
            {
                faults.Add(new InvalidOperationException($"{item.GetType().Name} could not be disposed: {fault.Message}", fault));
            }
        }

        if (faults.Count > 0)
        {
            throw faults.Count == 1 ? faults[0] : new AggregateException(faults);
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out object item)
    {
        lock (gate)
        {
            return owned.TryPop(out item);
        }
    }

    private void Register(Type type, object instance, bool dispose)
    {
        lock (gate)
        {
            known[type] = instance;
            if (dispose)
            {
                owned.Push(instance);
            }
        }
    }

    private object? Find(Type type)
    {
        lock (gate)
        {
            if (known.TryGetValue(type, out var found))
            {
                return found;
            }
        }

        return parent?.Find(type);
    }

    private object Resolve(Type type, IReadOnlyList<Type> path)
    {
        if (type == typeof(IObjectContainer))
        {
            return this;
        }

        // The lock is held while the object is made, so that two scenarios of one feature never get two of it; it can be entered again by
        // the same thread.
        lock (gate)
        {
            return Find(type) ?? Make(type, path);
        }
    }

    private object Make(Type type, IReadOnlyList<Type> path)
    {
        var way = string.Join(" -> ", path.Append(type).Select(step => step.Name));
        if (path.Contains(type))
        {
            throw new BindingException($"{way}: the classes need each other; break the circle.");
        }

        if (type == typeof(ScenarioContext) || type == typeof(Verdicts) || type == typeof(Evidence))
        {
            // A scenario registers its own; made here they would be nobody's, and what is said to them would be lost.
            throw new BindingException($"{way}: {type.Name} belongs to a scenario, and there is none around hooks of a run or a feature.");
        }

        if (!type.IsClass || type.IsAbstract || type == typeof(string))
        {
            throw new BindingException(
                $"{way}: nothing is registered for {type.Name}; hand it to the runner as a service or register it in a hook."
            );
        }

        var constructors = type.GetConstructors();
        if (constructors.Length != 1)
        {
            throw new BindingException(
                $"{way}: {type.Name} has {constructors.Length} public constructors; one is needed, or register an instance."
            );
        }

        var arguments = constructors[0].GetParameters().Select(parameter => Resolve(parameter.ParameterType, [.. path, type])).ToArray();
        var made = constructors[0].Invoke(System.Reflection.BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        known[type] = made;
        owned.Push(made);
        return made;
    }
}
