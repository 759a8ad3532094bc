using System.Globalization;
using System.Text;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Messages;

/// <summary>
/// An element of a message: a class with children or a leaf with a value. A date-time leaf holds the instant itself; its <c>DateTime</c>
/// wrapper exists on the wire only.
/// </summary>
public sealed class EnsElement
{
    private EnsElement? _last;

    internal EnsElement(string name, ElementDefinition? definition, EnsElement? parent, int occurrence, int line = 0, int column = 0)
    {
        Name = name;
        Definition = definition;
        Parent = parent;
        Occurrence = occurrence;
        Line = line;
        Column = column;
    }

    /// <summary>The XML tag.</summary>
    public string Name { get; }

    /// <summary>The text of a leaf as it stands in the message; null for a class. Cut after 4096 characters.</summary>
    public string? Value { get; internal set; }

    /// <summary>The row of the message table; null for an element the table does not know.</summary>
    public ElementDefinition? Definition { get; }

    /// <summary>The element around this one; null for the root.</summary>
    public EnsElement? Parent { get; }

    /// <summary>The how-manieth of its name inside its parent, from 1.</summary>
    public int Occurrence { get; }

    /// <summary>The line it starts on, from 1; 0 when it was not read from text.</summary>
    public int Line { get; }

    /// <summary>The column of its name, from 1; 0 when it was not read from text.</summary>
    public int Column { get; }

    /// <summary>The first element inside, or null.</summary>
    public EnsElement? FirstChild { get; private set; }

    /// <summary>The element after this one inside the same parent, or null.</summary>
    public EnsElement? Next { get; private set; }

    /// <summary>The elements inside, in document order.</summary>
    public IEnumerable<EnsElement> Children
    {
        get
        {
            for (var child = FirstChild; child is not null; child = child.Next)
            {
                yield return child;
            }
        }
    }

    /// <summary>
    /// Where it is: tags from the root, with a 1-based index wherever the table lets the element repeat (DEC-17):
    /// <c>/IE3F15/consignmentMasterLevel/consignmentHouseLevel[1]/goodsItem[2]/goodsItemNumber</c>.
    /// </summary>
    public string Path => AppendPath(new StringBuilder(128)).ToString();

    /// <summary>The first child of this name, or null.</summary>
    public EnsElement? Child(ReadOnlySpan<char> name)
    {
        var child = FirstChild;
        while (child is not null && !name.SequenceEqual(child.Name))
        {
            child = child.Next;
        }

        return child;
    }

    /// <summary>The first element at a path of names below this one, in document order, or null.</summary>
    public EnsElement? Find(ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        if (slash < 0)
        {
            return Child(path);
        }

        for (var child = FirstChild; child is not null; child = child.Next)
        {
            if (path[..slash].SequenceEqual(child.Name) && child.Find(path[(slash + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The value of the first element at a path of names below this one, or null.</summary>
    public string? Text(ReadOnlySpan<char> path) => Find(path)?.Value;

    /// <summary>All elements at a path of names below this one, in document order.</summary>
    public IEnumerable<EnsElement> All(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? path : path[..slash];
        var named = Children.Where(child => string.Equals(child.Name, name, StringComparison.Ordinal));
        return slash < 0 ? named : named.SelectMany(child => child.All(path[(slash + 1)..]));
    }

    /// <summary>This element and all below it, in document order.</summary>
    public IEnumerable<EnsElement> DescendantsAndSelf()
    {
        yield return this;
        foreach (var below in Children.SelectMany(child => child.DescendantsAndSelf()))
        {
            yield return below;
        }
    }

    /// <summary>The element that everything stands in.</summary>
    public EnsElement Root()
    {
        var root = this;
        while (root.Parent is not null)
        {
            root = root.Parent;
        }

        return root;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;

    internal EnsElement? LastChild => _last;

    internal void Append(EnsElement child)
    {
        if (_last is null)
        {
            FirstChild = child;
        }
        else
        {
            _last.Next = child;
        }

        _last = child;
    }

    /// <summary>Puts a child where the table wants it: behind the last one that does not come later.</summary>
    internal void InsertInTableOrder(EnsElement child)
    {
        var order = Definition!.ChildList;
        var position = order.IndexOf(child.Definition!);
        if (_last is null || order.IndexOf(_last.Definition!) <= position)
        {
            Append(child);
            return;
        }

        EnsElement? before = null;
        for (var at = FirstChild; at is not null && order.IndexOf(at.Definition!) <= position; at = at.Next)
        {
            before = at;
        }

        child.Next = before is null ? FirstChild : before.Next;
        if (before is null)
        {
            FirstChild = child;
        }
        else
        {
            before.Next = child;
        }
    }

    /// <summary>Drops the children that nobody will ask for again.</summary>
    internal void Retain(Func<EnsElement, bool> wanted)
    {
        var child = FirstChild;
        FirstChild = _last = null;
        while (child is not null)
        {
            var next = child.Next;
            child.Next = null;
            if (wanted(child))
            {
                Append(child);
            }

            child = next;
        }
    }

    private StringBuilder AppendPath(StringBuilder path)
    {
        Parent?.AppendPath(path);
        path.Append('/').Append(Name);
        return Occurrence > 1 || Definition is { Repeats: true } ? path.Append(CultureInfo.InvariantCulture, $"[{Occurrence}]") : path;
    }
}
