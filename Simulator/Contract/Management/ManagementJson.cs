using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ics2.Contract.Management;

/// <summary>How the management API writes and reads JSON (cli-json.md).</summary>
public static class ManagementJson
{
    /// <summary>As the API itself does: strictly, instants with <c>Z</c>, enumerations by name.</summary>
    public static JsonSerializerOptions Strict { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>As its callers do: a newer API may say more than they know.</summary>
    public static JsonSerializerOptions Tolerant { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };

    /// <summary>Makes options those of the API.</summary>
    /// <returns>The same options.</returns>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StrictText.RefuseNulls } };
        options.Converters.Add(new UtcInstant());
        options.Converters.Add(new StrictText());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        return options;
    }

    /// <summary>The word that a document has for a value, for example <c>pendingCompleteness</c>.</summary>
    public static string Word(this Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
