using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.BoDi;

namespace Ics2.Rehearsal.Running;

/// <summary>What a step's checks and what it threw make of it, and what that makes of the scenario.</summary>
internal static class StepVerdict
{
    /// <summary>The status of a step and the reason for it. What was seen to be wrong counts before anything else.</summary>
    public static (StepStatus Status, string? Reason) Of(
        IReadOnlyList<CheckResult> checks,
        Exception? thrown,
        StepStatus whenThrown,
        string? timeIsOver
    )
    {
        var failed = checks.Where(check => check.Verdict == Verdict.Fail).ToArray();
        if (failed.Length > 0)
        {
            var others = failed.Length == 1 ? "" : $"; {failed.Length - 1} more of {checks.Count} checks failed";
            return (StepStatus.Failed, failed[0].Describe() + others);
        }

        return (thrown, timeIsOver) switch
        {
            (ScenarioEndedException ended, _) => (ended.Status, ended.Message),
            (PendingStepException pending, _) => (StepStatus.Pending, pending.Message),
            (OperationCanceledException or TimeoutException, { } over) => (StepStatus.Inconclusive, over),
            ({ } fault, _) => (whenThrown, Bounded.Describe(fault)),
            (null, { } over) => (StepStatus.Inconclusive, over),
            _ => checks.FirstOrDefault(check => check.Verdict == Verdict.Warning) is { } warning
                ? (StepStatus.Warned, warning.Describe())
                : (StepStatus.Passed, null),
        };
    }

    /// <summary>What the steps and hooks make of their scenario, and the reason of the first that made it so.</summary>
    public static (Verdict Verdict, string? Reason) Of(IReadOnlyList<StepResult> results)
    {
        var worst = results.Select(result => Of(result.Status)).DefaultIfEmpty(Verdict.Pass).Max();
        var first = results.FirstOrDefault(result => result.Status != StepStatus.NotReached && Of(result.Status) == worst);
        return (worst, worst == Verdict.Pass || first is null ? null : $"{first.Keyword} {first.Text}: {first.Reason}");
    }

    /// <summary>
    /// What becomes of a step that throws. Steps say what is wrong with the client through their checks, or with an assertion library;
    /// whatever else is thrown while they run is a fault of the harness: no connection to the simulator, a full disk, a bug.
    /// </summary>
    public static StepStatus OfThrown(Exception thrown) =>
        thrown is BindingException or ObjectContainerException ? OfThrownBefore(thrown)
        : thrown.GetType().GetInterfaces().Append(thrown.GetType()).Any(type => type.Name.Contains("Assert", StringComparison.Ordinal))
        || thrown.GetType().FullName!.StartsWith("Xunit", StringComparison.OrdinalIgnoreCase)
            ? StepStatus.Failed
        : StepStatus.Inconclusive;

    /// <summary>
    /// What becomes of a step that did not come to be called. Whoever wrote it wrote something wrong, as with a step that is undefined;
    /// unless the machine does not give what its class needs.
    /// </summary>
    public static StepStatus OfThrownBefore(Exception thrown)
    {
        for (var cause = thrown; cause is not null; cause = cause.InnerException)
        {
            if (cause is IOException or UnauthorizedAccessException)
            {
                return StepStatus.Inconclusive;
            }
        }

        return StepStatus.Failed;
    }

    private static Verdict Of(StepStatus status) =>
        status switch
        {
            StepStatus.Passed or StepStatus.NotReached => Verdict.Pass,
            StepStatus.Warned => Verdict.Warning,
            StepStatus.Skipped => Verdict.Skipped,
            StepStatus.Inconclusive => Verdict.Inconclusive,
            _ => Verdict.Fail,
        };
}
