using Ics2.Load.Engine;
using Ics2.Reporting;

namespace Ics2.Load.Reporting;

/// <summary>The plots of a report.</summary>
internal sealed class LoadPlots(LoadResult result)
{
    private readonly IReadOnlyList<TimeSlice> _slices = result.Run.Timeline;
    private readonly double _width = result.Run.Timeline.Count > 1 ? result.Run.Timeline[1].At - result.Run.Timeline[0].At : 1;

    public IEnumerable<SvgPlot> All()
    {
        var run = result.Run;
        var plan = run.Plan;
        var time = Axis.Time(_slices.Count == 0 ? 1 : _slices[^1].At + _width);
        (double, double)[] shaded =
        [
            (0, plan.WarmUp.TotalSeconds),
            .. _slices.Count > 0 && _slices[^1].At >= plan.Length.TotalSeconds
                ? new[] { (plan.Length.TotalSeconds, _slices[^1].At + _width) }
                : [],
        ];
        yield return new SvgPlot(
            "Throughput",
            "exchanges per second",
            time,
            [
                new("completed", "c1", SeriesStyle.Area, Over(slice => slice.Completed / _width)),
                new(
                    "due by plan",
                    "c5",
                    SeriesStyle.Dashes,
                    plan.Shape == LoadShape.Open ? Over(slice => plan.At(TimeSpan.FromSeconds(slice.At + (_width / 2)))) : []
                ),
                new("RSA ceiling", "c4", SeriesStyle.Dashes, result.Ceiling > 0 && result.Share > 0.1 ? Over(_ => result.Ceiling) : []),
            ]
        )
        {
            Shaded = shaded,
        };
        yield return new SvgPlot(
            "Latency",
            "ms, by the time of the end",
            time,
            [
                new("max", "c5", SeriesStyle.Line, Over(slice => slice.Max)),
                new("p99", "c2", SeriesStyle.Line, Over(slice => slice.P99)),
                new("p50", "c1", SeriesStyle.Line, Over(slice => slice.P50)),
            ]
        )
        {
            Logarithmic = true,
            Shaded = shaded,
        };
        yield return new SvgPlot(
            "Errors",
            "failed per second",
            time,
            [new("failed", "c3", SeriesStyle.Bars, Over(slice => slice.Failed / _width))]
        )
        {
            Shaded = shaded,
        };
        if (run.Curve.Count > 0)
        {
            yield return new SvgPlot(
                "Percentiles",
                "latency in ms that so many exchanges did not exceed",
                Axis.Percentile(run.Curve[^1].Percentile),
                [new("latency", "c1", SeriesStyle.Area, [.. run.Curve.Select(point => (point.Percentile, (double?)point.Milliseconds))])]
            )
            {
                Logarithmic = true,
            };
        }

        foreach (var plot in Processes(time, shaded))
        {
            yield return plot;
        }
    }

    private IEnumerable<SvgPlot> Processes(Axis time, (double, double)[] shaded)
    {
        if (_slices.All(slice => slice.Vitals is null))
        {
            yield break;
        }

        var separate = result.Options.System.IsSeparate;
        yield return new SvgPlot(
            "Processor",
            "cores busy",
            time,
            [
                new("whole machine", "c5", SeriesStyle.Line, Over(slice => slice.Vitals?.MachineCores)),
                new("access point", "c1", SeriesStyle.Line, Over(slice => slice.Vitals?.ServerCores)),
                new(separate ? "load generator" : "this process", "c4", SeriesStyle.Line, Over(slice => slice.Vitals?.ClientCores)),
            ]
        )
        {
            Shaded = shaded,
        };
        yield return new SvgPlot(
            "Memory",
            "MB of working set",
            time,
            [
                new("access point", "c1", SeriesStyle.Line, Over(slice => slice.Vitals?.ServerMb)),
                new(separate ? "load generator" : "this process", "c4", SeriesStyle.Line, Over(slice => slice.Vitals?.ClientMb)),
            ]
        )
        {
            Shaded = shaded,
        };
    }

    private IReadOnlyList<(double X, double? Y)> Over(Func<TimeSlice, double?> value) =>
        [.. _slices.Select(slice => (slice.At + (_width / 2), value(slice)))];
}
