using System.Text.Json;
using Ics2.Tests.Support;

namespace Ics2.Tests.Rehearsal;

/// <summary>The published schema of Cucumber's messages, as the table <c>cucumber-messages.tsv</c> beside this file has it.</summary>
internal sealed class CucumberSchema
{
    private const string List = "list of ";
    private const string Words = "one of ";

    private readonly ILookup<string, (string Property, string Kind, bool Required)> _types = File.ReadLines(
            Repository.PathOf("Tests", "Rehearsal", "cucumber-messages.tsv")
        )
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .ToLookup(row => row[0], row => (row[1], row[2], row[3] == "required"), StringComparer.Ordinal);

    /// <summary>What is wrong with one message, each with the path to it.</summary>
    public IEnumerable<string> Faults(JsonElement envelope) => OfType("Envelope", envelope, "");

    private IEnumerable<string> OfType(string type, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return [$"{path} is no {type}"];
        }

        var known = _types[type].ToDictionary(row => row.Property, StringComparer.Ordinal);
        return
        [
            .. known
                .Values.Where(row => row.Required && !value.TryGetProperty(row.Property, out _))
                .Select(row => $"{path}/{row.Property} is missing"),
            .. value
                .EnumerateObject()
                .SelectMany(property =>
                    known.TryGetValue(property.Name, out var row)
                        ? OfKind(row.Kind, property.Value, $"{path}/{property.Name}")
                        : [$"{path}/{property.Name} is not in the schema"]
                ),
        ];
    }

    private IEnumerable<string> OfKind(string kind, JsonElement value, string path)
    {
        if (kind.StartsWith(List, StringComparison.Ordinal))
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().SelectMany((item, index) => OfKind(kind[List.Length..], item, $"{path}[{index}]"))
                : [$"{path} is no list"];
        }

        if (_types.Contains(kind))
        {
            return OfType(kind, value, path);
        }

        var holds = kind switch
        {
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "string" => value.ValueKind == JsonValueKind.String,
            _ => value.ValueKind == JsonValueKind.String
                && kind[Words.Length..].Split('|').Contains(value.GetString(), StringComparer.Ordinal),
        };
        return holds ? [] : [$"{path} is {value.GetRawText()}, not {kind}"];
    }
}
