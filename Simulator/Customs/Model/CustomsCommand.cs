using System.Collections.Immutable;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Customs.Model;

/// <summary>
/// Something customs is asked to decide about. Holds everything the decision needs that is not state: no clock, no chance.
/// </summary>
public abstract record CustomsCommand;

/// <summary>A message of a trader came in.</summary>
/// <param name="Key">Who sent it, in which message.</param>
/// <param name="Action">The action of the AS4 header, for example <c>IE3F10</c>.</param>
/// <param name="Document">The document as a tree; null when it could not be read.</param>
/// <param name="Findings">What the validation found.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="UniquePart">Eleven characters for an MRN, never given before (lifecycle 8).</param>
public abstract record TraderMessage(
    FilingKey Key,
    string Action,
    EnsMessage? Document,
    IReadOnlyList<ValidationFinding> Findings,
    DateTimeOffset ReceivedAt,
    string UniquePart
) : CustomsCommand
{
    /// <summary>What customs was told to do with it.</summary>
    public Instructions Instructions { get; init; } = Instructions.None;

    /// <summary>What the validation hinted at, though it refuses nothing.</summary>
    public IReadOnlyList<ValidationFinding> Hints { get; init; } = [];

    /// <summary>Version of the messages it is of; null for the usual one.</summary>
    public string? SpecPack { get; init; }

    /// <summary>What the document says, as customs keeps it.</summary>
    internal FilingContent Content { get; } = FilingContent.Read(Document);
}

/// <summary>A filing (IE3Fxx) came in.</summary>
/// <param name="Key">Who sent it, in which message.</param>
/// <param name="Action">The action of the AS4 header, for example <c>IE3F10</c>.</param>
/// <param name="Document">The document as a tree; null when it could not be read.</param>
/// <param name="Findings">What the validation found.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="UniquePart">Eleven characters for the MRN, never given before (lifecycle 8).</param>
public sealed record LodgeFiling(
    FilingKey Key,
    string Action,
    EnsMessage? Document,
    IReadOnlyList<ValidationFinding> Findings,
    DateTimeOffset ReceivedAt,
    string UniquePart
) : TraderMessage(Key, Action, Document, Findings, ReceivedAt, UniquePart);

/// <summary>Any other message of a trader came in: amendment, invalidation request, arrival, answer, consultation.</summary>
/// <param name="Key">Who sent it, in which message.</param>
/// <param name="Action">The action of the AS4 header, for example <c>IE3Q04</c>.</param>
/// <param name="Document">The document as a tree; null when it could not be read.</param>
/// <param name="Findings">What the validation found.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="UniquePart">Eleven characters for the MRN of an arrival.</param>
public sealed record TakeRequest(
    FilingKey Key,
    string Action,
    EnsMessage? Document,
    IReadOnlyList<ValidationFinding> Findings,
    DateTimeOffset ReceivedAt,
    string UniquePart
) : TraderMessage(Key, Action, Document, Findings, ReceivedAt, UniquePart);

/// <summary>A command about a filing that customs has.</summary>
public abstract record AboutFiling(string Mrn) : CustomsCommand;

/// <summary>A timer is due.</summary>
/// <param name="Mrn">Its filing.</param>
/// <param name="Kind">Which timer.</param>
/// <param name="Forced">Expire it now, due or not.</param>
public sealed record ExpireTimer(string Mrn, TimerKind Kind, bool Forced = false) : AboutFiling(Mrn);

/// <summary>An officer relates a house to a master (lifecycle 5.3 step 2).</summary>
/// <param name="Mrn">The house's filing.</param>
/// <param name="MasterMrn">The master's filing.</param>
/// <param name="HouseDocument">Its house document; null for all houses of the filing.</param>
public sealed record RelateHouse(string Mrn, string MasterMrn, string? HouseDocument = null) : AboutFiling(Mrn);

/// <summary>Lets the risk analysis begin on an incomplete ENS (lifecycle 3.3, row 7).</summary>
/// <param name="Mrn">The filing the ENS is built on.</param>
public sealed record StartRiskAnalysis(string Mrn) : AboutFiling(Mrn);

/// <summary>Sets the result of the risk analysis (lifecycle 5.4).</summary>
/// <param name="Mrn">The filing.</param>
/// <param name="Result">No risk, risk identified or do not load.</param>
/// <param name="Houses">House documents that it is about: held, at risk, or before loading finished; none for all.</param>
/// <param name="Containers">Do not load: containers; none for all.</param>
public sealed record SetRiskResult(string Mrn, RiskStage Result, ImmutableArray<string> Houses, ImmutableArray<string> Containers)
    : AboutFiling(Mrn);

/// <summary>Sends requests to the person filing, in one message (lifecycle 5.5).</summary>
/// <param name="Mrn">The filing.</param>
/// <param name="Referrals">What is asked: RFI and AMD, or RFS.</param>
public sealed record SendReferral(string Mrn, params ImmutableArray<OrderedReferral> Referrals) : AboutFiling(Mrn);

/// <summary>Closes or escalates a request, answered or not; the analysis goes on.</summary>
/// <param name="Mrn">The filing.</param>
/// <param name="Reference">Which request.</param>
/// <param name="Escalate">A further measure follows, instead of none.</param>
public sealed record CloseReferral(string Mrn, string Reference, bool Escalate = false) : AboutFiling(Mrn);

/// <summary>
/// Relates none of the houses that were found by other data: the filers are told that the ENS is incomplete (lifecycle 5.3 step 3).
/// </summary>
/// <param name="Mrn">The filing the ENS is built on.</param>
public sealed record DismissProposals(string Mrn) : AboutFiling(Mrn);

/// <summary>Lifts do-not-load orders (DEC-23).</summary>
/// <param name="Mrn">The filing.</param>
public sealed record ClearDoNotLoad(string Mrn) : AboutFiling(Mrn);

/// <summary>Decides a control (lifecycle 5.8).</summary>
/// <param name="Mrn">The filing the ENS is built on.</param>
/// <param name="WarnAeo">Warn AEOS holders before.</param>
/// <param name="Office">Office of control; null for that of first entry.</param>
/// <param name="Place">Place of examination.</param>
public sealed record DecideControl(string Mrn, bool WarnAeo, string? Office = null, string? Place = null) : AboutFiling(Mrn);

/// <summary>The goods were presented in the national system (lifecycle 5.9).</summary>
/// <param name="Mrn">MRN of the ENS or of one of its filings.</param>
public sealed record PresentGoods(string Mrn) : AboutFiling(Mrn);

/// <summary>A message that goes out.</summary>
/// <param name="Recipient">Full party id.</param>
/// <param name="RefToMessageId">The message it answers, or the one that lodged the filing it is about.</param>
/// <param name="Document">Its content.</param>
public sealed record Notice(string Recipient, string RefToMessageId, EnsMessage Document)
{
    /// <summary>Stored notifications that travel along as further parts (lifecycle 7.3 step 4).</summary>
    public ImmutableArray<string> Attachments { get; init; } = [];
}

/// <summary>What customs decided.</summary>
/// <param name="Events">What happened, in order.</param>
/// <param name="Notices">What goes out.</param>
public sealed record Decision(IReadOnlyList<CustomsEvent> Events, IReadOnlyList<Notice> Notices)
{
    /// <summary>Why an action of customs was refused; null when it was done. Nothing happens then.</summary>
    public string? Refusal { get; init; }

    /// <summary>The filings that have changed, as they are now.</summary>
    public IReadOnlyList<Filing> Changed { get; init; } = [];
}
