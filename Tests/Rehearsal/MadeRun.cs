using Ics2.Rehearsal.Reporting;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Tests.Rehearsal;

/// <summary>Documents of runs as later ones are compared with them.</summary>
internal static class MadeRun
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static ScenarioDocument Scenario(string id, Verdict verdict, string? reason = null, double seconds = 1) =>
        new(
            id,
            $"Title of {id}",
            "connectivity",
            verdict,
            reason,
            seconds,
            Evidence: null,
            "connectivity/channels.feature",
            3,
            ["role-mc"],
            1,
            [new StepDocument("Then", "it is so", StepStatus.Failed, reason, Suggestion: null, seconds, [])],
            [],
            [],
            ExpectedFailure: null
        );

    public static RehearsalDocument Of(params ScenarioDocument[] scenarios) =>
        new(
            new RunSummary(scenarios.Length, 0, 0, 0, 0, 0),
            Succeeded: true,
            42,
            "ICS2 R3 messages 2.02",
            "builtin",
            Start,
            12,
            [],
            scenarios,
            Plan: null,
            [],
            []
        );
}
