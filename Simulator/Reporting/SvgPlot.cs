using System.Globalization;

namespace Ics2.Reporting;

/// <summary>A plot: colours come from the style sheet, so that it follows light, dark and paper. The component of that name draws it.</summary>
/// <param name="title">What is shown.</param>
/// <param name="unit">Unit of the upright axis.</param>
/// <param name="x">The level axis.</param>
/// <param name="series">What is drawn, the hindmost first.</param>
public sealed class SvgPlot(string title, string unit, Axis x, IReadOnlyList<Series> series)
{
    internal const double Width = 760;
    internal const double Height = 270;
    internal const double Left = 62;
    internal const double Right = 30;
    internal const double Top = 12;
    internal const double Floor = Height - 34;

    private Axis? _upright;

    /// <summary>Draws the upright axis by powers of ten.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>A stretch of the level axis that does not count.</summary>
    public IReadOnlyList<(double From, double To)> Shaded { get; init; } = [];

    internal string Title => title;

    internal string Unit => unit;

    internal Axis Level => x;

    internal IReadOnlyList<Series> Shown { get; } = [.. series.Where(one => one.HasValues)];

    internal Axis Upright => _upright ??= Logarithmic ? Axis.Logarithmic(Values) : Axis.FromZero(Values);

    private List<double> Values => [.. Shown.SelectMany(one => one.Points).Select(point => point.Y).OfType<double>()];

    internal double X(double value) => Math.Round(Left + (x.Place(value) * (Width - Left - Right)), 2);

    internal double Y(double value) => Math.Round(Floor - (Math.Clamp(Upright.Place(value), 0, 1) * (Floor - Top)), 2);

    internal static double BarWidth(Series one) => Math.Max(1.2, (Width - Left - Right) / Math.Max(1, one.Points.Count) * 0.8);

    internal string Path(IReadOnlyList<(double X, double Y)> run) =>
        "M" + string.Join('L', run.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.##} {Y(point.Y):0.##}")));

    internal string Area(IReadOnlyList<(double X, double Y)> run) =>
        Path(run) + string.Create(CultureInfo.InvariantCulture, $"L{X(run[^1].X):0.##} {Floor:0.##}L{X(run[0].X):0.##} {Floor:0.##}Z");

    /// <summary>Stretches without a gap.</summary>
    internal static IEnumerable<IReadOnlyList<(double X, double Y)>> Runs(Series one)
    {
        var run = new List<(double X, double Y)>();
        foreach (var (at, value) in one.Points)
        {
            if (value is { } known)
            {
                run.Add((at, known));
            }
            else if (run.Count > 0)
            {
                yield return run;
                run = [];
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
