namespace Ics2.Customs.Model;

/// <summary>What kind of thing is due.</summary>
public enum TimerKind
{
    /// <summary>200 days without arrival or presentation.</summary>
    TwoHundredDays,

    /// <summary>House filings did not come in time.</summary>
    Linking,

    /// <summary>A do-not-load is possible no longer.</summary>
    RiskAnalysis,

    /// <summary>
    /// The instructed delay before the assessment is over. It stands for the timers of the responsible and the involved Member States
    /// (lifecycle 5.2.3), whose length is not specified and which end with their answers.
    /// </summary>
    Assessment,
}

/// <summary>A timer, as data.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Due">When.</param>
public sealed record DueTimer(TimerKind Kind, DateTimeOffset Due);
