using System.Globalization;
using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Reporting;

/// <summary>The words and figures that all reports share.</summary>
internal static class Wording
{
    /// <summary>Seconds with two decimals, the same everywhere.</summary>
    public static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>An instant as ISO 8601 UTC.</summary>
    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The word for a verdict, in lower case.</summary>
    public static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    /// <summary>The word for a step's status, in lower case.</summary>
    public static string Word(StepStatus status) => status == StepStatus.NotReached ? "not reached" : status.ToString().ToLowerInvariant();

    /// <summary>The word for the level of a requirement, in lower case.</summary>
    public static string Word(RequirementLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>The verdict and what was expected of it, for a finding.</summary>
    public static string Reason(ScenarioResult result) =>
        string.Join(
            " ",
            new[] { result.Reason, result.FailedAsExpected ? $"Expected to fail: {result.ExpectedFailure}" : null }.OfType<string>()
        );

    /// <summary>What is wrong when an expected failure passes.</summary>
    public static string UnexpectedPass(ExpectedFailure failure) => UnexpectedPass(failure.Id, failure.Reason);

    /// <summary>The same, by id and reason.</summary>
    public static string UnexpectedPass(string id, string reason) =>
        $"{id} is expected to fail ({reason}) but passed; take it off the list of expected failures.";

    /// <summary>The counts, and how many of the failures were expected.</summary>
    public static string Counts(RunResult run) =>
        run.Scenarios.Count(result => result.FailedAsExpected) is var expected and > 0
            ? $"{Counts(run.Summary)}; {expected} as expected"
            : Counts(run.Summary);

    /// <summary>The counts in words, such as <c>143 scenarios: 140 passed, 1 warning, 2 failed, 0 inconclusive, 0 skipped</c>.</summary>
    public static string Counts(RunSummary summary) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.Total} {(summary.Total == 1 ? "scenario" : "scenarios")}: {summary.Passed} passed, {summary.Warnings} "
                + $"{(summary.Warnings == 1 ? "warning" : "warnings")}, {summary.Failed} failed, {summary.Inconclusive} "
                + $"inconclusive, {summary.Skipped} skipped"
        );
}
