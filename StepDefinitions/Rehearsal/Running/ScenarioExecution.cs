using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal.Running;

/// <summary>One scenario on its way: its scope, its time, its hooks and its steps.</summary>
internal sealed class ScenarioExecution : IDisposable
{
    private readonly Scenario scenario;
    private readonly BindingRegistry bindings;
    private readonly RunOptions options;
    private readonly CancellationToken stop;
    private readonly CancellationTokenSource limit;
    private readonly CancellationTokenSource untilLimitOrStop;

    [SuppressMessage(
        "Usage",
        "CA2213:Disposable fields should be disposed",
        Justification = "RunAsync ends it, within the time allowed for that."
    )]
    private readonly ObjectScope scope;

    private readonly Verdicts verdicts = new();
    private readonly Evidence evidence;
    private readonly ArgumentConversion conversion;
    private readonly List<StepResult> steps = [];

    public ScenarioExecution(Scenario scenario, BindingRegistry bindings, RunOptions options, ObjectScope around, CancellationToken stop)
    {
        this.scenario = scenario;
        this.bindings = bindings;
        this.options = options;
        this.stop = stop;
        limit = new CancellationTokenSource(options.ScenarioTimeLimit, options.Time);
        untilLimitOrStop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stop);
        var context = new ScenarioContext
        {
            Id = scenario.Id,
            Title = scenario.Title,
            Tags = scenario.Tags,
            PickleId = scenario.Pickle.Id,
            Seed = options.SeedOf(scenario.Id),
            EvidenceFolder = Path.Combine(options.EvidenceFolder, Evidence.FileName(scenario.Id)),
            CancellationToken = untilLimitOrStop.Token,
        };
        evidence = new Evidence(context);
        scope = new ObjectScope(around);
        scope.Register(context);
        scope.Register(verdicts);
        scope.Register(evidence);
        conversion = new ArgumentConversion(bindings.Transformations, scope);
    }

    private bool Over => steps.Exists(step => step.Status is not (StepStatus.Passed or StepStatus.Warned));

    public void Dispose()
    {
        limit.Dispose();
        untilLimitOrStop.Dispose();
    }

    /// <summary>Runs the scenario; with a fault of the hooks around it, only says so.</summary>
    public async Task<ScenarioResult> RunAsync(string? faultAround)
    {
        var started = options.Time.GetUtcNow();
        var startedAt = options.Time.GetTimestamp();

        // Looked up before anything runs, so that a pattern that cannot be judged leaves nothing behind to clean up.
        var found = scenario.Steps.Select(step => (Step: step, Matches: bindings.Find(step))).ToArray();
        if (faultAround is not null)
        {
            steps.Add(
                new StepResult
                {
                    Keyword = "Hook",
                    Text = "before the scenario",
                    Status = StepStatus.Inconclusive,
                    Reason = faultAround,
                    Started = started,
                }
            );
        }
        else
        {
            await HooksAsync(HookKind.BeforeScenario, untilLimitOrStop.Token);
        }

        foreach (var (step, matches) in found)
        {
            await StepAsync(step, matches);
        }

        if (scenario.Steps.Count == 0)
        {
            steps.Add(
                new StepResult
                {
                    Keyword = "Scenario",
                    Text = scenario.Title,
                    Status = StepStatus.Inconclusive,
                    Reason = "The scenario has no steps.",
                    Started = started,
                }
            );
        }

        // What comes after must run even when the time is over: it cleans up.
        using var closing = new CancellationTokenSource(options.Grace, options.Time);
        if (faultAround is null)
        {
            await HooksAsync(HookKind.AfterScenario, closing.Token);
        }

        await DoAsync("Hook", "disposal", () => scope.DisposeAsync().AsTask(), closing.Token);
        var (verdict, reason) = VerdictOf(steps);
        return new ScenarioResult
        {
            Scenario = scenario,
            Verdict = verdict,
            Reason = reason,
            Seed = options.SeedOf(scenario.Id),
            Started = started,
            Duration = options.Time.GetElapsedTime(startedAt),
            Steps = steps,
            Evidence = evidence.Files,
            Timeline = evidence.Timeline,
        };
    }

    private async Task StepAsync(ScenarioStep step, IReadOnlyList<StepMatch> matches)
    {
        var result = new StepResult
        {
            Step = step,
            Keyword = step.Keyword,
            Text = step.Text,
            Status = StepStatus.NotReached,
            Started = options.Time.GetUtcNow(),
            Bindings = [.. matches.Select(match => match.Binding)],
        };

        // Undefined and ambiguous steps are told also where they are not reached, so that one run shows them all.
        if (matches.Count == 0)
        {
            steps.Add(
                result with
                {
                    Status = StepStatus.Undefined,
                    Reason = "No step fits this text.",
                    Suggestion = StepSnippet.For(step),
                }
            );
        }
        else if (matches.Count > 1)
        {
            var candidates = string.Join('\n', matches.Select(match => $"{match.Binding.Name}: {match.Binding.Expression}"));
            steps.Add(
                result with
                {
                    Status = StepStatus.Ambiguous,
                    Reason = $"{matches.Count} steps fit this text.",
                    Suggestion = candidates,
                }
            );
        }
        else if (Over)
        {
            steps.Add(result);
        }
        else
        {
            await HooksAsync(HookKind.BeforeStep, untilLimitOrStop.Token);
            if (Over)
            {
                steps.Add(result);
                return;
            }

            var startedAt = options.Time.GetTimestamp();
            var thrown = await Bounded.RunAsync(() => InvokeAsync(matches[0], step), options, untilLimitOrStop.Token);
            steps.Add(Judge(result, thrown, StepStatus.Failed, TimeIsOver()) with { Duration = options.Time.GetElapsedTime(startedAt) });
            await HooksAsync(HookKind.AfterStep, untilLimitOrStop.Token);
        }
    }

    private async Task InvokeAsync(StepMatch match, ScenarioStep step) =>
        await match.Binding.InvokeAsync(scope, await conversion.ArgumentsAsync(match, step));

    private async Task HooksAsync(HookKind kind, CancellationToken until)
    {
        foreach (var hook in bindings.HooksFor(kind, scenario.Tags))
        {
            var well = await DoAsync($"[{kind}]", hook.Name, () => hook.RunAsync(scope), until);
            if (!well && kind is HookKind.BeforeScenario or HookKind.BeforeStep)
            {
                break;
            }
        }
    }

    // Hooks and disposal are listed only when they have something to say. What they throw is no fault of the client: inconclusive.
    private async Task<bool> DoAsync(string keyword, string text, Func<Task> work, CancellationToken until)
    {
        var startedAt = options.Time.GetTimestamp();
        var result = new StepResult
        {
            Keyword = keyword,
            Text = text,
            Status = StepStatus.Passed,
            Started = options.Time.GetUtcNow(),
        };
        var thrown = await Bounded.RunAsync(work, options, until);
        result = Judge(result, thrown, StepStatus.Inconclusive, thrown is null ? null : TimeIsOver()) with
        {
            Duration = options.Time.GetElapsedTime(startedAt),
        };
        if (result.Status != StepStatus.Passed || result.Checks.Count > 0)
        {
            steps.Add(result);
        }

        return result.Status is StepStatus.Passed or StepStatus.Warned;
    }

    private StepResult Judge(StepResult result, Exception? thrown, StepStatus whenThrown, string? timeIsOver)
    {
        var checks = verdicts.TakeChecks();
        var (status, reason) = StepVerdict.Of(checks, thrown, whenThrown, timeIsOver);
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

    private void SaveTrace(string trace)
    {
        try
        {
            evidence.Save("exception.txt", trace);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The verdict and its reason stand without the trace, and the hooks after must still run.
        }
    }

    private string? TimeIsOver() =>
        (stop.IsCancellationRequested, limit.IsCancellationRequested) switch
        {
            (true, _) => "The run was stopped.",
            (_, true) => string.Create(
                CultureInfo.InvariantCulture,
                $"The scenario's time limit of {options.ScenarioTimeLimit.TotalSeconds:0.###} s passed here."
            ),
            _ => null,
        };

    private static (Verdict Verdict, string? Reason) VerdictOf(List<StepResult> steps)
    {
        var worst = steps.Select(step => StepVerdict.Of(step.Status)).DefaultIfEmpty(Verdict.Pass).Max();
        var first = steps.Find(step => step.Status != StepStatus.NotReached && StepVerdict.Of(step.Status) == worst);
        return (worst, worst == Verdict.Pass || first is null ? null : $"{first.Keyword} {first.Text}: {first.Reason}");
    }
}
