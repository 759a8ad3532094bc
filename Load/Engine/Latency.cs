using HdrHistogram;

namespace Ics2.Load.Engine;

/// <summary>Latencies of one kind, in milliseconds.</summary>
/// <param name="Count">How many.</param>
/// <param name="Min">The shortest.</param>
/// <param name="P50">Half were not slower.</param>
/// <param name="P90">90 % were not slower.</param>
/// <param name="P95">95 % were not slower.</param>
/// <param name="P99">99 % were not slower.</param>
/// <param name="P999">99.9 % were not slower.</param>
/// <param name="Max">The longest.</param>
public sealed record LatencySummary(
    long Count,
    double Min,
    double Mean,
    double P50,
    double P90,
    double P95,
    double P99,
    double P999,
    double Max
);

/// <summary>
/// Microseconds in a histogram of three digits, from 1 µs to an hour: a quarter of a megabyte however many come. Not for several threads.
/// </summary>
internal sealed class LatencyHistogram
{
    private const long Longest = 3_600_000_000;
    private const double MicrosecondsPerMillisecond = 1000;

    // Where a percentile curve is drawn: closer and closer to 100.
    private static readonly double[] CurvePoints =
    [
        .. Enumerable.Range(0, 18).Select(i => i * 5.0),
        90,
        92,
        94,
        95,
        96,
        97,
        98,
        98.5,
        99,
        99.2,
        99.4,
        99.6,
        99.8,
        99.9,
        99.95,
        99.99,
        99.995,
        99.999,
    ];

    private readonly LongHistogram _values = new(1, Longest, 3);

    public long Count => _values.TotalCount;

    public void Add(TimeSpan latency) => _values.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, Longest));

    public void Clear() => _values.Reset();

    public double At(double percentile) => Count == 0 ? 0 : _values.GetValueAtPercentile(percentile) / MicrosecondsPerMillisecond;

    public LatencySummary? Summary() =>
        Count == 0
            ? null
            : new LatencySummary(
                Count,
                At(0),
                _values.GetMean() / MicrosecondsPerMillisecond,
                At(50),
                At(90),
                At(95),
                At(99),
                At(99.9),
                _values.GetMaxValue() / MicrosecondsPerMillisecond
            );

    /// <summary>Percentile and milliseconds, as far as the count carries.</summary>
    public IReadOnlyList<(double Percentile, double Milliseconds)> Curve() =>
        [.. CurvePoints.Where(point => Count * (100 - point) / 100 >= 1).Select(point => (point, At(point)))];
}
