namespace Ics2.Reporting;

/// <summary>How a series is drawn.</summary>
public enum SeriesStyle
{
    /// <summary>A line; gaps where there is no value.</summary>
    Line,

    /// <summary>A line over a filled area.</summary>
    Area,

    /// <summary>Bars.</summary>
    Bars,

    /// <summary>A dashed line.</summary>
    Dashes,
}

/// <summary>A series of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Colour">The class that gives the colour.</param>
/// <param name="Style">How it is drawn.</param>
/// <param name="Points">The points; null where there is no value.</param>
public sealed record Series(string Name, string Colour, SeriesStyle Style, IReadOnlyList<(double X, double? Y)> Points)
{
    internal bool HasValues => Points.Any(point => point.Y is not null);
}
