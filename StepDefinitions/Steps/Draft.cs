using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Ics2.Ens.Catalogue;

namespace Ics2.StepDefinitions;

/// <summary>
/// A message on the trader's desk: a valid sample that a scenario changes before it is lodged. Paths are names below the root, such as
/// <c>consignmentMasterLevel/carrier/identificationNumber</c>, or <c>goodsItem[2]/goodsItemNumber</c> for the second of several; a
/// date-time is one value without its wrapper.
/// </summary>
public sealed class Draft
{
    private const string Wrapper = "DateTime";

    private readonly MessageDefinition _definition;
    private readonly XDocument _document;

    /// <summary>Opens a message.</summary>
    /// <param name="pack">Its tables.</param>
    /// <param name="xml">The message.</param>
    public Draft(SpecPack pack, ReadOnlySpan<byte> xml)
        : this(pack, XDocument.Parse(Encoding.UTF8.GetString(xml))) { }

    private Draft(SpecPack pack, XDocument document)
    {
        Pack = pack;
        _document = document;
        _definition = pack.Message(Message);
    }

    /// <summary>Its type, for example <c>IE3F10</c>.</summary>
    public string Message => Root.Name.LocalName;

    /// <summary>The bytes to lodge.</summary>
    public byte[] Xml =>
        Encoding.UTF8.GetBytes(_document.Declaration is null ? _document.ToString() : _document.Declaration + "\n" + _document);

    /// <summary>The story it tells; messages of one story fit each other.</summary>
    public int Seed { get; init; }

    private SpecPack Pack { get; }

    private XElement Root => _document.Root!;

    /// <summary>An independent copy.</summary>
    public Draft Copy() => new(Pack, new XDocument(_document)) { Seed = Seed };

    /// <summary>
    /// The same content as another type, for example the amendment of a filing; what that type has no place for is left out.
    /// </summary>
    /// <param name="message">The type.</param>
    public Draft As(string message)
    {
        var copy = new XDocument(_document);
        copy.Root!.Name = copy.Root.Name.Namespace + message;
        var draft = new Draft(Pack, copy) { Seed = Seed };
        foreach (
            var stranger in copy.Root.Elements().Where(element => draft._definition.Root.Child(element.Name.LocalName) is null).ToList()
        )
        {
            stranger.Remove();
        }

        return draft;
    }

    /// <summary>The first value at a path; null when there is none.</summary>
    /// <param name="path">Names below the root.</param>
    public string? Text(string path) => At(path).FirstOrDefault()?.Value;

    /// <summary>All values at a path.</summary>
    /// <param name="path">Names below the root.</param>
    public IReadOnlyList<string> Texts(string path) => [.. At(path).Select(element => element.Value)];

    /// <summary>Gives every element at a path a value, and makes the first one where there is none.</summary>
    /// <param name="path">Names below the root.</param>
    public Draft Set(string path, string value)
    {
        var found = At(path).ToList();
        foreach (var element in found.Count > 0 ? found : [Make(path)])
        {
            (element.Element(element.Name.Namespace + Wrapper) ?? element).Value = value;
        }

        return this;
    }

    /// <summary>Removes every element at a path.</summary>
    /// <param name="path">Names below the root.</param>
    public Draft Remove(string path)
    {
        At(path).ToList().ForEach(element => element.Remove());
        return this;
    }

    /// <summary>Puts a copy behind the first element at a path.</summary>
    /// <param name="path">Names below the root.</param>
    public Draft Repeat(string path)
    {
        var first = At(path).FirstOrDefault() ?? throw Missing(path);
        first.AddAfterSelf(new XElement(first));
        return this;
    }

    private IEnumerable<XElement> At(string path) =>
        path.Split('/')
            .Aggregate(
                Enumerable.Repeat(Root, 1),
                (parents, step) =>
                {
                    var (name, index) = Parse(step);
                    return parents.SelectMany(parent =>
                        parent.Elements(Root.Name.Namespace + name) is var children && index is { } number
                            ? children.Skip(number - 1).Take(1)
                            : children
                    );
                }
            );

    private static (string Name, int? Index) Parse(string step) =>
        step.Split('[', ']') is [var name, var index, ..] ? (name, int.Parse(index, CultureInfo.InvariantCulture)) : (step, null);

    // Where the table wants it: before the first brother that comes later.
    private XElement Make(string path)
    {
        var (at, definition) = (Root, _definition.Root);
        foreach (var (name, index) in path.Split('/').Select(Parse))
        {
            definition = definition.Child(name) ?? throw Missing(path);
            if (at.Elements(at.Name.Namespace + name).ElementAtOrDefault((index ?? 1) - 1) is not { } next)
            {
                next = new XElement(at.Name.Namespace + name);
                if (definition.IsDateTime)
                {
                    next.Add(new XElement(at.Name.Namespace + Wrapper));
                }

                var later = definition
                    .Parent!.Children.SkipWhile(brother => brother.Tag != name)
                    .Skip(1)
                    .Select(brother => brother.Tag)
                    .ToHashSet(StringComparer.Ordinal);
                if (at.Elements().FirstOrDefault(brother => later.Contains(brother.Name.LocalName)) is { } after)
                {
                    after.AddBeforeSelf(next);
                }
                else
                {
                    at.Add(next);
                }
            }

            at = next;
        }

        return at;
    }

    private InvalidOperationException Missing(string path) => new($"{Message} has no {path}.");
}
