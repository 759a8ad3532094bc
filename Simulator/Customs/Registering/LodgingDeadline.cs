using System.Globalization;
using Ics2.Customs.Model;

namespace Ics2.Customs.Registering;

/// <summary>
/// Until when a filing is to be lodged (business-process 3; Articles 105 to 109 of Delegated Regulation (EU) 2015/2446). A late one is
/// accepted, and somebody should know.
/// </summary>
internal static class LodgingDeadline
{
    /// <summary>What is to be said of a filing that comes late; null when it comes in time, or does not say when it travels.</summary>
    /// <param name="type">Type without prefix, for example <c>F10</c>.</param>
    /// <param name="content">What it says.</param>
    /// <param name="receivedAt">When it came.</param>
    public static Flag? Late(string type, FilingContent content, DateTimeOffset receivedAt)
    {
        if (TimeLimits.BeforeLoading(type, content) is { } before)
        {
            return content.Departure is { } departure && receivedAt > departure - before
                ? Flag(departure - receivedAt, before, "loading", "departure")
                : null;
        }

        // What Articles 105 to 109 ask before arrival is what they leave customs for the analysis.
        return TimeLimits.OfAnalysis(type, content) is { } time && content.EstimatedArrival is { } arrival && receivedAt > arrival - time
            ? Flag(arrival - receivedAt, time, "arrival", "arrival")
            : null;
    }

    private static Flag Flag(TimeSpan left, TimeSpan asked, string what, string given)
    {
        var lodged = left < TimeSpan.Zero ? $"{Show(-left)} after {given}" : $"{Show(left)} before {given}";
        return new Flag("late", $"Lodged {lodged}; {(asked == TimeSpan.Zero ? "a time" : Show(asked))} before {what} is asked.");
    }

    private static string Show(TimeSpan time) =>
        time < TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)time.TotalMinutes)} min")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalHours)} h");
}
