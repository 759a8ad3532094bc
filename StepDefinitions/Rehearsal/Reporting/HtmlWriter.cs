using Ics2.Reporting;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// Writes HTML in which nothing can be left unescaped by mistake: text and attribute values come in by their own doors, elements close
/// themselves.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Opens an element, closed when the result is disposed.</summary>
    public Opened Element(string name, string? cssClass = null, params IEnumerable<(string Name, string? Value)> attributes)
    {
        output.Write($"<{name}");
        foreach (var (attribute, value) in attributes.Prepend(("class", cssClass)))
        {
            if (value is not null)
            {
                output.Write($" {attribute}=\"{HtmlText.Of(Printable.Line(value))}\"");
            }
        }

        output.Write('>');
        return new Opened(output, name);
    }

    /// <summary>An element that holds only text.</summary>
    public void Leaf(string name, string? text, string? cssClass = null, params IEnumerable<(string Name, string? Value)> attributes)
    {
        using (Element(name, cssClass, attributes))
        {
            Text(text);
        }
    }

    /// <summary>Text, escaped and rid of what cannot be shown.</summary>
    public void Text(string? text) => output.Write(HtmlText.Of(text));

    /// <summary>Our own fixed text, as it is.</summary>
    public void Raw(string html) => output.Write(html);

    /// <summary>A table row of header cells.</summary>
    public void Header(params IEnumerable<string> names)
    {
        using (Element("thead"))
        using (Element("tr"))
        {
            foreach (var name in names)
            {
                Leaf("th", name, attributes: ("scope", "col"));
            }
        }
    }

    /// <summary>An element that is open.</summary>
    public readonly ref struct Opened(TextWriter output, string name)
    {
        /// <summary>Closes it.</summary>
        public void Dispose() => output.Write($"</{name}>\n");
    }
}
