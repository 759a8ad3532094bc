namespace Ics2.Load.Engine;

/// <summary>One exchange under way.</summary>
/// <param name="number">Its number in the run, from 0; no two are equal.</param>
/// <param name="intended">When it was to begin, a time stamp of the clock: latency counts from here, not from when we got round to
/// it.</param>
/// <param name="clock">Measures.</param>
public sealed class Exchange(long number, long intended, TimeProvider clock)
{
    private readonly Lock _gate = new(); // a scenario whose time was over may still be marking
    private readonly List<(string Step, TimeSpan At)> _marks = [];

    /// <summary>Its number in the run.</summary>
    public long Number => number;

    /// <summary>What it waits for, in a word or two; a time-out says so.</summary>
    public string WaitsFor { get; set; } = "";

    /// <summary>The steps reached so far, each with the time since the intended start.</summary>
    public IReadOnlyList<(string Step, TimeSpan At)> Marks()
    {
        lock (_gate)
        {
            return [.. _marks];
        }
    }

    /// <summary>Time since the intended start.</summary>
    public TimeSpan Elapsed => clock.GetElapsedTime(intended);

    /// <summary>Notes that a step is reached; its latency is reported beside that of the whole.</summary>
    /// <param name="step">A name from a small set.</param>
    public void Mark(string step)
    {
        lock (_gate)
        {
            _marks.Add((step, Elapsed));
        }
    }
}
