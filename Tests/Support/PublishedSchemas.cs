using System.Text.Json.Nodes;
using NJsonSchema;

namespace Ics2.Tests.Support;

/// <summary>
/// The schemas that <c>ics2 schema</c> prints, and documents held against them strictly: no property without a place in the schema.
/// </summary>
internal static class PublishedSchemas
{
    private static readonly Lazy<Task<JsonObject>> All = new(async () =>
        JsonNode.Parse((await Ics2Process.RunAsync("schema", "--json")).ShouldEndWith(0).Output)!["schemas"]!.AsObject()
    );

    public static Task<JsonObject> AllAsync() => All.Value;

    public static async Task HoldAsync(string name, string document) => (await FaultsAsync(name, document)).ShouldBeEmpty(document);

    public static async Task<IReadOnlyList<string>> FaultsAsync(string name, string document)
    {
        var strict = (await All.Value)[name].ShouldNotBeNull($"there is no schema {name}").DeepClone();
        Close(strict);
        var schema = await JsonSchema.FromJsonAsync(strict.ToJsonString());
        return [.. schema.Validate(document).Select(fault => fault.ToString())];
    }

    // Others may add properties, as cli-json says; this product may not without saying so.
    private static void Close(JsonNode? node)
    {
        foreach (
            var child in node switch
            {
                JsonObject map => map.Select(entry => entry.Value),
                JsonArray list => list,
                _ => [],
            }
        )
        {
            Close(child);
        }

        if (node is JsonObject schema && schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }
    }
}
