using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ics2.Tests.Load;

/// <summary>Holds a document against what the schema exporter of the platform writes: types, properties, required ones, items, enumerations, references inside.</summary>
internal static class SchemaCheck
{
    public static IEnumerable<string> Faults(JsonNode schema, JsonNode? document) => Faults(schema, schema, document, "$");

    private static IEnumerable<string> Faults(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if (schema is not JsonObject rules)
        {
            return schema.GetValue<bool>() ? [] : [$"{path} must not be"];
        }

        if (rules["$ref"]?.GetValue<string>() is { } reference)
        {
            return Faults(root, Follow(root, reference), value, path);
        }

        var faults = new List<string>();
        var types = rules["type"] switch { null => null, JsonArray several => several.Select(type => type!.GetValue<string>()).ToList(), var one => [one.GetValue<string>()] };
        if (types is not null && !types.Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && types.Contains("number")))
        {
            faults.Add($"{path} is {TypeOf(value)}, not {string.Join(" or ", types)}");
        }

        if (rules["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
        {
            faults.Add($"{path} is none of {words}");
        }

        if (value is JsonObject found)
        {
            faults.AddRange((rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !found.ContainsKey(name) && !MayBeNull(root, rules["properties"]![name]!)).Select(name => $"{path}.{name} is missing"));
            foreach (var (name, child) in found)
            {
                var rule = rules["properties"]?[name] ?? rules["additionalProperties"];
                faults.AddRange(rule is null ? [$"{path}.{name} is unknown"] : Faults(root, rule, child, $"{path}.{name}"));
            }
        }

        if (value is JsonArray items && rules["items"] is { } item)
        {
            faults.AddRange(items.SelectMany((child, i) => Faults(root, item, child, $"{path}[{i}]")));
        }

        return faults;
    }

    // Absent values are left out of documents.
    private static bool MayBeNull(JsonNode root, JsonNode schema) =>
        (schema["$ref"]?.GetValue<string>() is { } reference ? Follow(root, reference) : schema)["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() == "null");

    private static JsonNode Follow(JsonNode root, string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (node, name) => node is JsonArray list ? list[int.Parse(name)]! : node[Uri.UnescapeDataString(name)]!);

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.AsValue().TryGetValue(out double number) && number % 1 == 0 ? "integer" : "number",
    };
}
