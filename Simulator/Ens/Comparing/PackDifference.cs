namespace Ics2.Ens.Comparing;

/// <summary>What one version of the messages changes against another: the work list of whoever speaks the earlier one.</summary>
/// <param name="Before">The version that is spoken.</param>
/// <param name="After">The version that is to be spoken.</param>
public sealed record PackDifference(string Before, string After)
{
    /// <summary>What <c>pack.txt</c> says: version, namespace, agreement, what is past.</summary>
    public IReadOnlyList<ValueChange> Pack { get; init; } = [];

    /// <summary>Messages that only the later version has.</summary>
    public IReadOnlyList<NewMessage> AddedMessages { get; init; } = [];

    /// <summary>Ids of messages that only the earlier version has.</summary>
    public IReadOnlyList<string> RemovedMessages { get; init; } = [];

    /// <summary>Messages of both that differ.</summary>
    public IReadOnlyList<MessageChange> ChangedMessages { get; init; } = [];

    /// <summary>
    /// Code lists, and what is kept as one: <c>stopwords</c>, <c>northern-ireland</c>, <c>eori</c> (national forms), <c>quality</c> (free
    /// texts).
    /// </summary>
    public IReadOnlyList<ListChange> Lists { get; init; } = [];

    /// <summary>Checks of customs: codes, trust, texts.</summary>
    public IReadOnlyList<CheckChange> Checks { get; init; } = [];

    /// <summary>True when nothing differs.</summary>
    public bool IsEqual =>
        Pack.Count + AddedMessages.Count + RemovedMessages.Count + ChangedMessages.Count + Lists.Count + Checks.Count == 0;
}

/// <summary>Something that is said once, in both versions; null where it is not said.</summary>
/// <param name="What">What is said.</param>
/// <param name="Before">In the earlier version.</param>
/// <param name="After">In the later one.</param>
public sealed record ValueChange(string What, string? Before, string? After);

/// <summary>A message that only the later version has.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Rows">Rows of its table.</param>
/// <param name="Like">The known message that its table resembles most, a best guess; null when none does.</param>
/// <param name="OwnRows">Rows that this one does not have as they are.</param>
public sealed record NewMessage(string Id, string Name, int Rows, string? Like, int OwnRows);

/// <summary>A message that differs.</summary>
/// <param name="Catalogue">What the catalogue says of it.</param>
/// <param name="Elements">What its table says, in the order of the table.</param>
public sealed record MessageChange(string Id, IReadOnlyList<ValueChange> Catalogue, IReadOnlyList<ElementChange> Elements);

/// <summary>How a row of a table differs.</summary>
public enum ElementChangeKind
{
    /// <summary>Only the earlier version has it.</summary>
    Removed,

    /// <summary>Only the later version has it.</summary>
    Added,

    /// <summary>It has another tag; a best guess.</summary>
    Renamed,

    /// <summary>It stands in another class; a best guess.</summary>
    Moved,

    /// <summary>It stands behind another sibling.</summary>
    Order,

    /// <summary>It occurs less or more often.</summary>
    Cardinality,

    /// <summary>Mandatory, optional, conditional.</summary>
    Status,

    /// <summary>Its value has another form, or a class has become a leaf.</summary>
    Format,

    /// <summary>Its value is of another list.</summary>
    CodeList,

    /// <summary>Other rules and conditions.</summary>
    Rules,
}

/// <summary>One difference of one row.</summary>
/// <param name="Kind">In what.</param>
/// <param name="Path">The row: in the later version, and in the earlier one when it is removed.</param>
/// <param name="Before">What the earlier version says; null for what is added.</param>
/// <param name="After">What the later version says; null for what is removed.</param>
/// <param name="Rows">The row and those inside it.</param>
public sealed record ElementChange(ElementChangeKind Kind, string Path, string? Before, string? After, int Rows)
{
    /// <summary>True where tables say only that one row went and another came, and that they are the same is concluded from their looks.</summary>
    public bool IsGuess => Kind is ElementChangeKind.Renamed or ElementChangeKind.Moved;
}

/// <summary>A list that differs.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="CountBefore">Its entries in the earlier version; null when that has no such list.</param>
/// <param name="CountAfter">Its entries in the later version; null when that has no such list.</param>
/// <param name="Header">Edition, whether it is complete, shape of further values.</param>
/// <param name="Added">Codes that came; empty for a list that came as a whole.</param>
/// <param name="Removed">Codes that went; empty for a list that went as a whole.</param>
/// <param name="Changed">Codes of both whose meaning, roles or days differ.</param>
public sealed record ListChange(
    string Id,
    string Name,
    int? CountBefore,
    int? CountAfter,
    IReadOnlyList<ValueChange> Header,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Changed
);

/// <summary>A check that differs; one that came or went has one value, <c>check</c>, with its text.</summary>
/// <param name="Values"><c>codes</c>, <c>trust</c>, <c>text</c>, or <c>check</c>.</param>
public sealed record CheckChange(string Id, IReadOnlyList<ValueChange> Values);
