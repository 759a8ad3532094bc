using System.Text.Json;

namespace Ics2.Contract.Management;

/// <summary>A filing or arrival notification with everything that happened to it (<c>GET /filings/{mrn}</c>).</summary>
/// <param name="Type">For example <c>F12</c>.</param>
/// <param name="Declarant">EORI of the declarant.</param>
/// <param name="Party">Party id of the system that sent it.</param>
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
/// <param name="History">What happened, oldest first; empty in the answer to an action.</param>
public sealed record FilingDetail(
    string Type,
    string? Mrn,
    string? Lrn,
    string? Declarant,
    string Party,
    FilingState State,
    EnsState Ens,
    bool PartlyArrived,
    RiskStage Risk,
    int Amendments,
    bool ControlDecided,
    IReadOnlyList<Flag> Flags,
    IReadOnlyList<Proposal> Proposals,
    IReadOnlyList<HouseView> Houses,
    IReadOnlyList<string> HeldContainers,
    IReadOnlyList<Referral> Referrals,
    IReadOnlyList<DueTimer> Timers,
    IReadOnlyList<HistoryView> History
)
{
    /// <summary>What is worth a look, though customs accepts it: lodged late, identifiers of a doubtful form.</summary>
    public IReadOnlyList<Flag> Hints { get; init; } = [];
}

/// <summary>A house of a filing.</summary>
/// <param name="Document">House document.</param>
/// <param name="DoNotLoad">Under an order.</param>
/// <param name="AtRisk">The full analysis found a risk in it.</param>
/// <param name="LinkedTo">Message id of the filing its ENS is built on.</param>
public sealed record HouseView(string? Document, HouseState State, bool DoNotLoad, bool AtRisk, string? LinkedTo);

/// <summary>Something that customs noticed and the trader is not told.</summary>
/// <param name="Kind">weight, packages, actor, document, pre-loading; arrival; late; or the check that a hint comes from.</param>
/// <param name="Text">What does not fit.</param>
public sealed record Flag(string Kind, string Text);

/// <summary>A house that may belong to an ENS.</summary>
/// <param name="Mrn">MRN of its filing.</param>
/// <param name="Why">What both have: a container number or shipping marks.</param>
public sealed record Proposal(string Mrn, string? HouseDocument, string Why);

/// <summary>One request of customs.</summary>
/// <param name="Reference">Unique in the simulator; answers and amendments name it.</param>
/// <param name="Type">RFI, AMD or RFS (CL735).</param>
/// <param name="State">Where it stands.</param>
/// <param name="PreLoading">Belongs to the pre-loading analysis.</param>
/// <param name="Ordered">Made by order of the playbook, not by an officer.</param>
public sealed record Referral(string Reference, string Type, ReferralState State, bool PreLoading, bool Ordered = false);

/// <summary>Something that is due.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Due">When.</param>
public sealed record DueTimer(TimerKind Kind, DateTimeOffset Due);

/// <summary>What <c>GET /timers</c> answers.</summary>
/// <param name="Timers">Soonest first.</param>
public sealed record TimerList(IReadOnlyList<TimerView> Timers);

/// <summary>A timer of some filing.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Due">When; in an event, when it ran out.</param>
public sealed record TimerView(string Mrn, TimerKind Kind, DateTimeOffset Due)
{
    /// <summary>Whether it has run out.</summary>
    public bool Expired { get; init; }
}

/// <summary>One thing that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Data">With which details.</param>
public sealed record HistoryView(DateTimeOffset At, string Event, JsonElement Data);
