using Ics2.Customs.Model;

namespace Ics2.Simulator;

/// <summary>A filing or arrival notification as customs sees it (<c>GET /filings/{mrn}</c>).</summary>
/// <param name="Type">For example <c>F12</c>.</param>
/// <param name="Declarant">EORI of the declarant.</param>
/// <param name="State">Of the filing.</param>
/// <param name="Ens">Of the ENS built on it; none for house filings.</param>
/// <param name="PartlyArrived">That ENS has arrived as part of a split shipment.</param>
/// <param name="Risk">Where the full analysis of that ENS stands.</param>
/// <param name="Amendments">How often it was amended.</param>
/// <param name="ControlDecided">A control was decided or notified.</param>
/// <param name="Flags">What customs noticed and the trader is not told: data that do not fit together (LNK-11), an arrival that matches
/// nothing.</param>
/// <param name="Proposals">Houses found by other data, which an officer may relate.</param>
/// <param name="HeldContainers">Containers that must not be loaded.</param>
/// <param name="Referrals">Requests of customs, in order.</param>
/// <param name="Timers">What is due when.</param>
public sealed record FilingOnFile(
    string Type,
    string? Mrn,
    string? Lrn,
    string? Declarant,
    FilingState State,
    EnsState Ens,
    bool PartlyArrived,
    RiskStage Risk,
    int Amendments,
    bool ControlDecided,
    IReadOnlyList<Flag> Flags,
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<HouseOnFile> Houses,
    IReadOnlyList<string> HeldContainers,
    IReadOnlyList<Referral> Referrals,
    IReadOnlyList<DueTimer> Timers
);

/// <summary>A house of a filing.</summary>
/// <param name="Document">House document.</param>
/// <param name="DoNotLoad">Under an order.</param>
/// <param name="AtRisk">The full analysis found a risk in it.</param>
/// <param name="LinkedTo">Message id of the filing its ENS is built on.</param>
public sealed record HouseOnFile(string? Document, HouseState State, bool DoNotLoad, bool AtRisk, string? LinkedTo);

/// <summary>What changes in an operator's entry (lifecycle 1.2); what is null stays.</summary>
public sealed record OperatorChange
{
    /// <summary>Whether it is connected: otherwise it gets no copies and no IE3N11, and nothing is pushed to it.</summary>
    public bool? Connected { get; init; }

    /// <summary>Whether it holds AEOS, so that it may be warned with IE3N09.</summary>
    public bool? AeoSecurity { get; init; }

    /// <summary>Which of R01 (as carrier), N02, N03, N04, N05, N07, N09 it does not want; empty for wanting all.</summary>
    public IReadOnlyList<string>? Unsubscribed { get; init; }
}
