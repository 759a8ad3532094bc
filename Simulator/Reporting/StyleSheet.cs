namespace Ics2.Reporting;

/// <summary>
/// The style sheets that our pages share. The colours are tokens (<c>--ink</c>, <c>--paper</c>, <c>--good</c>, <c>--good-wash</c> ...), set for
/// light, dark and paper in one place.
/// </summary>
public static class StyleSheet
{
    /// <summary>What every page has: colours, type, tables, badges, tiles, and how it is printed.</summary>
    public static string Page { get; } = Read("page.css");

    /// <summary>What plots and sequence diagrams have besides.</summary>
    public static string Plots { get; } = Read("plots.css");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
