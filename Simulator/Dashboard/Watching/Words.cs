using System.Globalization;
using Ics2.Contract.Management;
using Ics2.Contract.Rehearsals;
using Ics2.Reporting;

namespace Ics2.Dashboard.Watching;

/// <summary>Words for people.</summary>
public static class Words
{
    /// <summary>A value in small words, for example <c>pending completeness</c>.</summary>
    public static string Of(Enum value) =>
        string.Concat(
            value
                .ToString()
                .Select(
                    (letter, at) =>
                        char.IsUpper(letter) && at > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"
                )
        );

    /// <summary>A time of day with seconds, UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>An instant, UTC.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long it is until something: <c>in 3 d 4 h</c>, <c>12 min ago</c>.</summary>
    public static string Until(DateTimeOffset due, DateTimeOffset now)
    {
        var span = due - now;
        var far = span.Duration();
        var text =
            far.TotalDays >= 1 ? $"{(int)far.TotalDays} d {far.Hours} h"
            : far.TotalHours >= 1 ? $"{(int)far.TotalHours} h {far.Minutes} min"
            : far.TotalMinutes >= 1 ? $"{(int)far.TotalMinutes} min"
            : $"{(int)far.TotalSeconds} s";
        return span >= TimeSpan.Zero ? $"in {text}" : $"{text} ago";
    }

    /// <summary>How a filing state is to be looked at.</summary>
    public static Mood MoodOf(FilingState state) =>
        state switch
        {
            FilingState.Accepted => Mood.Good,
            FilingState.Rejected => Mood.Bad,
            FilingState.Invalidated => Mood.Quiet,
            _ => Mood.Open,
        };

    /// <summary>How the state of a rehearsal is to be looked at.</summary>
    public static Mood MoodOf(RehearsalState state) =>
        state switch
        {
            RehearsalState.Passed => Mood.Good,
            RehearsalState.NotPassed => Mood.Bad,
            RehearsalState.Interrupted => Mood.Caution,
            _ => Mood.Open,
        };

    /// <summary>A sign for a verdict or a state of a scenario, beside its word.</summary>
    public static string Tick(string verdict) =>
        verdict switch
        {
            "pass" => "✓",
            "fail" => "✗",
            "warning" => "!",
            "inconclusive" => "?",
            "running" => "▸",
            "skipped" => "–",
            _ => "·",
        };

    /// <summary>How a word of a verdict is to be looked at.</summary>
    public static Mood MoodOf(string verdict) =>
        verdict switch
        {
            "passed" or "pass" or "accepted" or "delivered" or "processed" => Mood.Good,
            "failed" or "fail" or "refused" => Mood.Bad,
            "warning" or "unanswered" => Mood.Caution,
            "inconclusive" or "running" => Mood.Open,
            _ => Mood.Quiet,
        };
}
