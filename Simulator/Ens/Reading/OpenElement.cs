using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Reading;

/// <summary>The elements that were opened and not closed yet, from the root inwards. Their places are used again and again.</summary>
internal sealed class OpenElements
{
    private readonly List<OpenElement> _places = [];

    public int Count { get; private set; }

    public OpenElement Innermost => _places[Count - 1];

    public void Push(EnsElement element)
    {
        if (Count == _places.Count)
        {
            _places.Add(new OpenElement());
        }

        _places[Count++].Begin(element);
    }

    public void Pop() => Count--;
}

/// <summary>An element whose end has not been read yet, with what was counted inside it so far.</summary>
internal sealed class OpenElement
{
    private int[] _counts = [];
    private Dictionary<string, int>? _unknown;

    public EnsElement Element { get; private set; } = null!;

    /// <summary>Its row in the table; null when the table does not know it.</summary>
    public ElementDefinition? Row { get; private set; }

    /// <summary>The row of the child that came last: the table's order has got so far.</summary>
    public int Reached { get; set; }

    /// <summary>Text between elements, or around the wrapper of a date, where none belongs; null when there is none.</summary>
    public string? StrayText { get; private set; }

    /// <summary>A date-time leaf has had its wrapper.</summary>
    public bool Wrapped { get; set; }

    /// <summary>The reader stands inside the wrapper of a date-time leaf.</summary>
    public bool InWrapper { get; set; }

    /// <summary>How often the child of each row occurred so far.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>Takes the place for another element.</summary>
    public void Begin(EnsElement element)
    {
        Element = element;
        Row = element.Definition;
        Reached = 0;
        Wrapped = InWrapper = false;
        StrayText = null;
        _unknown = null;
        if (Row is { IsClass: true })
        {
            if (_counts.Length < Row.ChildList.Count)
            {
                _counts = new int[Row.ChildList.Count];
            }

            Array.Clear(_counts);
        }
    }

    /// <summary>
    /// The row of a child of this name, looked for where the table's order has got to and then on; -1 when there is none.
    /// </summary>
    public int RowOf(string name)
    {
        if (Row is null)
        {
            return -1;
        }

        var rows = Row.ChildList;
        for (int step = 0, at = Reached; step < rows.Count; step++, at = at + 1 == rows.Count ? 0 : at + 1)
        {
            if (string.Equals(rows[at].Tag, name, StringComparison.Ordinal))
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>Remembers text where none belongs.</summary>
    public void Note(MessageText text)
    {
        if (StrayText is null && Row is { IsClass: true } or { IsDateTime: true } && !text.IsBlank)
        {
            StrayText = text.Kept.ToString();
        }
    }

    /// <summary>Counts a child and says the how-manieth of its name it is.</summary>
    public int Count(int row, string name)
    {
        if (row >= 0)
        {
            return ++_counts[row];
        }

        _unknown ??= new Dictionary<string, int>(StringComparer.Ordinal);
        return _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
    }
}
