using System.Globalization;

namespace Ics2.Reporting;

/// <summary>An axis of a plot.</summary>
/// <param name="Place">Where a value lies: 0 is the beginning of the axis, 1 its end.</param>
/// <param name="Ticks">The labelled values.</param>
public sealed record Axis(Func<double, double> Place, IReadOnlyList<(double Value, string Label)> Ticks)
{
    private const int Wanted = 5;

    // Where a percentile curve is labelled.
    private static readonly double[] Percentiles = [0, 50, 75, 90, 99, 99.9, 99.99, 99.999];

    private static readonly int[] Fine = [1, 2, 5];
    private static readonly int[] Coarse = [1];

    /// <summary>From zero to a little above the greatest value.</summary>
    /// <param name="values">What is shown.</param>
    public static Axis FromZero(IReadOnlyCollection<double> values)
    {
        var most = values.Count == 0 || values.Max() <= 0 ? 1 : values.Max();
        var step = Step(most / Wanted);
        var end = step * Math.Ceiling(most / step * 1.02);
        return new Axis(
            value => value / end,
            [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(i => (i * step, Label(i * step)))]
        );
    }

    /// <summary>By powers of ten, labelled at 1, 2 and 5 of each.</summary>
    /// <param name="values">What is shown; what is not above zero lies at the beginning.</param>
    public static Axis Logarithmic(IReadOnlyCollection<double> values)
    {
        var positive = values.Where(value => value > 0).DefaultIfEmpty(1).ToList();
        var from = Math.Floor(Math.Log10(positive.Min()) + 1e-9);
        var to = Math.Max(from + 1, Math.Ceiling(Math.Log10(positive.Max()) - 1e-9));
        var fine = to - from <= 2;
        var ticks = Enumerable
            .Range((int)from, (int)(to - from) + 1)
            .SelectMany(power => (fine ? Fine : Coarse).Select(i => i * Math.Pow(10, power)))
            .Where(value => value <= Math.Pow(10, to) * 1.0001);
        return new Axis(
            value => value <= 0 ? 0 : (Math.Log10(value) - from) / (to - from),
            [.. ticks.Select(value => (value, Label(value)))]
        );
    }

    /// <summary>Seconds, as seconds, minutes or hours.</summary>
    /// <param name="seconds">The end.</param>
    public static Axis Time(double seconds)
    {
        seconds = Math.Max(seconds, 1);
        double[] steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400, 172800];
        var step = steps.FirstOrDefault(step => seconds / step <= 10, steps[^1]);
        return new Axis(
            value => value / seconds,
            [.. Enumerable.Range(0, (int)(seconds / step) + 1).Select(i => (i * step, Clock(i * step)))]
        );
    }

    /// <summary>Percentiles, stretched towards 100: each label a tenth of what is left.</summary>
    /// <param name="last">The last percentile.</param>
    public static Axis Percentile(double last)
    {
        static double Stretch(double percentile) => -Math.Log10(1 - (Math.Min(percentile, 99.9999) / 100));
        var end = Math.Max(Stretch(last), 1);
        return new Axis(
            value => Stretch(value) / end,
            [
                .. Percentiles
                    .Where(value => Stretch(value) <= end * 1.001)
                    .Select(value => (value, string.Create(CultureInfo.InvariantCulture, $"{value:0.###} %"))),
            ]
        );
    }

    private static double Step(double atLeast)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(atLeast)));
        return new[] { 1, 2, 2.5, 5, 10 }.First(i => i * power >= atLeast * 0.999) * power;
    }

    private static string Label(double value) =>
        value >= 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.##}k")
            : string.Create(CultureInfo.InvariantCulture, $"{value:0.###}");

    private static string Clock(double seconds) =>
        seconds switch
        {
            >= 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.##} h"),
            >= 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0.##} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        };
}
