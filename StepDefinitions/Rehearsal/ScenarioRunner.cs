using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ics2.Rehearsal.Running;
using Ics2.Rehearsal.Running.Gherkin;
using Ics2.Rehearsal.Running.Results;

namespace Ics2.Rehearsal;

/// <summary>Something that happened in a run.</summary>
public abstract record RunEvent;

/// <summary>The run begins with these scenarios.</summary>
/// <param name="Scenarios">The scenarios, in the order of the catalogue.</param>
internal sealed record RunStarted(IReadOnlyList<Scenario> Scenarios) : RunEvent;

/// <summary>A scenario begins.</summary>
internal sealed record ScenarioStarted(Scenario Scenario) : RunEvent;

/// <summary>A scenario has ended.</summary>
/// <param name="Result">What became of it.</param>
internal sealed record ScenarioFinished(ScenarioResult Result) : RunEvent;

/// <summary>The run has ended; always the last event.</summary>
/// <param name="Result">What became of it.</param>
internal sealed record RunFinished(RunResult Result) : RunEvent;

/// <summary>Runs scenarios in parallel and tells what happens while it happens.</summary>
/// <param name="stepClasses">Where steps and hooks are looked for.</param>
/// <param name="options">How it goes.</param>
/// <param name="services">Objects that step classes may ask for, by class or interface, such as the client under test; they are not
/// disposed here.</param>
public sealed class ScenarioRunner(StepClasses stepClasses, RunOptions options, params IEnumerable<object> services)
{
    /// <summary>
    /// Runs scenarios. Whatever they do, and also when the run is stopped, the last event is a <see cref="RunFinished"/> with a result for
    /// each.
    /// </summary>
    /// <param name="cancellationToken">Stops the run: scenarios under way become inconclusive, those not begun are skipped.</param>
    public async IAsyncEnumerable<RunEvent> RunAsync(
        IReadOnlyList<Scenario> scenarios,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var events = Channel.CreateUnbounded<RunEvent>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = WorkAsync(scenarios, events.Writer, stop.Token);
        try
        {
            await foreach (var happened in events.Reader.ReadAllAsync(CancellationToken.None))
            {
                yield return happened;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await work;
        }
    }

    /// <summary>Runs scenarios and waits for the end.</summary>
    /// <param name="cancellationToken">Stops the run.</param>
    public async Task<RunResult> RunToEndAsync(IReadOnlyList<Scenario> scenarios, CancellationToken cancellationToken = default)
    {
        RunResult? result = null;
        await foreach (var happened in RunAsync(scenarios, cancellationToken))
        {
            result = (happened as RunFinished)?.Result;
        }

        return result!;
    }

    private async Task WorkAsync(IReadOnlyList<Scenario> scenarios, ChannelWriter<RunEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await events.WriteAsync(new RunStarted(scenarios), CancellationToken.None);
            await using var run = new TestRun(stepClasses, options, scenarios, services);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Parallelism) };
            await Parallel.ForEachAsync(
                scenarios,
                parallel,
                async (scenario, _) =>
                {
                    await events.WriteAsync(new ScenarioStarted(scenario), CancellationToken.None);
                    await events.WriteAsync(new ScenarioFinished(await run.RunAsync(scenario, cancellationToken)), CancellationToken.None);
                }
            );
            await events.WriteAsync(new RunFinished(await run.CloseAsync()), CancellationToken.None);
            events.Complete();
        }
        catch (Exception fault)
        {
            events.Complete(fault);
        }
    }
}
