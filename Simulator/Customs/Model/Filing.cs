using System.Collections.Immutable;

namespace Ics2.Customs.Model;

/// <summary>What tells filings apart before and after they have an MRN: who sent the message, and the message's id.</summary>
/// <param name="Party">Full party id of the system that sent it; replies go there (lifecycle 1.3, ICD 4.4.1).</param>
/// <param name="MessageId">AS4 id of the message that carried it.</param>
public sealed record FilingKey(string Party, string MessageId)
{
    /// <summary>EORI of the person filing.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Eori => EoriOf(Party);

    /// <summary>
    /// The EORI in a party id, <c>system@EORI@MS</c>, where system and Member State may be missing. An EORI has more than two characters, so a
    /// last part of two is the Member State (as4-profile a3).
    /// </summary>
    internal static string EoriOf(string party) => party.Split('@') is [.., var eori, { Length: 2 }] ? eori : party.Split('@')[^1];
}

/// <summary>Where a house consignment stands; at the same index as its content.</summary>
public sealed record House
{
    /// <summary>Its state.</summary>
    public HouseState State { get; init; }

    /// <summary>The filing that the ENS is built on, once linked.</summary>
    public FilingKey? Ens { get; init; }

    /// <summary>Related by a customs officer, not by its data (lifecycle 5.3 step 2).</summary>
    public FilingKey? RelatedByHand { get; init; }

    /// <summary>A do-not-load order stands against it.</summary>
    public bool DoNotLoad { get; init; }

    /// <summary>The full analysis found a risk in it.</summary>
    public bool AtRisk { get; init; }

    /// <summary>Its pre-loading analysis is over.</summary>
    public bool PreLoadingDone { get; init; }
}

/// <summary>Something that customs noticed and the trader is not told.</summary>
/// <param name="Kind">weight, packages, actor, document, pre-loading; arrival; late; or the check that a hint comes from.</param>
/// <param name="Text">What does not fit.</param>
public sealed record Flag(string Kind, string Text);

/// <summary>A house that may belong to an ENS.</summary>
/// <param name="Mrn">MRN of its filing.</param>
/// <param name="Why">What both have: a container number or shipping marks.</param>
public sealed record Proposal(string Mrn, string? HouseDocument, string Why);

/// <summary>
/// A filing or arrival notification as customs knows it: what remains when its events are applied in order. Of a consultation, type
/// <c>Q05</c>,
/// only the reference remains; it has no state.
/// </summary>
public sealed record Filing
{
    /// <summary>Sender and message.</summary>
    public required FilingKey Key { get; init; }

    /// <summary>
    /// Type without prefix, for example <c>F10</c>; <c>N06</c> for an arrival notification, <c>Q05</c> for a consultation.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The declarant's own reference; null when it could not be read.</summary>
    public string? Lrn { get; init; }

    /// <summary>EORI of the declarant, of the person notifying the arrival, or of the requester; null when it could not be read.</summary>
    public string? Declarant { get; init; }

    /// <summary>The reference customs gave; null when it was refused before.</summary>
    public string? Mrn { get; init; }

    /// <summary>Where it stands.</summary>
    public required FilingState State { get; init; }

    /// <summary>When its message came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>What it says, in its latest version.</summary>
    public FilingContent Content { get; init; } = new();

    /// <summary>How often it was amended.</summary>
    public int Amendments { get; init; }

    /// <summary>Its houses, in the order of its content.</summary>
    public ImmutableArray<House> Houses { get; init; } = [];

    /// <summary>State of the ENS built on this filing; none for house filings.</summary>
    public EnsState Ens { get; init; }

    /// <summary>
    /// That ENS has arrived as part of a split shipment, of which more may come: 'partially arrived' (lifecycle 3.3, row 13).
    /// </summary>
    public bool PartlyArrived { get; init; }

    /// <summary>What customs noticed in that ENS, or in an arrival.</summary>
    public ImmutableArray<Flag> Flags { get; init; } = [];

    /// <summary>Version of the messages it was lodged in; null for the usual one.</summary>
    public string? SpecPack { get; init; }

    /// <summary>MRN of the arrival notification that the ENS arrived with, the last one of a split shipment.</summary>
    public string? ArrivedWith { get; init; }

    /// <summary>What is worth a look, though customs accepts it: lodged late, identifiers of a doubtful form.</summary>
    public ImmutableArray<Flag> Hints { get; init; } = [];

    /// <summary>Houses that an officer may relate to that ENS.</summary>
    public ImmutableArray<Proposal> Proposals { get; init; } = [];

    /// <summary>Full risk analysis of that ENS.</summary>
    public RiskStage Risk { get; init; }

    /// <summary>The pre-loading risk analysis of all houses is over.</summary>
    public bool PreLoadingDone { get; init; }

    /// <summary>The time in which a do-not-load is allowed has run out (lifecycle 5.2.3).</summary>
    public bool RiskTimeOver { get; init; }

    /// <summary>The instructed delay before the assessment is over.</summary>
    public bool DelayOver { get; init; }

    /// <summary>Containers that must not be loaded.</summary>
    public ImmutableArray<string> HeldContainers { get; init; } = [];

    /// <summary>A do-not-load order was issued once; what ordered it does not order it again.</summary>
    public bool WasHeld { get; init; }

    /// <summary>A control was decided or notified; no amendment any more (lifecycle 5.8 step 4).</summary>
    public bool ControlDecided { get; init; }

    /// <summary>Office of that control; null for that of first entry.</summary>
    public string? ControlOffice { get; init; }

    /// <summary>Place of that examination; null for none in particular.</summary>
    public string? ControlPlace { get; init; }

    /// <summary>Requests of customs.</summary>
    public ImmutableArray<Referral> Referrals { get; init; } = [];

    /// <summary>What is due when.</summary>
    public ImmutableArray<DueTimer> Timers { get; init; } = [];

    /// <summary>What customs was told to do with it.</summary>
    public Instructions Instructions { get; init; } = Instructions.None;

    /// <summary>What was sent about it, for consultations (lifecycle 7.3 step 4).</summary>
    public ImmutableArray<StoredNotification> Notifications { get; init; } = [];

    /// <summary>
    /// Whether its declarant cannot use its LRN again: that of a refused filing is free, that of an invalidated one is not (F-9 of field.md).
    /// </summary>
    internal bool TakesLrn => State is FilingState.Registered or FilingState.Accepted or FilingState.Invalidated;

    /// <summary>Neither refused nor invalidated.</summary>
    public bool IsLive => State is FilingState.Registered or FilingState.Accepted;

    /// <summary>An accepted ENS filing.</summary>
    internal bool IsAccepted => State == FilingState.Accepted;

    /// <summary>An arrival notification.</summary>
    internal bool IsArrival => Type == FilingTypes.Arrival;
}

/// <summary>A message kept for consultations.</summary>
/// <param name="Recipient">EORI of whom it was sent to.</param>
/// <param name="Xml">The message.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Houses">House documents that it names.</param>
public sealed record StoredNotification(string Recipient, string Xml, DateTimeOffset At, ImmutableArray<string> Houses);
