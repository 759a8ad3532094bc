namespace Ics2.Customs.Model;

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

/// <summary>One request of customs.</summary>
/// <param name="Reference">Unique in the simulator.</param>
/// <param name="Type">RFI, AMD or RFS (CL735).</param>
/// <param name="State">Where it stands.</param>
/// <param name="PreLoading">Belongs to the pre-loading analysis.</param>
/// <param name="Ordered">Made by order of the instructions, not by an officer.</param>
public sealed record Referral(string Reference, string Type, ReferralState State, bool PreLoading, bool Ordered = false);
