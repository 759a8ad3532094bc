using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Results;
using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>What our verdicts are called on the page and how they look.</summary>
internal static class ReportWords
{
    /// <summary>The verdicts in the order in which they are counted.</summary>
    public static readonly (Verdict Verdict, string Title)[] Verdicts =
    [
        (Verdict.Pass, "Passed"),
        (Verdict.Warning, "Warnings"),
        (Verdict.Fail, "Failed"),
        (Verdict.Inconclusive, "Inconclusive"),
        (Verdict.Skipped, "Skipped"),
    ];

    public static Mood MoodOf(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => Mood.Good,
            Verdict.Warning => Mood.Caution,
            Verdict.Fail => Mood.Bad,
            Verdict.Inconclusive => Mood.Open,
            _ => Mood.Quiet,
        };

    public static Mood MoodOf(StepStatus status) =>
        status switch
        {
            StepStatus.Passed => Mood.Good,
            StepStatus.Warned => Mood.Caution,
            StepStatus.Inconclusive => Mood.Open,
            StepStatus.Skipped or StepStatus.NotReached => Mood.Quiet,
            _ => Mood.Bad,
        };

    /// <summary>Who is judged, in a word.</summary>
    public static string About(CheckSubject subject) => subject == CheckSubject.Client ? "client" : "customs";

    /// <summary>Where a scenario stands on the page.</summary>
    public static string Anchor(string id) => $"s-{Evidence.FileName(id)}";

    public static IEnumerable<string> RolesOf(ScenarioDocument scenario) =>
        scenario.Tags.Where(tag => tag.StartsWith("role-", StringComparison.Ordinal)).Select(tag => tag["role-".Length..]);
}
