using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ics2.Cli.Output;

/// <summary>Writes the documents of cli-json: camelCase, instants in UTC, absent values left out.</summary>
internal static class Documents
{
    public static JsonSerializerOptions Pretty { get; } = Options(indented: true);

    public static JsonSerializerOptions OneLine { get; } = Options(indented: false);

    private static JsonSerializerOptions Options(bool indented) =>
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // these documents go to programs and terminals, not into HTML
            WriteIndented = indented,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
            NumberHandling = JsonNumberHandling.Strict, // for the schemas: nothing here reads numbers from text
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
}
