using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;
using Ics2.Ens.Values;

namespace Ics2.Ens.Writing;

/// <summary>
/// Puts messages together from values. The order of elements comes from the table, so callers may set them in any order; a path that the
/// table does not know is a programming error and throws.
/// </summary>
public sealed class MessageComposer(SpecPack pack)
{
    /// <summary>Begins an empty message.</summary>
    /// <exception cref="ArgumentException">The pack has no such message.</exception>
    public MessageDraft Compose(string messageId) => new(pack, pack.Message(messageId));
}

/// <summary>A message being put together.</summary>
public sealed class MessageDraft
{
    private readonly SpecPack _pack;
    private readonly MessageDefinition _definition;
    private readonly ClassDraft _root;

    internal MessageDraft(SpecPack pack, MessageDefinition definition)
    {
        _pack = pack;
        _definition = definition;
        _root = new ClassDraft(new EnsElement(definition.Id, definition.Root, null, 1));
    }

    /// <summary>Sets the leaf at a path below the root; null sets nothing and makes nothing.</summary>
    /// <exception cref="ArgumentException">The table has no such leaf.</exception>
    public MessageDraft Set(string path, string? value)
    {
        _root.Set(path, value);
        return this;
    }

    /// <summary>Sets the date-time leaf at a path below the root.</summary>
    /// <exception cref="ArgumentException">The table has no such leaf.</exception>
    public MessageDraft Set(string path, DateTimeOffset instant)
    {
        _root.Set(path, instant);
        return this;
    }

    /// <summary>Adds one more occurrence of the class at a path below the root, and fills it.</summary>
    /// <exception cref="ArgumentException">The table has no such class.</exception>
    public MessageDraft Add(string path, Action<ClassDraft> fill)
    {
        _root.Add(path, fill);
        return this;
    }

    /// <summary>Does the table have a leaf at the path, and can it hold the value?</summary>
    public bool CanHold(string path, string value) =>
        _definition.Root.Find(path) is { Format: { } format } row
        && format.Check(value) == FormatFaults.None
        && (row.Codes?.Allows(value) ?? true);

    /// <summary>The message as a tree.</summary>
    public EnsMessage Build() => new(_definition, _root.Element);

    /// <summary>The message as bytes.</summary>
    public byte[] ToBytes() => new EnsWriter(_pack).Write(Build());
}

/// <summary>A class of a message being put together.</summary>
public sealed class ClassDraft
{
    internal ClassDraft(EnsElement element) => Element = element;

    internal EnsElement Element { get; }

    /// <summary>
    /// Sets the leaf at a path below this class; null sets nothing and makes nothing. Classes on the way are made when needed.
    /// </summary>
    /// <exception cref="ArgumentException">The table has no such leaf.</exception>
    public ClassDraft Set(string path, string? value)
    {
        var row = Row(path);
        if (row.IsClass)
        {
            throw new ArgumentException($"{row.Path} is a class and has no value.", nameof(path));
        }

        if (value is not null)
        {
            At(Element, path).Value = value;
        }

        return this;
    }

    /// <summary>Sets the date-time leaf at a path below this class.</summary>
    /// <exception cref="ArgumentException">The table has no such leaf.</exception>
    public ClassDraft Set(string path, DateTimeOffset instant) => Set(path, EnsDate.Format(instant));

    /// <summary>Adds one more occurrence of the class at a path below this one, and fills it.</summary>
    /// <exception cref="ArgumentException">The table has no such class.</exception>
    public ClassDraft Add(string path, Action<ClassDraft> fill)
    {
        if (!Row(path).IsClass)
        {
            throw new ArgumentException($"{path} is a leaf; set it.", nameof(path));
        }

        var slash = path.LastIndexOf('/');
        var parent = slash < 0 ? Element : At(Element, path[..slash]);
        fill(new ClassDraft(Append(parent, path[(slash + 1)..])));
        return this;
    }

    private ElementDefinition Row(string path) =>
        Element.Definition!.Find(path) ?? throw new ArgumentException($"{Element.Definition.Path} has no {path}.", nameof(path));

    private static EnsElement At(EnsElement parent, string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? path : path[..slash];
        var child = parent.Child(name) ?? Append(parent, name);
        return slash < 0 ? child : At(child, path[(slash + 1)..]);
    }

    private static EnsElement Append(EnsElement parent, string name)
    {
        var row = parent.Definition!.Child(name)!;
        var child = new EnsElement(name, row, parent, CountOf(parent, row) + 1);
        parent.InsertInTableOrder(child);
        return child;
    }

    private static int CountOf(EnsElement parent, ElementDefinition row) =>
        ReferenceEquals(parent.LastChild?.Definition, row) ? parent.LastChild!.Occurrence : parent.All(row.Tag).Count();
}
