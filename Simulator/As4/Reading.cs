using Ics2.As4.Messages;

namespace Ics2.As4;

/// <summary>
/// What reading gives when it goes on after a fault: the value as far as it could be read, and the faults in the order in which they
/// decide. Whoever takes messages in uses <see cref="Strict"/>; whoever explains them uses both.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
/// <param name="Value">As far as it could be read; null when nothing of it could.</param>
/// <param name="Faults">The first one is what a receiver answers; none when all is well.</param>
public readonly record struct Reading<T>(T? Value, IReadOnlyList<EbmsError> Faults)
    where T : class
{
    /// <summary>The value, or the first fault.</summary>
    public Outcome<T> Strict => Faults.Count > 0 ? Faults[0] : Value!;
}
