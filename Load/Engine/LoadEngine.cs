namespace Ics2.Load.Engine;

/// <summary>How the engine behaves.</summary>
public sealed record EngineOptions
{
    /// <summary>How long an exchange may take before it counts as failed.</summary>
    public TimeSpan ExchangeTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most exchanges under way at once under an open plan; what is due beyond them fails as <c>not begun</c>. Bounds memory and
    /// connections.
    /// </summary>
    public int MaxInFlight { get; init; } = 1000;

    /// <summary>
    /// How long a client rests after a failed exchange, so that a server that refuses at once is not asked a million times.
    /// </summary>
    public TimeSpan RestAfterFailure { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks at the processes; null not to look.</summary>
    public VitalSigns? Vitals { get; init; }

    /// <summary>Starts the work of an exchange; tests run it in place.</summary>
    internal Func<Func<Task>, Task> Launch { get; init; } = Task.Run;
}

/// <summary>Runs a scenario by a plan and measures.</summary>
/// <param name="scenario">What to do.</param>
/// <param name="plan">When, and how often.</param>
/// <param name="options">How to behave.</param>
/// <param name="clock">Measures and waits.</param>
internal sealed class LoadEngine(ILoadScenario scenario, LoadPlan plan, EngineOptions options, TimeProvider clock)
{
    private static readonly double[] SliceWidths = [0.25, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

    private readonly Recorder _recorder = new(plan, SliceWidth(plan.Length));
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _running;
    private long _start;
    private long _next;
    private int _inFlight = 1; // the run itself, so that it is not idle before its end

    /// <summary>The figures so far, for whoever watches.</summary>
    public LoadProgress Progress()
    {
        var (last, completed, failed, errors) = _recorder.Glance();
        var elapsed = Volatile.Read(ref _running) ? Elapsed : TimeSpan.Zero;
        return new LoadProgress(
            plan,
            elapsed,
            plan.At(elapsed),
            completed,
            failed,
            Math.Max(0, Volatile.Read(ref _inFlight) - 1),
            last,
            SliceWidth(plan.Length),
            errors,
            _idle.Task.IsCompleted
        );
    }

    /// <summary>Runs the plan to its end, then waits for what is under way, at most as long as an exchange may take.</summary>
    /// <param name="cancellationToken">Ends it early; what was measured counts.</param>
    public async Task<Measurement> RunAsync(CancellationToken cancellationToken = default)
    {
        var started = clock.GetUtcNow();
        Vitals? vitals = options.Vitals?.Look();
        _recorder.Look = () => (Volatile.Read(ref _inFlight) - 1, Volatile.Read(ref vitals));
        using var abandon = new CancellationTokenSource();
        _start = clock.GetTimestamp();
        Volatile.Write(ref _running, true);
        using var ticker = clock.CreateTimer(
            _ =>
            {
                Volatile.Write(ref vitals, options.Vitals?.Look() ?? vitals);
                _recorder.Tick(Elapsed);
            },
            null,
            SliceWidth(plan.Length),
            SliceWidth(plan.Length)
        );
        try
        {
            await (
                plan.Shape == LoadShape.Open
                    ? ArriveAsync(abandon.Token, cancellationToken)
                    : Task.WhenAll(
                        Enumerable
                            .Range(0, (int)plan.Peak)
                            .Select(client => options.Launch(() => BeClientAsync(client, abandon.Token, cancellationToken)))
                    )
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was measured so far is the result.
        }

        var ended = Elapsed;
        if (cancellationToken.IsCancellationRequested)
        {
            await abandon.CancelAsync();
        }

        Leave();
        await _idle.Task;
        return _recorder.Close(
            cancellationToken.IsCancellationRequested ? ended : Elapsed,
            started,
            cancellationToken.IsCancellationRequested
        );
    }

    private TimeSpan Elapsed => clock.GetElapsedTime(_start);

    private static TimeSpan SliceWidth(TimeSpan length) =>
        TimeSpan.FromSeconds(
            SliceWidths.FirstOrDefault(
                width => width >= (length.TotalSeconds < 20 ? 0.25 : Math.Max(1, length.TotalSeconds / 600)),
                SliceWidths[^1]
            )
        );

    private async Task ArriveAsync(CancellationToken abandon, CancellationToken stop)
    {
        foreach (var due in plan.Arrivals())
        {
            // Timers count in milliseconds; rounded up, so that nothing begins too early.
            if (Math.Ceiling((due - Elapsed).TotalMilliseconds) is var wait and > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(wait), clock, stop);
            }

            stop.ThrowIfCancellationRequested();
            var number = _next++;
            if (Volatile.Read(ref _inFlight) > options.MaxInFlight)
            {
                _recorder.Ended(
                    due,
                    Elapsed,
                    new ExchangeOutcome(
                        scenario.Name,
                        new Failure("not begun", $"It was due, but {options.MaxInFlight} exchanges were under way already.")
                    ),
                    []
                );
                continue;
            }

            Interlocked.Increment(ref _inFlight);
            _ = options.Launch(() => RunOneAsync(number, due, abandon));
        }

        if (plan.Length - Elapsed is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, stop);
        }
    }

    private async Task BeClientAsync(int client, CancellationToken abandon, CancellationToken stop)
    {
        var pause = TimeSpan.FromMilliseconds(20);
        while (Elapsed is var now && now < plan.Length)
        {
            stop.ThrowIfCancellationRequested();
            if (client >= Math.Ceiling(plan.At(now)))
            {
                await Task.Delay(pause, clock, stop);
                continue;
            }

            Interlocked.Increment(ref _inFlight);
            if (!await RunOneAsync(Interlocked.Increment(ref _next) - 1, now, abandon).WaitAsync(stop))
            {
                await Task.Delay(options.RestAfterFailure, clock, stop);
            }
        }
    }

    // Ends in every case, within the patience: the wait is ours, whatever the scenario does.
    private async Task<bool> RunOneAsync(long number, TimeSpan intended, CancellationToken cancellationToken)
    {
        try
        {
            _recorder.Began(intended, Elapsed - intended);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var exchange = new Exchange(number, _start + (long)(intended.TotalSeconds * clock.TimestampFrequency), clock);
            var outcome = await GuardAsync(exchange, () => scenario.RunAsync(exchange, patience.Token), patience);
            if (cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            _recorder.Ended(intended, Elapsed, outcome, outcome.Failure is null ? exchange.Marks() : []);
            if (outcome.Afterwards is { } afterwards)
            {
                Interlocked.Increment(ref _inFlight);
                _ = FollowAsync(exchange, intended, afterwards, cancellationToken);
            }

            return outcome.Failure is null;
        }
        finally
        {
            Leave();
        }
    }

    private async Task FollowAsync(
        Exchange exchange,
        TimeSpan intended,
        Func<CancellationToken, Task<Failure?>> afterwards,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var known = exchange.Marks().Count;
            var outcome = await GuardAsync(exchange, async () => new ExchangeOutcome("", await afterwards(patience.Token)), patience);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            foreach (var (step, at) in exchange.Marks().Skip(known))
            {
                _recorder.Reached(intended, step, at);
            }

            if (outcome.Failure is { } failure)
            {
                _recorder.Wrong(intended, failure);
            }
        }
        finally
        {
            Leave();
        }
    }

    private async Task<ExchangeOutcome> GuardAsync(Exchange exchange, Func<Task<ExchangeOutcome>> work, CancellationTokenSource patience)
    {
        try
        {
            return await work().WaitAsync(options.ExchangeTimeout, clock, patience.Token);
        }
        catch (Exception ended) when (ended is TimeoutException or OperationCanceledException)
        {
            await patience.CancelAsync();
            var what = exchange.WaitsFor.Length == 0 ? "the end" : exchange.WaitsFor;
            return new ExchangeOutcome(
                scenario.Name,
                new Failure($"time-out ({what})", $"Waited {options.ExchangeTimeout.TotalSeconds:0.###} s for {what}.")
            );
        }
        catch (Exception bug)
        {
            return new ExchangeOutcome(scenario.Name, new Failure($"bug ({bug.GetType().Name})", bug.ToString()));
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
        {
            _idle.TrySetResult();
        }
    }
}

/// <summary>The figures of a moment.</summary>
/// <param name="Elapsed">Since its start.</param>
/// <param name="Target">Rate or clients by plan.</param>
/// <param name="Completed">Ended well so far, warm-up included.</param>
/// <param name="Failed">Ended badly so far.</param>
/// <param name="InFlight">Under way.</param>
/// <param name="Last">The last full slice of time.</param>
/// <param name="SliceWidth">How long a slice is.</param>
/// <param name="Errors">The errors of the measured time.</param>
/// <param name="Ended">Whether the load is over.</param>
public sealed record LoadProgress(
    LoadPlan Plan,
    TimeSpan Elapsed,
    double Target,
    long Completed,
    long Failed,
    int InFlight,
    TimeSlice? Last,
    TimeSpan SliceWidth,
    IReadOnlyList<ErrorCount> Errors,
    bool Ended
);
