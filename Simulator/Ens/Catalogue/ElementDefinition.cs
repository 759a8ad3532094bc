namespace Ics2.Ens.Catalogue;

/// <summary>Whether the sender must fill an element.</summary>
public enum ElementStatus
{
    /// <summary>M: always.</summary>
    Mandatory,

    /// <summary>O: when it wants to.</summary>
    Optional,

    /// <summary>C: when a condition says so.</summary>
    Conditional,
}

/// <summary>
/// One row of a message table: a class (an element with children) or a leaf (an element with a value). The root of a message is a class
/// that occurs once.
/// </summary>
public sealed class ElementDefinition
{
    internal ElementDefinition(
        ElementDefinition? parent,
        string tag,
        int min,
        int max,
        ElementStatus status,
        ValueFormat? format,
        CodeList? codes,
        string[] rules
    )
    {
        Parent = parent;
        Tag = tag;
        MinOccurs = min;
        MaxOccurs = max;
        Status = status;
        Format = format;
        Codes = codes;
        Rules = rules;
        Path = parent is null ? "/" + tag : parent.Path + "/" + tag;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>The XML tag.</summary>
    public string Tag { get; }

    /// <summary>How often it must occur inside its parent, at least.</summary>
    public int MinOccurs { get; }

    /// <summary>How often it may occur inside its parent, at most.</summary>
    public int MaxOccurs { get; }

    /// <summary>Mandatory, optional or conditional.</summary>
    public ElementStatus Status { get; }

    /// <summary>The format of a leaf's value; null for a class.</summary>
    public ValueFormat? Format { get; }

    /// <summary>
    /// The code list a leaf's value must be on; on a class, the list that its leaves name together (CL706 on <c>commodityCode</c>); its
    /// first leaf has the same list.
    /// </summary>
    public CodeList? Codes { get; }

    /// <summary>The ids of the rules (R) and conditions (C) attached to the row.</summary>
    public IReadOnlyList<string> Rules { get; }

    /// <summary>The class this row belongs to; null for the root.</summary>
    public ElementDefinition? Parent { get; }

    /// <summary>The rows inside a class, in table order, which is the order in XML.</summary>
    public IReadOnlyList<ElementDefinition> Children => ChildList;

    /// <summary>The tags from the root, without indices: <c>/IE3F10/declarant/name</c>.</summary>
    public string Path { get; }

    /// <summary>True for an element that holds elements.</summary>
    public bool IsClass => Format is null;

    /// <summary>True for an instant, whose value is wrapped in a <c>DateTime</c> child.</summary>
    public bool IsDateTime => Format is { Kind: ValueKind.DateTime };

    /// <summary>True when several may stand side by side; then a path names which one.</summary>
    public bool Repeats => MaxOccurs > 1;

    /// <summary>How many classes are around it; 0 for the root.</summary>
    internal int Depth { get; }

    /// <summary>The number of the row in its table; 0 for the root.</summary>
    internal int Index { get; init; }

    internal List<ElementDefinition> ChildList { get; } = [];

    /// <summary>The row with this tag inside the class, or null.</summary>
    public ElementDefinition? Child(ReadOnlySpan<char> tag)
    {
        foreach (var child in ChildList)
        {
            if (tag.SequenceEqual(child.Tag))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The row below this one at a path of tags separated by slashes, or null.</summary>
    public ElementDefinition? Find(string path)
    {
        var at = this;
        foreach (var tag in path.AsSpan().Split('/'))
        {
            at = at.Child(path.AsSpan(tag));
            if (at is null)
            {
                return null;
            }
        }

        return at;
    }

    /// <summary>This row and all rows below it, in table order.</summary>
    public IEnumerable<ElementDefinition> DescendantsAndSelf()
    {
        yield return this;
        foreach (var below in ChildList.SelectMany(child => child.DescendantsAndSelf()))
        {
            yield return below;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Path} {MinOccurs}..{MaxOccurs} {Format?.Text}";
}
