namespace Ics2.Rehearsal.Running;

/// <summary>
/// A step class or one of its methods that cannot be used as it is written. The message says which, why, and what to write instead.
/// </summary>
/// <param name="message">The message.</param>
public sealed class BindingException(string message) : Exception(message);
