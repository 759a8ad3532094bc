namespace Ics2.Customs;

/// <summary>Something that happened to a filing. Stored, and never changed: the state is what these add up to.</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
public abstract record CustomsEvent(FilingKey Key, DateTimeOffset At);

/// <summary>The trader interface refused the filing with IE3N99; it gets no MRN (lifecycle 3.2, row 1).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Type">Its type.</param>
/// <param name="Lrn">Its LRN, as far as readable.</param>
/// <param name="Declarant">Its declarant, as far as readable.</param>
/// <param name="ReceivedAt">When its message came.</param>
/// <param name="Codes">Codes of CL723, one per finding.</param>
public sealed record FilingRefused(
    FilingKey Key, DateTimeOffset At, string Type, string? Lrn, string? Declarant, DateTimeOffset ReceivedAt, IReadOnlyList<string> Codes) : CustomsEvent(Key, At);

/// <summary>The filing got its MRN (lifecycle 3.2, row 2).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
/// <param name="Type">Its type.</param>
/// <param name="Lrn">Its LRN.</param>
/// <param name="Declarant">Its declarant.</param>
/// <param name="ReceivedAt">When its message came.</param>
/// <param name="Mrn">Its MRN.</param>
public sealed record FilingRegistered(
    FilingKey Key, DateTimeOffset At, string Type, string Lrn, string Declarant, DateTimeOffset ReceivedAt, string Mrn) : CustomsEvent(Key, At);

/// <summary>The filing passed every check (lifecycle 3.2, row 5).</summary>
/// <param name="Key">Which filing.</param>
/// <param name="At">When.</param>
public sealed record FilingAccepted(FilingKey Key, DateTimeOffset At) : CustomsEvent(Key, At);
