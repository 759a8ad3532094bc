using System.Text.RegularExpressions;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;
using Reqnroll;
using Reqnroll.Bindings;

namespace Ics2.Rehearsal.Bridge;

/// <summary>What became of one scenario so far. Reqnroll's engine reports to it, step by step and hook by hook.</summary>
internal sealed class ScenarioCourse(Scenario scenario, RehearsedScenario rehearsed, RunOptions options, ScenarioTime time)
{
    private readonly List<StepResult> _results = [];
    private readonly GuidedScenario _guided = new(scenario, options);
    private readonly DateTimeOffset _started = options.Time.GetUtcNow();
    private readonly long _startedAt = options.Time.GetTimestamp();
    private StepResult? _step;
    private StepResult? _judged;
    private IHookBinding? _told;
    private int _evidenceTold;

    public RehearsedScenario Scenario => rehearsed;

    public Verdicts Verdicts { get; } = new(told: new GuidedScenario(scenario, options).Tell);

    public Evidence Evidence { get; } = new(rehearsed);

    public ScenarioTime Time => time;

    private bool Over => _results.Exists(result => result.Status is not (StepStatus.Passed or StepStatus.Warned));

    public void Begin(ScenarioStep step)
    {
        _judged = null;
        Evidence.BeginStep();
        rehearsed.Step = $"{step.Keyword} {step.Text}";
        _guided.Begin(step);
        _step = NotReached(step) with { Started = options.Time.GetUtcNow() };
    }

    /// <summary>The method of the step under way has come to an end.</summary>
    public StepResult JudgeStep(Exception? thrown, TimeSpan duration) =>
        _judged = WithCalls(Judge(_step!, thrown, thrown is null ? StepStatus.Failed : StepVerdict.OfThrown(thrown))) with
        {
            Duration = duration,
        };

    /// <summary>
    /// A hook has come to an end. It is told only when it has something to say; what it throws is no fault of the client.
    /// </summary>
    public StepResult JudgeHook(IHookBinding hook, Exception? thrown, TimeSpan duration)
    {
        var result = JudgeAround(HookFaultException.KindOf(hook), HookFaultException.NameOf(hook), thrown, duration);
        _told = result.Reason is null ? null : hook;
        return result;
    }

    /// <summary>A hook has failed: told here when it could not even be called.</summary>
    public void HookFailed(HookFaultException fault)
    {
        if (fault.Hook != _told)
        {
            JudgeAround(HookFaultException.KindOf(fault.Hook), HookFaultException.NameOf(fault.Hook), fault.InnerException, TimeSpan.Zero);
        }
    }

    /// <summary>Something around the steps has failed that is no hook.</summary>
    public void Fail(string what, Exception thrown) => JudgeAround("Hook", what, thrown, TimeSpan.Zero);

    /// <summary>
    /// Reqnroll is done with the step, whose method may never have run. An undefined or ambiguous step is told also where it is not
    /// reached, so that one run shows them all.
    /// </summary>
    public void Finish(IScenarioStepContext context, Func<StepInstance, string> suggestionFor)
    {
        var step = _step!;
        Add(
            _judged
                ?? (context.Status, context.StepError) switch
                {
                    (ScenarioExecutionStatus.UndefinedStep, _) => step with
                    {
                        Status = StepStatus.Undefined,
                        Reason = "No step fits this text.",
                        Suggestion = suggestionFor(context.StepInfo.StepInstance),
                    },
                    (_, AmbiguousBindingException several) => step with
                    {
                        Status = StepStatus.Ambiguous,
                        Reason = several.Message,
                        Suggestion = string.Join('\n', several.Matches.Select(Candidate)),
                    },
                    (_, RegexMatchTimeoutException slow) when !Over => step with
                    {
                        Status = StepStatus.Inconclusive,
                        Reason =
                            $"The pattern '{slow.Pattern}' takes more than {slow.MatchTimeout.TotalSeconds:0} s to judge this text; make it less ambiguous.",
                    },
                    (_, { } fault) when !Over => Judge(step, fault, StepVerdict.OfThrownBefore(fault)),
                    _ => step,
                }
        );
    }

    /// <summary>Reqnroll has returned from the step; what it threw before it came to it is judged here.</summary>
    public void End(Exception? thrown)
    {
        if (_step is { } step)
        {
            Add(thrown is null || Over ? step : Judge(step, thrown, StepVerdict.OfThrownBefore(thrown)));
        }
    }

    /// <summary>The scenario cannot even begin.</summary>
    public void LeaveOut(string fault)
    {
        _results.Add(
            new StepResult
            {
                Keyword = "Hook",
                Text = "before the scenario",
                Status = StepStatus.Inconclusive,
                Reason = fault,
                Started = _started,
            }
        );
        _results.AddRange(scenario.Steps.Select(NotReached));
    }

    /// <summary>The engine hangs where no time limit reaches it, such as in a pattern that backtracks for ever.</summary>
    public void LeaveBehind(Exception thrown)
    {
        if (_step is { } step)
        {
            Add(Judge(step, thrown, StepStatus.Inconclusive));
        }
        else
        {
            Fail("around the steps", thrown);
        }

        _results.AddRange(scenario.Steps.Skip(_results.Count(result => result.Step is not null)).Select(NotReached));
    }

    /// <summary>The files of evidence saved since the last call.</summary>
    public IEnumerable<EvidenceFile> NewEvidence()
    {
        var files = Evidence.Files;
        var told = Interlocked.Exchange(ref _evidenceTold, files.Count);
        return files.Skip(told);
    }

    public ScenarioResult Result()
    {
        if (scenario.Steps.Count == 0)
        {
            _results.Add(
                new StepResult
                {
                    Keyword = "Scenario",
                    Text = scenario.Title,
                    Status = StepStatus.Inconclusive,
                    Reason = "The scenario has no steps.",
                    Started = _started,
                }
            );
        }

        var (verdict, reason) = StepVerdict.Of(_results);
        return new ScenarioResult
        {
            Scenario = scenario,
            Verdict = verdict,
            Reason = reason,
            Seed = rehearsed.Seed,
            Started = _started,
            Duration = options.Time.GetElapsedTime(_startedAt),
            Steps = [.. _results],
            Evidence = Evidence.Files,
            Timeline = Evidence.Timeline,
            ClientCalls = Evidence.ClientCalls,
            Exchanges = Evidence.Exchanges,
        };
    }

    private static StepResult NotReached(ScenarioStep step) =>
        new()
        {
            Step = step,
            Keyword = step.Keyword,
            Text = step.Text,
            Status = StepStatus.NotReached,
        };

    private static string Candidate(BindingMatch match) =>
        $"{match.StepBinding.Method.Type.Name}.{match.StepBinding.Method.Name}: {match.StepBinding.SourceExpression}";

    private void Add(StepResult step)
    {
        _results.Add(step);
        _step = null;
    }

    private StepResult JudgeAround(string keyword, string text, Exception? thrown, TimeSpan duration)
    {
        var begun = new StepResult
        {
            Keyword = keyword,
            Text = text,
            Status = StepStatus.Passed,
            Started = options.Time.GetUtcNow() - duration,
        };
        var result = Judge(begun, thrown, StepStatus.Inconclusive) with { Duration = duration };
        if (result.Status != StepStatus.Passed || result.Checks.Count > 0)
        {
            _results.Add(result);
        }

        return result;
    }

    private StepResult Judge(StepResult result, Exception? thrown, StepStatus whenThrown)
    {
        var checks = Verdicts.TakeChecks();
        var (status, reason) = StepVerdict.Of(
            checks,
            thrown,
            whenThrown,
            thrown is null && whenThrown == StepStatus.Inconclusive ? null : time.Over // hooks after have their own time
        );
        if (status == StepStatus.Failed && time.Interrupted is { } interrupted)
        {
            // The same signal may have reached the client, or what it waited for came to its end.
            (status, reason) = (StepStatus.Inconclusive, $"{interrupted} Not judged: {reason}");
        }

        if (thrown is not (null or ScenarioEndedException or PendingStepException or BindingException))
        {
            SaveTrace($"{result.Keyword} {result.Text}\n\n{thrown}\n");
        }

        return result with
        {
            Status = status,
            Reason = reason,
            Checks = checks,
        };
    }

    // What the access point did not see, the client may explain.
    private StepResult WithCalls(StepResult step)
    {
        var judged = step with { ClientCalls = Evidence.CallsOfStep() };
        return
            step is { Status: StepStatus.Failed or StepStatus.Inconclusive, Reason: { } reason }
            && Evidence.ClientCalls is [.., var last]
            && !reason.Contains(last.Outcome, StringComparison.Ordinal)
            ? judged with
            {
                Reason = $"{reason.TrimEnd('.')}; the client's last call: {last.Describe()}",
            }
            : judged;
    }

    private void SaveTrace(string trace)
    {
        try
        {
            Evidence.Save("exception.txt", trace);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The verdict and its reason stand without the trace, and the hooks after must still run.
        }
    }
}
