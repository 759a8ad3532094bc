using System.Collections.Immutable;

namespace Ics2.Customs.Model;

/// <summary>Something that happened to a filing. Stored, and never changed: the state is what these add up to.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
public abstract record CustomsEvent(FilingKey Key, DateTimeOffset At);

/// <summary>The trader interface refused the filing with IE3N99; it gets no MRN (lifecycle 3.2, row 1).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Lrn">Its LRN, as far as readable.</param>
/// <param name="Declarant">Its declarant, as far as readable.</param>
/// <param name="ReceivedAt">When its message came.</param>
/// <param name="Codes">Codes of CL723, one per finding.</param>
internal sealed record FilingRefused(
    FilingKey Key,
    DateTimeOffset At,
    string Type,
    string? Lrn,
    string? Declarant,
    DateTimeOffset ReceivedAt,
    IReadOnlyList<string> Codes
) : CustomsEvent(Key, At);

/// <summary>The filing or arrival notification got its MRN (lifecycle 3.2, row 2).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Declarant">Its declarant, or the person notifying.</param>
/// <param name="ReceivedAt">When its message came.</param>
internal sealed record FilingRegistered(
    FilingKey Key,
    DateTimeOffset At,
    string Type,
    string Lrn,
    string Declarant,
    DateTimeOffset ReceivedAt,
    string Mrn
) : CustomsEvent(Key, At)
{
    /// <summary>What it says.</summary>
    public FilingContent Content { get; init; } = new();

    /// <summary>Version of the messages it is of; null for the usual one.</summary>
    public string? SpecPack { get; init; }

    /// <summary>What is worth a look, though customs accepts it.</summary>
    public ImmutableArray<Flag> Hints { get; init; } = [];

    /// <summary>What customs was told to do with it.</summary>
    public Instructions Instructions { get; init; } = Instructions.None;
}

/// <summary>A registered filing failed the life-cycle checks (lifecycle 3.2, row 4).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Codes">Codes of CL723, one per finding.</param>
internal sealed record FilingRejected(FilingKey Key, DateTimeOffset At, IReadOnlyList<string> Codes) : CustomsEvent(Key, At);

/// <summary>The filing passed every check (lifecycle 3.2, row 5).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
internal sealed record FilingAccepted(FilingKey Key, DateTimeOffset At) : CustomsEvent(Key, At);

/// <summary>An amendment replaced the content (lifecycle 3.2, row 6).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Content">What it says now.</param>
internal sealed record FilingAmended(FilingKey Key, DateTimeOffset At, FilingContent Content) : CustomsEvent(Key, At);

/// <summary>The filing was invalidated (lifecycle 3.2, rows 7 and 8).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Expired">By 200 days, not on request.</param>
internal sealed record FilingInvalidated(FilingKey Key, DateTimeOffset At, bool Expired) : CustomsEvent(Key, At);

/// <summary>A timer runs.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Which timer.</param>
/// <param name="Due">When it expires.</param>
internal sealed record TimerStarted(FilingKey Key, DateTimeOffset At, TimerKind Kind, DateTimeOffset Due) : CustomsEvent(Key, At);

/// <summary>A timer was stopped before it expired.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Which timer.</param>
internal sealed record TimerStopped(FilingKey Key, DateTimeOffset At, TimerKind Kind) : CustomsEvent(Key, At);

/// <summary>A timer expired.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Which timer.</param>
internal sealed record TimerExpired(FilingKey Key, DateTimeOffset At, TimerKind Kind) : CustomsEvent(Key, At);

/// <summary>The ENS built on the filing changed its state (lifecycle 3.3).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="To">The new state.</param>
/// <param name="Partly">Arrived as a part of a split shipment: 'partially arrived', which has no code of its own (DEC-10).</param>
internal sealed record EnsMoved(FilingKey Key, DateTimeOffset At, EnsState To, bool Partly = false) : CustomsEvent(Key, At)
{
    /// <summary>MRN of the arrival notification that moved it.</summary>
    public string? Arrival { get; init; }
}

/// <summary>House consignments changed their state together (lifecycle 3.4); a filing may have 99999.</summary>
/// <param name="Key">Their filing.</param>
/// <param name="At">When.</param>
/// <param name="Houses">Their indices.</param>
/// <param name="To">The new state.</param>
/// <param name="Ens">The filing its ENS is built on.</param>
internal sealed record HousesMoved(FilingKey Key, DateTimeOffset At, ImmutableArray<int> Houses, HouseState To, FilingKey? Ens)
    : CustomsEvent(Key, At);

/// <summary>An officer related a house to a master (lifecycle 5.3 step 2).</summary>
/// <param name="Key">The house's filing.</param>
/// <param name="At">When.</param>
/// <param name="House">Its index.</param>
/// <param name="Master">The master filing.</param>
internal sealed record HouseRelated(FilingKey Key, DateTimeOffset At, int House, FilingKey Master) : CustomsEvent(Key, At);

/// <summary>The full risk analysis went on (lifecycle 3.3, rows 8 to 11).</summary>
/// <param name="Key">The filing the ENS is built on.</param>
/// <param name="At">When.</param>
/// <param name="To">Where it stands now.</param>
internal sealed record RiskMoved(FilingKey Key, DateTimeOffset At, RiskStage To) : CustomsEvent(Key, At);

/// <summary>The full analysis found a risk in these houses of the filing, and in no others.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Houses">Their indices.</param>
internal sealed record RisksFound(FilingKey Key, DateTimeOffset At, ImmutableArray<int> Houses) : CustomsEvent(Key, At);

/// <summary>The pre-loading risk analysis of some houses ended (lifecycle 3.4, row 6).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Houses">Their indices.</param>
internal sealed record PreLoadingAssessed(FilingKey Key, DateTimeOffset At, ImmutableArray<int> Houses) : CustomsEvent(Key, At);

/// <summary>
/// Customs noticed something that the trader is not told: data that do not fit together, or an arrival that matches nothing (lifecycle 4.1
/// step 12, DEC-12).
/// </summary>
/// <param name="Key">Which filing, that the ENS is built on, or which arrival.</param>
/// <param name="At">When.</param>
/// <param name="Flags">What; all of it, none when it was mended.</param>
internal sealed record Flagged(FilingKey Key, DateTimeOffset At, ImmutableArray<Flag> Flags) : CustomsEvent(Key, At);

/// <summary>Unlinked houses were found that may belong to an incomplete ENS (lifecycle 5.3 step 2).</summary>
/// <param name="Key">The filing the ENS is built on.</param>
/// <param name="At">When.</param>
/// <param name="Proposals">Which; none when they were dismissed.</param>
internal sealed record HousesProposed(FilingKey Key, DateTimeOffset At, ImmutableArray<Proposal> Proposals) : CustomsEvent(Key, At);

/// <summary>Something must not be loaded (lifecycle 5.6).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Houses">Indices of houses.</param>
/// <param name="Containers">Container numbers.</param>
internal sealed record DoNotLoadIssued(FilingKey Key, DateTimeOffset At, ImmutableArray<int> Houses, ImmutableArray<string> Containers)
    : CustomsEvent(Key, At);

/// <summary>Customs lifted the orders (DEC-23).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
internal sealed record DoNotLoadCleared(FilingKey Key, DateTimeOffset At) : CustomsEvent(Key, At);

/// <summary>A request of customs went out (lifecycle 3.7).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Referral">The request.</param>
internal sealed record ReferralSent(FilingKey Key, DateTimeOffset At, Referral Referral) : CustomsEvent(Key, At);

/// <summary>A request of customs changed its state.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Reference">Which request.</param>
/// <param name="To">The new state.</param>
internal sealed record ReferralMoved(FilingKey Key, DateTimeOffset At, string Reference, ReferralState To) : CustomsEvent(Key, At);

/// <summary>A control was decided or notified (lifecycle 5.8).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
internal sealed record ControlDecided(FilingKey Key, DateTimeOffset At) : CustomsEvent(Key, At)
{
    /// <summary>Office of control; null for that of first entry.</summary>
    public string? Office { get; init; }

    /// <summary>Place of examination.</summary>
    public string? Place { get; init; }
}

/// <summary>A consultation was answered, so its reference is used (R3003).</summary>
/// <param name="Key">The consultation.</param>
/// <param name="At">When.</param>
/// <param name="Requester">EORI of who asked.</param>
/// <param name="Reference">The functional reference.</param>
internal sealed record ConsultationAnswered(FilingKey Key, DateTimeOffset At, string Requester, string Reference) : CustomsEvent(Key, At);

/// <summary>A message was sent that consultations offer (lifecycle 7.3 step 4).</summary>
/// <param name="Key">Which filing it is about.</param>
/// <param name="At">When.</param>
/// <param name="Notification">The message.</param>
internal sealed record NotificationSent(FilingKey Key, DateTimeOffset At, StoredNotification Notification) : CustomsEvent(Key, At);
