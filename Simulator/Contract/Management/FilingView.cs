namespace Ics2.Contract.Management;

/// <summary>What <c>GET /filings</c> answers.</summary>
/// <param name="Filings">Newest first.</param>
public sealed record FilingList(IReadOnlyList<FilingView> Filings);

/// <summary>A filing in a list.</summary>
/// <param name="Type">For example <c>F12</c>.</param>
/// <param name="Lrn">Its LRN; null when it could not be read.</param>
/// <param name="Mrn">Its MRN; null when it was refused before it got one.</param>
/// <param name="Declarant">EORI of the declarant.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Party">Party id of the system that sent it.</param>
/// <param name="MessageId">AS4 id of the message that carried it.</param>
/// <param name="ReceivedAt">When that came.</param>
/// <param name="RegisteredAt">When it was registered.</param>
public sealed record FilingView(
    string Type,
    string? Lrn,
    string? Mrn,
    string? Declarant,
    FilingState State,
    string Party,
    string MessageId,
    DateTimeOffset ReceivedAt,
    DateTimeOffset? RegisteredAt
)
{
    /// <summary>Of the ENS built on it; none for house filings.</summary>
    public EnsState Ens { get; init; }

    /// <summary>How many houses it speaks of, and how many of those are linked.</summary>
    public HouseCount? Houses { get; init; }

    /// <summary>Where the full risk analysis stands.</summary>
    public RiskStage Risk { get; init; }

    /// <summary>Requests of customs that wait for an answer.</summary>
    public int OpenReferrals { get; init; }

    /// <summary>The next timer; null when none runs.</summary>
    public DueTimer? NextTimer { get; init; }

    /// <summary>Its place in the list, for <see cref="Contract.Management.Cursor"/>.</summary>
    public string? Cursor { get; init; }
}

/// <summary>Houses of a filing.</summary>
/// <param name="All">How many it has.</param>
/// <param name="Linked">How many are part of an ENS.</param>
public sealed record HouseCount(int All, int Linked);
