using Ics2.Rehearsal.Plans;
using Ics2.Rehearsal.Requirements;
using Ics2.Rehearsal.Running.Gherkin;

namespace Ics2.Rehearsal.Running.Results;

/// <summary>What became of a run; every report is made from this.</summary>
public sealed record RunResult
{
    /// <summary>The results, in the order of the catalogue, one for each scenario that was chosen, run or not.</summary>
    public required IReadOnlyList<ScenarioResult> Scenarios { get; init; }

    /// <summary>The seed from which everything random in the run follows.</summary>
    public required int Seed { get; init; }

    /// <summary>Which version of the messages was used.</summary>
    public string? SpecPack { get; init; }

    /// <summary>Who was judged.</summary>
    public string? Client { get; init; }

    /// <summary>Which plan was chosen, if one was.</summary>
    public string? Plan { get; init; }

    /// <summary>Who and what was tested, and with what.</summary>
    public RunFacts Facts { get; init; } = new();

    /// <summary>What is to be shown and by which scenarios, whether they were chosen or not; also what no scenario can show.</summary>
    public IReadOnlyList<RequirementCoverage> Requirements { get; init; } = [];

    /// <summary>Which scenarios were known to fail.</summary>
    public IReadOnlyList<ExpectedFailure> ExpectedFailures { get; init; } = [];

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The folder that holds the evidence files.</summary>
    public required string EvidenceFolder { get; init; }

    /// <summary>Whether a warning fails the run.</summary>
    public bool Strict { get; init; }

    /// <summary>Faults of the harness outside any scenario, such as a hook after the run that threw.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Whether it was stopped from outside before its end; what was not run is skipped and says so.</summary>
    public bool Interrupted { get; init; }

    /// <summary>The counts by verdict.</summary>
    public RunSummary Summary => RunSummary.Of(Scenarios);

    /// <summary>
    /// Nothing failed and nothing stayed open but what was expected to: passes, warnings and skipped scenarios only, no problem of the
    /// harness, and no expected failure that passes, so that the list of them tells the truth.
    /// </summary>
    public bool Succeeded =>
        Problems.Count == 0
        && UnexpectedPasses.Count == 0
        && Scenarios.All(scenario => scenario.Verdict < Verdict.Inconclusive || scenario.FailedAsExpected)
        && !(Strict && Scenarios.Any(scenario => scenario.Verdict == Verdict.Warning));

    /// <summary>The expected failures that passed: every scenario of that id that was chosen.</summary>
    public IReadOnlyList<ExpectedFailure> UnexpectedPasses =>
        [
            .. ExpectedFailures.Where(failure =>
                Of(failure) is { Count: > 0 } results && results.All(result => result.Verdict < Verdict.Skipped)
            ),
        ];

    /// <summary>The scenarios that took longest, the slowest first.</summary>
    public IReadOnlyList<ScenarioResult> Slowest =>
        [.. Scenarios.Where(result => result.Duration > TimeSpan.Zero).OrderByDescending(result => result.Duration).Take(10)];

    /// <summary>The scenarios that did not simply pass, the worst first, those skipped at the end.</summary>
    public IReadOnlyList<ScenarioResult> Findings =>
        [
            .. Scenarios
                .Where(result => result.Verdict != Verdict.Pass)
                .OrderBy(result => result.Verdict == Verdict.Skipped)
                .ThenByDescending(result => result.Verdict),
        ];

    /// <summary>The results that speak of an expected failure.</summary>
    /// <param name="failure">The entry of the list.</param>
    public IReadOnlyList<ScenarioResult> Of(ExpectedFailure failure) => [.. Scenarios.Where(result => result.Scenario.Carries(failure.Id))];

    /// <summary>What this run says about a requirement: the worst of its scenarios; null when none of them was chosen.</summary>
    /// <param name="covered">The requirement.</param>
    public Verdict? VerdictOf(RequirementCoverage covered) =>
        Scenarios
            .Where(result => covered.TestedBy.Contains(result.Scenario.Id, StringComparer.Ordinal))
            .Max(result => (Verdict?)result.Verdict);

    /// <summary>
    /// How far a requirement is shown: by checks of the client, or by checks of customs' messages alone; null where no scenario came to a verdict.
    /// </summary>
    /// <param name="covered">The requirement.</param>
    public CheckSubject? ShownBy(RequirementCoverage covered)
    {
        var judged = Scenarios
            .Where(result => result.IsJudged && covered.TestedBy.Contains(result.Scenario.Id, StringComparer.Ordinal))
            .ToArray();
        var checks = judged.SelectMany(result => result.Steps).SelectMany(step => step.Checks).ToArray();
        return judged.Length == 0 ? null
            // Without any check it was a step that gave up on the client.
            : checks.Length == 0 || checks.Any(check => check.About == CheckSubject.Client) ? CheckSubject.Client
            : CheckSubject.Customs;
    }

    /// <summary>The features that had a chosen scenario.</summary>
    public IReadOnlyList<Feature> Features => [.. Scenarios.Select(scenario => scenario.Scenario.Feature).Distinct()];
}

/// <summary>The counts by verdict.</summary>
/// <param name="Total">All scenarios that were chosen.</param>
/// <param name="Passed">Those that passed.</param>
/// <param name="Warnings">Those that passed with a warning.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Inconclusive">Those about which nothing can be said.</param>
/// <param name="Skipped">Those not run.</param>
public sealed record RunSummary(int Total, int Passed, int Warnings, int Failed, int Inconclusive, int Skipped)
{
    /// <summary>Counts results.</summary>
    public static RunSummary Of(IReadOnlyCollection<ScenarioResult> results)
    {
        int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
        return new RunSummary(
            results.Count,
            Count(Verdict.Pass),
            Count(Verdict.Warning),
            Count(Verdict.Fail),
            Count(Verdict.Inconclusive),
            Count(Verdict.Skipped)
        );
    }
}
