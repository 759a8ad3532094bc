using System.Xml.Linq;
using Ics2.Ens.Catalogue;

namespace Ics2.Tests.Support;

/// <summary>Changes a message as text: paths are relative to the root, <c>name[2]</c> is the second of its name.</summary>
internal sealed class MessageEditor(string xml, SpecPack pack)
{
    private readonly XDocument _document = XDocument.Parse(xml, LoadOptions.PreserveWhitespace);

    private XNamespace Namespace => pack.Namespace;

    public MessageEditor Set(string path, string value)
    {
        var element = Find(path) ?? throw new ArgumentException($"No {path} in {_document}", nameof(path));
        (element.Elements().SingleOrDefault(child => child.Name.LocalName == "DateTime") ?? element).Value = value;
        return this;
    }

    public MessageEditor Remove(string path)
    {
        var slash = path.LastIndexOf('/');
        var parent = slash < 0 ? _document.Root! : Find(path[..slash]);
        var name = path[(slash + 1)..];
        if (name.Contains('[', StringComparison.Ordinal))
        {
            Find(path)?.Remove();
        }
        else
        {
            parent?.Elements(Namespace + name).Remove();
        }

        return this;
    }

    /// <summary>Puts an element where the table wants it, instead of those of its name.</summary>
    public MessageEditor Put(string parentPath, string fragment) => Insert(parentPath, fragment, replace: true);

    /// <summary>Puts one more element where the table wants it.</summary>
    public MessageEditor Add(string parentPath, string fragment) => Insert(parentPath, fragment, replace: false);

    public override string ToString() => _document.ToString(SaveOptions.DisableFormatting);

    private MessageEditor Insert(string parentPath, string fragment, bool replace)
    {
        var parent =
            parentPath.Length == 0
                ? _document.Root!
                : Find(parentPath) ?? throw new ArgumentException($"No {parentPath} in {_document}", nameof(parentPath));
        var added = XElement.Parse(fragment);
        foreach (var element in added.DescendantsAndSelf())
        {
            element.Name = Namespace + element.Name.LocalName;
        }

        if (replace)
        {
            parent.Elements(added.Name).Remove();
        }

        var order = Row(parent).Children.Select(row => row.Tag).ToList();
        var before = parent
            .Elements()
            .LastOrDefault(child =>
                !order.Contains(added.Name.LocalName) || order.IndexOf(child.Name.LocalName) <= order.IndexOf(added.Name.LocalName)
            );
        if (before is null)
        {
            parent.AddFirst(added);
        }
        else
        {
            before.AddAfterSelf(added);
        }

        return this;
    }

    private ElementDefinition Row(XElement element) =>
        element.Parent is null ? pack.Message(element.Name.LocalName).Root : Row(element.Parent).Child(element.Name.LocalName)!;

    private XElement? Find(string path)
    {
        var at = _document.Root;
        foreach (var step in path.Split('/'))
        {
            var bracket = step.IndexOf('[', StringComparison.Ordinal);
            var name = bracket < 0 ? step : step[..bracket];
            var index = bracket < 0 ? 1 : int.Parse(step[(bracket + 1)..^1]);
            at = at?.Elements(Namespace + name).ElementAtOrDefault(index - 1);
        }

        return at;
    }
}
