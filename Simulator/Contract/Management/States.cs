namespace Ics2.Contract.Management;

/// <summary>States of an ENS filing or arrival notification; the numbers are those of code list CL744 (lifecycle 3.1, 3.2, 3.5).</summary>
public enum FilingState
{
    /// <summary>Not a filing yet.</summary>
    None = 0,

    /// <summary>It has an MRN, and its checks go on. An arrival notification stays here.</summary>
    Registered = 1,

    /// <summary>Refused, with IE3N99 or IE3N01. Final.</summary>
    Rejected = 2,

    /// <summary>Accepted, with IE3R01.</summary>
    Accepted = 3,

    /// <summary>Invalidated on request or after 200 days. Final.</summary>
    Invalidated = 9,
}

/// <summary>States of an ENS and its master consignment (lifecycle 3.3), by CL744.</summary>
public enum EnsState
{
    /// <summary>The filing is none that an ENS is built on.</summary>
    None = 0,

    /// <summary>House filings are awaited.</summary>
    PendingCompleteness = 10,

    /// <summary>All is there.</summary>
    Complete = 11,

    /// <summary>Incomplete, and yet analysed.</summary>
    ConsideredComplete = 12,

    /// <summary>Arrived.</summary>
    Arrived = 19,

    /// <summary>Presented.</summary>
    Presented = 21,
}

/// <summary>States of a house consignment (lifecycle 3.4), by CL744.</summary>
public enum HouseState
{
    /// <summary>No state: the house of an F25.</summary>
    None = 0,

    /// <summary>No master filing yet.</summary>
    PendingLinking = 4,

    /// <summary>Linked with its master filing.</summary>
    Linked = 5,

    /// <summary>Pre-loading data that wait for their pre-arrival counterpart.</summary>
    PendingAssociation = 6,

    /// <summary>Pre-loading data that have met it.</summary>
    Associated = 7,

    /// <summary>Arrived.</summary>
    Arrived = 19,

    /// <summary>Presented.</summary>
    Presented = 21,
}

/// <summary>Where the full risk analysis of an ENS stands (lifecycle 3.3, rows 8 to 11).</summary>
public enum RiskStage
{
    /// <summary>Not begun.</summary>
    None,

    /// <summary>Ready for full risk analysis, or under way.</summary>
    Ready,

    /// <summary>For now no further action necessary.</summary>
    NoRisk,

    /// <summary>Risk identified: a control is recommended.</summary>
    RiskIdentified,

    /// <summary>Something must not be loaded.</summary>
    DoNotLoad,
}

/// <summary>Internal states of a referral (lifecycle 3.7).</summary>
public enum ReferralState
{
    /// <summary>Sent.</summary>
    Open,

    /// <summary>Answered by the trader.</summary>
    Answered,

    /// <summary>Assessed.</summary>
    Closed,

    /// <summary>Followed by a further measure.</summary>
    Escalated,

    /// <summary>Its filing was invalidated.</summary>
    Cancelled,
}

/// <summary>What kind of thing is due.</summary>
public enum TimerKind
{
    /// <summary>200 days without arrival or presentation.</summary>
    TwoHundredDays,

    /// <summary>House filings did not come in time.</summary>
    Linking,

    /// <summary>A do-not-load is possible no longer.</summary>
    RiskAnalysis,

    /// <summary>The instructed delay before the assessment is over (lifecycle 5.2.3).</summary>
    Assessment,
}
