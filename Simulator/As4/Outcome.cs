using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;

namespace Ics2.As4;

/// <summary>What a step of reading gives: its value, or the ebMS error that says why there is none.</summary>
/// <typeparam name="T">The value of success.</typeparam>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, EbmsError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>The value, or null when the step failed.</summary>
    public T? Value { get; }

    /// <summary>Why the step failed, or null when it did not.</summary>
    public EbmsError? Error { get; }

    /// <summary>Tells success from failure and hands out the one of the two that exists.</summary>
    /// <param name="value">The value of success.</param>
    /// <param name="error">The reason of failure.</param>
    /// <returns>True on success.</returns>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out EbmsError? error)
    {
        value = Value;
        error = Error;
        return value is not null;
    }

    /// <summary>Success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Failure.</summary>
    /// <param name="error">The reason.</param>
    public static implicit operator Outcome<T>(EbmsError error) => new(null, error);
}
