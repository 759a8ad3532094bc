using System.Globalization;
using System.Text;

namespace Ics2.Reporting;

/// <summary>A plot as inline SVG: colours come from the style sheet, so that it follows light, dark and paper.</summary>
/// <param name="title">What is shown.</param>
/// <param name="unit">Unit of the upright axis.</param>
/// <param name="x">The level axis.</param>
/// <param name="series">What is drawn, the hindmost first.</param>
public sealed class SvgPlot(string title, string unit, Axis x, IReadOnlyList<Series> series)
{
    private const double Width = 760;
    private const double Height = 270;
    private const double Left = 62;
    private const double Right = 30;
    private const double Top = 12;
    private const double Bottom = 34;

    private readonly StringBuilder _svg = new();

    /// <summary>Draws the upright axis by powers of ten.</summary>
    public bool Logarithmic { get; init; }

    /// <summary>A stretch of the level axis that does not count.</summary>
    public IReadOnlyList<(double From, double To)> Shaded { get; init; } = [];

    /// <summary>The plot with its title and legend.</summary>
    public string Draw()
    {
        var shown = series.Where(one => one.HasValues).ToList();
        var values = shown.SelectMany(one => one.Points).Select(point => point.Y).OfType<double>().ToList();
        var y = Logarithmic ? Axis.Logarithmic(values) : Axis.FromZero(values);
        Write($"<figure><figcaption><b>{Text(title)}</b> <span>{Text(unit)}</span><span class=\"legend\">");
        foreach (var one in shown)
        {
            Write($"<i class=\"{one.Colour}{(one.Style == SeriesStyle.Dashes ? " dashed" : "")}\">{Text(one.Name)}</i>");
        }

        Write($"</span></figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Text(title)}\">");
        foreach (var (from, to) in Shaded)
        {
            Write(
                $"<rect class=\"shade\" x=\"{X(from)}\" y=\"{Top}\" width=\"{Math.Max(0, X(to) - X(from))}\" height=\"{Height - Top - Bottom}\"/>"
            );
        }

        foreach (var (value, label) in y.Ticks)
        {
            Write($"<path class=\"grid\" d=\"M{Left} {Y(y, value)}H{Width - Right}\"/><text class=\"y\" x=\"{Left - 7}\" ");
            Write($"y=\"{Y(y, value) + 4.5}\">{Text(label)}</text>");
        }

        foreach (var (value, label) in x.Ticks)
        {
            Write($"<path class=\"tick\" d=\"M{X(value)} {Height - Bottom}v4\"/><text class=\"x\" x=\"{X(value)}\" ");
            Write($"y=\"{Height - Bottom + 20}\">{Text(label)}</text>");
        }

        shown.ForEach(one => Draw(one, y));
        Write($"<path class=\"axis\" d=\"M{Left} {Height - Bottom}H{Width - Right}\"/></svg></figure>\n");
        return _svg.ToString();
    }

    private void Draw(Series one, Axis y)
    {
        var floor = Height - Bottom;
        if (one.Style == SeriesStyle.Bars)
        {
            var width = Math.Max(1.2, (Width - Left - Right) / Math.Max(1, one.Points.Count) * 0.8);
            foreach (var (at, value) in one.Points.Where(point => point.Y > 0))
            {
                Write(
                    $"<rect class=\"bar {one.Colour}\" x=\"{X(at)}\" y=\"{Y(y, value!.Value)}\" width=\"{width}\" height=\"{floor - Y(y, value.Value)}\"/>"
                );
            }

            return;
        }

        foreach (var run in Runs(one.Points))
        {
            var path = string.Join(
                "L",
                run.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.##} {Y(y, point.Y):0.##}"))
            );
            if (one.Style == SeriesStyle.Area)
            {
                Write($"<path class=\"area {one.Colour}\" d=\"M{X(run[0].X)} {floor}L{path}L{X(run[^1].X)} {floor}Z\"/>");
            }

            Write(
                run.Count == 1
                    ? (FormattableString)$"<circle class=\"dot {one.Colour}\" cx=\"{X(run[0].X)}\" cy=\"{Y(y, run[0].Y)}\" r=\"2\"/>"
                    : $"<path class=\"line {one.Colour}{(one.Style == SeriesStyle.Dashes ? " dashed" : "")}\" d=\"M{path}\"/>"
            );
        }
    }

    // Stretches without a gap.
    private static IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double? Y)> points)
    {
        var run = new List<(double X, double Y)>();
        foreach (var (at, value) in points)
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

    private double X(double value) => Math.Round(Left + (x.Place(value) * (Width - Left - Right)), 2);

    private static double Y(Axis y, double value) =>
        Math.Round(Height - Bottom - (Math.Clamp(y.Place(value), 0, 1) * (Height - Top - Bottom)), 2);

    private void Write(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Text(string text) => HtmlText.Of(text);
}
