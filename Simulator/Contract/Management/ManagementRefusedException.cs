using System.Diagnostics.CodeAnalysis;

namespace Ics2.Contract.Management;

/// <summary>The management API refused something; nothing has changed.</summary>
/// <param name="asked">What was asked.</param>
/// <param name="answer">What was answered, as it is.</param>
/// <param name="reason">Why, for people.</param>
[SuppressMessage("Design", "CA1032", Justification = "Always thrown with the reason.")]
public sealed class ManagementRefusedException(string asked, string answer, string reason) : InvalidOperationException($"{asked}: {answer}")
{
    /// <summary>What was answered, as it is.</summary>
    public string Answer { get; } = answer;

    /// <summary>Why, for people.</summary>
    public string Reason { get; } = reason;

    /// <summary>What is wrong at which line of the text that was sent; empty where it is not about lines.</summary>
    public IReadOnlyList<LineFault> Lines { get; init; } = [];
}
