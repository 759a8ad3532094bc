using Ics2.Contract.Rehearsals;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>Tells the guide, where a run has one, what becomes of a scenario while it goes.</summary>
internal sealed class GuidedScenario(Scenario scenario, RunOptions options)
{
    public void Begin() => Tell(new GuideLine(GuideKind.Scenario, scenario.Id, scenario.Title));

    public void Begin(ScenarioStep step) => Tell(new GuideLine(GuideKind.Step, scenario.Id, $"{step.Keyword} {step.Text}"));

    public void Tell(CheckResult check) =>
        Tell(
            new GuideLine(GuideKind.Check, scenario.Id, check.Text)
            {
                Verdict = Word(check.Verdict),
                Expected = check.Expected,
                Actual = check.Actual,
                Source = check.Source,
            }
        );

    public void End(ScenarioResult result) =>
        Tell(new GuideLine(GuideKind.Verdict, scenario.Id, result.Reason ?? "") { Verdict = Word(result.Verdict) });

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private void Tell(GuideLine line) => options.Guide?.Tell(line with { At = options.Time.GetUtcNow() });
}
