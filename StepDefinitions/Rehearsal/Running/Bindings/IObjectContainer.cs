namespace Ics2.Rehearsal.Running.Bindings;

/// <summary>What a hook may ask for to put objects in reach of later steps: the objects of one run, one feature or one scenario.</summary>
public interface IObjectContainer
{
    /// <summary>Puts an object in reach of everything that asks for the type, in this scope and those inside it.</summary>
    /// <typeparam name="TInterface">The type under which it is asked for.</typeparam>
    /// <param name="instance">The object.</param>
    /// <param name="name">Reqnroll's named registrations are not served: null.</param>
    /// <param name="dispose">Whether the object ends with the scope.</param>
    void RegisterInstanceAs<TInterface>(TInterface instance, string? name = null, bool dispose = false)
        where TInterface : class;

    /// <summary>The object of a type: the one in reach, or a new one that lives as long as this scope.</summary>
    /// <typeparam name="T">The type asked for.</typeparam>
    T Resolve<T>();
}
