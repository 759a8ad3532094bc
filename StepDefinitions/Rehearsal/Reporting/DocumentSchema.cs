using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ics2.Rehearsal.Reporting;

/// <summary>Makes the JSON schema of a document from the record it is written from, so that the two cannot part.</summary>
public static class DocumentSchema
{
    /// <summary>The schema, in JSON Schema draft 2020-12.</summary>
    /// <param name="type">The record.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="title">What the document is.</param>
    public static JsonObject Of(Type type, JsonSerializerOptions json, string title)
    {
        var options = new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        var schema = json.GetJsonSchemaAsNode(type, options).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", title);
        return schema;
    }

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject node)
        {
            return schema;
        }

        if (node["properties"] is JsonObject properties)
        {
            // An absent value is left out, so only what can never be null is always there.
            node["required"] = new JsonArray([
                .. properties
                    .Where(property => !MayBeNull(property.Value) && !MayBeLeftOut(context.TypeInfo, property.Key))
                    .Select(property => JsonValue.Create(property.Key)),
            ]);
        }

        return node;
    }

    // A usual value that a record leaves out (the severity of a finding that refuses).
    private static bool MayBeLeftOut(JsonTypeInfo type, string property) =>
        type.Properties.FirstOrDefault(one => one.Name == property)?.AttributeProvider is { } attributes
        && attributes
            .GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
            .OfType<JsonIgnoreAttribute>()
            .Any(ignored => ignored.Condition == JsonIgnoreCondition.WhenWritingDefault);

    private static bool MayBeNull(JsonNode? property) =>
        property is not JsonObject schema
        || schema["type"] switch
        {
            JsonArray types => types.Any(type => type!.GetValue<string>() == "null"),
            null => schema["enum"] is not JsonArray values || values.Any(value => value is null),
            _ => false,
        };
}
