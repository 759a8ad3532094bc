using System.Xml;
using System.Xml.Schema;
using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;
using Ics2.Ens.Reading;

namespace Ics2.Ens.Schemas;

/// <summary>Checks messages against a folder of XML Schemas, such as the official set a vendor has.</summary>
public sealed class SchemaValidator
{
    private readonly XmlSchemaSet _schemas;
    private readonly EnsLimits _limits;

    private SchemaValidator(XmlSchemaSet schemas, EnsLimits limits)
    {
        _schemas = schemas;
        _limits = limits;
    }

    /// <summary>Reads all <c>*.xsd</c> of a folder; they may include and import each other, but nothing from outside the folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">How much of a message is read; null for the defaults.</param>
    /// <exception cref="SpecPackException">The folder has no schema, or one that cannot be compiled; the message names the
    /// file.</exception>
    public static SchemaValidator Load(string directory, EnsLimits? limits = null)
    {
        var files = Directory.EnumerateFiles(directory, "*.xsd").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new SpecPackException($"The folder {directory} has no *.xsd.");
        }

        var schemas = new XmlSchemaSet { XmlResolver = new FolderResolver(directory) };
        schemas.ValidationEventHandler += (_, fault) => throw fault.Exception;
        try
        {
            foreach (var file in files)
            {
                using var reader = XmlReader.Create(
                    File.OpenRead(file),
                    new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true },
                    Path.GetFullPath(file)
                );
                schemas.Add(null, reader);
            }

            schemas.Compile();
        }
        catch (Exception exception) when (exception is XmlSchemaException or XmlException)
        {
            throw new SpecPackException($"The schemas of {directory} cannot be compiled: {exception.Message}");
        }

        return new SchemaValidator(schemas, limits ?? new EnsLimits());
    }

    /// <summary>Checks a message; every fault has the rule <c>xsd</c>, with the schema processor's own words.</summary>
    public IReadOnlyList<ValidationFinding> Validate(ReadOnlyMemory<byte> message)
    {
        var findings = new FindingSink(SpecPack.Embedded(), _limits.MaxFindings);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = _limits.MaxCharacters,
            ValidationType = ValidationType.Schema,
            Schemas = _schemas,
        };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, fault) =>
            findings.Unreadable(
                fault.Message,
                fault.Exception.LineNumber,
                fault.Exception.LinePosition,
                "what the schema allows",
                rule: "xsd"
            );
        try
        {
            using var stream = MessageBytes.Open(message);
            using var reader = XmlReader.Create(stream, settings);
            while (!findings.IsFull && reader.Read())
            {
                if (reader.Depth > _limits.MaxDepth)
                {
                    findings.Unreadable($"Elements are nested deeper than {_limits.MaxDepth}; reading stopped.", null, null, null);
                    break;
                }
            }
        }
        catch (XmlException exception)
        {
            findings.Unreadable(
                $"The message is not well-formed XML: {exception.Message}",
                exception.LineNumber,
                exception.LinePosition,
                "well-formed XML 1.0 without a document type"
            );
        }

        return findings.InOrder();
    }

    private sealed class FolderResolver(string directory) : XmlUrlResolver
    {
        private readonly string _folder = Path.GetFullPath(directory) + Path.DirectorySeparatorChar;

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) =>
            absoluteUri.IsFile && Path.GetFullPath(absoluteUri.LocalPath).StartsWith(_folder, StringComparison.Ordinal)
                ? base.GetEntity(absoluteUri, role, ofObjectToReturn)
                : throw new XmlException($"{absoluteUri} is outside the folder of the schemas.");
    }
}
