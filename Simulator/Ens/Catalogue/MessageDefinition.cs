namespace Ics2.Ens.Catalogue;

/// <summary>Who sends a message to whom.</summary>
public enum MessageDirection
{
    /// <summary>From the trader to customs.</summary>
    ToCustoms,

    /// <summary>From customs to the trader.</summary>
    ToTrader,
}

/// <summary>One of the ICS2 messages, as its table describes it.</summary>
/// <param name="Id">The message id, which is the tag of its root: <c>IE3F10</c>.</param>
/// <param name="ShortName">The official short name: <c>E_ENS_F10_DEC</c>.</param>
/// <param name="Name">What it is for, in a line.</param>
/// <param name="Direction">Who sends it.</param>
/// <param name="Mode">The modes of transport it is for, in words.</param>
/// <param name="Root">The root of its table.</param>
public sealed record MessageDefinition(
    string Id,
    string ShortName,
    string Name,
    MessageDirection Direction,
    string Mode,
    ElementDefinition Root
)
{
    /// <summary>True for the 31 filings, IE3F10 to IE3F51.</summary>
    public bool IsFiling => Id.StartsWith("IE3F", StringComparison.Ordinal);

    /// <summary>True for the 30 amendments, IE3A10 to IE3A51.</summary>
    public bool IsAmendment => Id.StartsWith("IE3A", StringComparison.Ordinal);

    /// <summary>
    /// The value of <c>SpecificCircumstanceIndicator</c> of a filing or its amendment, <c>F10</c>; null for other messages (lifecycle 2).
    /// </summary>
    public string? SpecificCircumstance => IsFiling || IsAmendment ? "F" + Id[4..] : null;

    /// <summary>
    /// The amendment of a filing, or the filing of an amendment; null for other messages. F25 names IE3A25, which does not exist (lifecycle
    /// 2).
    /// </summary>
    public string? Counterpart =>
        IsFiling ? "IE3A" + Id[4..]
        : IsAmendment ? "IE3F" + Id[4..]
        : null;

    /// <summary>The number of rows of the table, the root included.</summary>
    public int ElementCount => Root.DescendantsAndSelf().Count();
}
