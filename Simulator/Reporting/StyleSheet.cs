namespace Ics2.Reporting;

/// <summary>
/// The parts of style sheets that our pages share. They go by the colours <c>--ink</c>, <c>--soft</c>, <c>--line</c> and <c>--wash</c> that
/// each page sets for light, dark and paper, and plots by <c>--c1</c> to <c>--c5</c>.
/// </summary>
public static class StyleSheet
{
    /// <summary>What every page has: its font, its colours, and that these are printed.</summary>
    public static string Page { get; } = Read("page.css");

    /// <summary>What pages with an <see cref="SvgPlot"/> have besides.</summary>
    public static string Plots { get; } = Read("plots.css");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
