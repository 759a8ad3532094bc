namespace Ics2.Load.Engine;

/// <summary>One kind of error.</summary>
/// <param name="Kind">Its short name.</param>
/// <param name="Count">How often in the measured time.</param>
/// <param name="Example">The first one in full.</param>
public sealed record ErrorCount(string Kind, long Count, string Example);

/// <summary>The exchanges of one label.</summary>
/// <param name="Name">The label.</param>
/// <param name="Completed">How many went well.</param>
/// <param name="Failed">How many did not.</param>
/// <param name="Latency">Of those that went well; null when none did.</param>
public sealed record LabelResult(string Name, long Completed, long Failed, LatencySummary? Latency);

/// <summary>Time from the intended start until a step was reached.</summary>
/// <param name="Name">The step.</param>
/// <param name="Latency">Its latencies.</param>
public sealed record StepResult(string Name, LatencySummary Latency);

/// <summary>A slice of time.</summary>
/// <param name="At">Its beginning, seconds since the start of the plan.</param>
/// <param name="Counts">Whether it lies in the measured time.</param>
/// <param name="Completed">Exchanges that ended well in it.</param>
/// <param name="Failed">Exchanges that ended badly in it.</param>
/// <param name="P50">Milliseconds; null when none ended well.</param>
/// <param name="P99">Milliseconds.</param>
/// <param name="Max">Milliseconds.</param>
/// <param name="InFlight">Exchanges under way at its end.</param>
/// <param name="Vitals">How the processes were then; null when nobody looked.</param>
public sealed record TimeSlice(
    double At,
    bool Counts,
    long Completed,
    long Failed,
    double? P50,
    double? P99,
    double? Max,
    int InFlight,
    Vitals? Vitals
);

/// <summary>What came out of a run.</summary>
public sealed record Measurement
{
    /// <summary>The plan that was run.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long was measured; less than planned when it was stopped.</summary>
    public required TimeSpan Measured { get; init; }

    /// <summary>Whether somebody stopped it before its end.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Exchanges that began in the measured time and went well, those included that ended after it.</summary>
    public required long Completed { get; init; }

    /// <summary>Exchanges that began in the measured time and went wrong, or could not begin.</summary>
    public required long Failed { get; init; }

    /// <summary>Exchanges that ended well within the measured time, per second of it.</summary>
    public required double ThroughputPerSecond { get; init; }

    /// <summary>From the intended start to the end; null when nothing went well.</summary>
    public required LatencySummary? Latency { get; init; }

    /// <summary>The percentile curve: percentile and milliseconds.</summary>
    public required IReadOnlyList<(double Percentile, double Milliseconds)> Curve { get; init; }

    /// <summary>The errors, the most frequent first.</summary>
    public required IReadOnlyList<ErrorCount> Errors { get; init; }

    /// <summary>Results by label.</summary>
    public required IReadOnlyList<LabelResult> Labels { get; init; }

    /// <summary>Latencies by step.</summary>
    public required IReadOnlyList<StepResult> Steps { get; init; }

    /// <summary>How late exchanges began, by fault of the engine: open plans only.</summary>
    public required LatencySummary? Lateness { get; init; }

    /// <summary>Share of the exchanges that began more than ten milliseconds late, 0 to 1.</summary>
    public required double LateShare { get; init; }

    /// <summary>The course of the run.</summary>
    public required IReadOnlyList<TimeSlice> Timeline { get; init; }

    /// <summary>All exchanges ever ended well, warm-up included: the divisor for what is counted over the whole run.</summary>
    public required long EverCompleted { get; init; }

    /// <summary>Failed of all, 0 to 1.</summary>
    public double ErrorShare => Completed + Failed == 0 ? 0 : (double)Failed / (Completed + Failed);
}
