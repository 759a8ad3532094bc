using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Ics2.Ens.Catalogue;

namespace Ics2.Ens.Schemas;

/// <summary>
/// Writes an XML Schema of a message: order, cardinality, formats and code lists as the validator checks them. Rules and conditions have no
/// place in a schema.
/// </summary>
public sealed class SchemaWriter(SpecPack pack)
{
    private const string Xs = "http://www.w3.org/2001/XMLSchema";

    // A day that exists is left to xs:dateTime; the pattern asks for seconds without fractions and for an offset.
    private const string InstantPattern = @"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(Z|[+\-][0-9]{2}:[0-9]{2})";

    /// <summary>Writes the schema of one message in UTF-8.</summary>
    /// <exception cref="ArgumentException">The pack has no such message.</exception>
    public byte[] Write(string messageId)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using (var writer = XmlWriter.Create(bytes, settings))
        {
            writer.WriteComment($" Generated from the tables of {pack.Version}. ");
            writer.WriteStartElement("xs", "schema", Xs);
            writer.WriteAttributeString("targetNamespace", pack.Namespace);
            writer.WriteAttributeString("elementFormDefault", "qualified");
            WriteElement(writer, pack.Message(messageId).Root, isRoot: true);
            writer.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <summary>Writes the schemas of all messages into a folder, <c>IE3F10.xsd</c> and so on.</summary>
    /// <returns>The files written.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public IReadOnlyList<string> WriteAll(string directory)
    {
        Directory.CreateDirectory(directory);
        var files = new List<string>();
        foreach (var id in pack.MessageIds)
        {
            var file = Path.Combine(directory, id + ".xsd");
            File.WriteAllBytes(file, Write(id));
            files.Add(file);
        }

        return files;
    }

    private static void WriteElement(XmlWriter writer, ElementDefinition row, bool isRoot = false)
    {
        writer.WriteStartElement("element", Xs);
        writer.WriteAttributeString("name", row.Tag);
        if (!isRoot)
        {
            writer.WriteAttributeString("minOccurs", Number(row.MinOccurs));
            writer.WriteAttributeString("maxOccurs", Number(row.MaxOccurs));
        }

        if (row.IsClass)
        {
            WriteClass(writer, row);
        }
        else if (row.IsDateTime)
        {
            WriteInstant(writer);
        }
        else
        {
            WriteValue(writer, row);
        }

        writer.WriteEndElement();
    }

    private static void WriteClass(XmlWriter writer, ElementDefinition row)
    {
        writer.WriteStartElement("complexType", Xs);
        writer.WriteStartElement("sequence", Xs);
        foreach (var child in row.Children)
        {
            WriteElement(writer, child);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteInstant(XmlWriter writer)
    {
        writer.WriteStartElement("complexType", Xs);
        writer.WriteStartElement("sequence", Xs);
        writer.WriteStartElement("element", Xs);
        writer.WriteAttributeString("name", "DateTime");
        writer.WriteStartElement("simpleType", Xs);
        writer.WriteStartElement("restriction", Xs);
        writer.WriteAttributeString("base", "xs:dateTime");
        WriteFacet(writer, "pattern", InstantPattern);
        for (var i = 0; i < 5; i++)
        {
            writer.WriteEndElement();
        }
    }

    private static void WriteValue(XmlWriter writer, ElementDefinition row)
    {
        writer.WriteStartElement("simpleType", Xs);
        writer.WriteStartElement("restriction", Xs);
        var listPattern = row.Codes is { } list ? Pattern(list) : null;
        if (listPattern is null)
        {
            writer.WriteAttributeString("base", "xs:string");
        }
        else
        {
            // Patterns of one step are alternatives; that of the list must hold besides that of the format, so it is a step of its own.
            writer.WriteStartElement("simpleType", Xs);
            writer.WriteStartElement("restriction", Xs);
            writer.WriteAttributeString("base", "xs:string");
            WriteFacet(writer, "pattern", listPattern);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }

        WriteFormat(writer, row.Format!);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteFormat(XmlWriter writer, ValueFormat format)
    {
        switch (format.Kind)
        {
            case ValueKind.Letters:
                WriteFacet(writer, "pattern", $"[A-Za-z]{{{Number(format.MinLength)},{Number(format.MaxLength)}}}");
                break;
            case ValueKind.Digits:
                WriteFacet(writer, "pattern", $"[0-9]{{{Number(format.MinLength)},{Number(format.MaxLength)}}}");
                break;
            case ValueKind.DecimalNumber:
                WriteFacet(writer, "maxLength", Number(format.MaxLength + 1));
                WriteFacet(
                    writer,
                    "pattern",
                    $"[0-9]{{1,{Number(format.MaxLength)}}}|[0-9]{{1,{Number(format.MaxLength - 1)}}}\\.[0-9]{{1,{Number(format.Decimals)}}}"
                );
                break;
            default:
                WriteFacet(writer, "minLength", Number(format.MinLength));
                WriteFacet(writer, "maxLength", Number(format.MaxLength));
                break;
        }
    }

    /// <summary>What a list allows, as a pattern; null when it allows anything.</summary>
    private static string? Pattern(CodeList list)
    {
        var alternatives = list
            .Codes.Keys.Order(StringComparer.Ordinal)
            .Select(Regex.Escape)
            .Concat(list.Prefixes.Select(prefix => prefix + "[0-9]*"))
            .ToList();
        if (list.ShapePattern is { } shape)
        {
            if (shape is ".*")
            {
                return null;
            }

            alternatives.Add(shape);
        }

        return string.Join('|', alternatives);
    }

    private static void WriteFacet(XmlWriter writer, string name, string value)
    {
        writer.WriteStartElement(name, Xs);
        writer.WriteAttributeString("value", value);
        writer.WriteEndElement();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
