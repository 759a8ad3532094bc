using System.Diagnostics.CodeAnalysis;

namespace Ics2.Load.Targets;

/// <summary>The system under load does not answer, did not start, or is of no use any more; says in one sentence how to mend it.</summary>
/// <param name="message">The sentence.</param>
[SuppressMessage("Design", "CA1032", Justification = "Always thrown with the sentence.")]
public sealed class TargetException(string message) : Exception(message);
