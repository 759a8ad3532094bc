using System.Globalization;

namespace Ics2.Reporting;

/// <summary>Figures as reports show them: three digits that mean something, the same everywhere.</summary>
public static class Figures
{
    private const int Digits = 3;

    /// <summary>A figure with three significant digits, thousands apart by a narrow space: <c>0.123</c>, <c>4.57</c>, <c>12.3</c>,
    /// <c>1 230</c>.</summary>
    /// <param name="value">Any number; what is none is a dash.</param>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return "–";
        }

        if (value == 0)
        {
            return "0";
        }

        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var rounded =
            decimals >= 0
                ? Math.Round(value, Math.Min(decimals, 9))
                : Math.Round(value / Math.Pow(10, -decimals)) * Math.Pow(10, -decimals);

        // Rounding may have brought another digit: 99.96 is 100.
        if (rounded != 0)
        {
            decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(rounded)));
        }

        return rounded
            .ToString(string.Create(CultureInfo.InvariantCulture, $"N{Math.Clamp(decimals, 0, 9)}"), CultureInfo.InvariantCulture)
            .Replace(',', '\u202f');
    }

    /// <summary>A count, exact, thousands apart by a narrow space.</summary>
    /// <param name="count">How many.</param>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>A share as percent with three significant digits.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => $"{Of(share * 100)} %";

    /// <summary>Seconds with three significant digits, to the millisecond below one.</summary>
    /// <param name="seconds">How long.</param>
    public static string Seconds(double seconds) =>
        seconds is > 0 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.###} s") : $"{Of(seconds)} s";
}
