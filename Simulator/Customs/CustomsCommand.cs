using Ics2.Ens;

namespace Ics2.Customs;

/// <summary>Something customs is asked to decide about. Holds everything the decision needs that is not state: no clock, no chance.</summary>
public abstract record CustomsCommand;

/// <summary>A filing (IE3Fxx) came in.</summary>
/// <param name="Key">Who sent it, in which message.</param>
/// <param name="Action">The action of the AS4 header, for example <c>IE3F10</c>.</param>
/// <param name="Document">The document as a tree; null when it could not be read.</param>
/// <param name="Findings">What the validation found.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="UniquePart">Eleven characters for the MRN, never given before (lifecycle 8).</param>
public sealed record LodgeFiling(
    FilingKey Key, string Action, EnsMessage? Document, IReadOnlyList<ValidationFinding> Findings, DateTimeOffset ReceivedAt, string UniquePart) : CustomsCommand;

/// <summary>A message that goes out.</summary>
/// <param name="Recipient">Full party id.</param>
/// <param name="RefToMessageId">The message it answers; null when it answers none.</param>
/// <param name="Document">Its content.</param>
public sealed record Notice(string Recipient, string? RefToMessageId, EnsMessage Document);

/// <summary>What customs decided.</summary>
/// <param name="Events">What happened, in order.</param>
/// <param name="Notices">What goes out.</param>
public sealed record Decision(IReadOnlyList<CustomsEvent> Events, IReadOnlyList<Notice> Notices);
