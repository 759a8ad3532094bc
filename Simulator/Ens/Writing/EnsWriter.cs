using System.Text;
using System.Xml;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Writing;

/// <summary>
/// Writes a message by the conventions of spec/README: UTF-8 without byte order mark, XML 1.0, the namespace as default on the root, no
/// prefixes, dates wrapped in <c>DateTime</c>.
/// </summary>
/// <param name="pack">The pack whose namespace is written.</param>
/// <param name="indent">True puts every element on a line of its own.</param>
public sealed class EnsWriter(SpecPack pack, bool indent = true)
{
    /// <summary>Writes a message into bytes.</summary>
    public byte[] Write(EnsMessage message)
    {
        using var bytes = new MemoryStream();
        Write(message, bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes a message to a stream, which stays open.</summary>
    public void Write(EnsMessage message, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = indent,
            NewLineChars = "\n",
            CloseOutput = false,
        };
        using var writer = XmlWriter.Create(stream, settings);
        Write(writer, message.Root);
    }

    private void Write(XmlWriter writer, EnsElement element)
    {
        writer.WriteStartElement(element.Name, pack.Namespace);
        if (element.Value is { } value)
        {
            if (element.Definition is { IsDateTime: true })
            {
                writer.WriteElementString("DateTime", pack.Namespace, value);
            }
            else
            {
                writer.WriteString(value);
            }
        }

        for (var child = element.FirstChild; child is not null; child = child.Next)
        {
            Write(writer, child);
        }

        writer.WriteEndElement();
    }
}
