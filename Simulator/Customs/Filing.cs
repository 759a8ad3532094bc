namespace Ics2.Customs;

/// <summary>States of an ENS filing; the numbers are those of code list CL744 (lifecycle 3.1, 3.2).</summary>
public enum FilingState
{
    /// <summary>Not a filing yet.</summary>
    None = 0,

    /// <summary>It has an MRN, and its checks go on.</summary>
    Registered = 1,

    /// <summary>Refused, with IE3N99 or IE3N01. Final.</summary>
    Rejected = 2,

    /// <summary>Accepted, with IE3R01.</summary>
    Accepted = 3,

    /// <summary>Invalidated on request or after 200 days. Final.</summary>
    Invalidated = 9,
}

/// <summary>What tells filings apart before and after they have an MRN: who sent the message, and the message's id.</summary>
/// <param name="Party">Full party id of the system that sent it; replies go there (lifecycle 1.3, ICD 4.4.1).</param>
/// <param name="MessageId">AS4 id of the message that carried it.</param>
public sealed record FilingKey(string Party, string MessageId);

/// <summary>A filing as customs knows it: what remains when its events are applied in order.</summary>
public sealed record Filing
{
    /// <summary>Sender and message.</summary>
    public required FilingKey Key { get; init; }

    /// <summary>Type without prefix, for example <c>F10</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The declarant's own reference; null when it could not be read.</summary>
    public string? Lrn { get; init; }

    /// <summary>EORI of the declarant; null when it could not be read.</summary>
    public string? Declarant { get; init; }

    /// <summary>The reference customs gave; null when it was refused before.</summary>
    public string? Mrn { get; init; }

    /// <summary>Where it stands.</summary>
    public required FilingState State { get; init; }

    /// <summary>When its message came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it was registered.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>Neither refused nor invalidated: its LRN is taken (R3003, DEC-19).</summary>
    public bool IsLive => State is FilingState.Registered or FilingState.Accepted;
}
