using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Xml;

namespace Ics2.Contract.Management;

/// <summary>Texts as they can go into a message: of characters that XML has (XML 1.0, production 2).</summary>
internal sealed class StrictText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
            {
                throw new JsonException($"a text has the character U+{rune.Value:X4}, which no message can carry.");
            }
        }

        return text;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    /// <summary>Refuses a list that is null, or holds null: what is not said is left out.</summary>
    public static void RefuseNulls(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(one => IsList(one.PropertyType)))
        {
            if (property.Set is { } set)
            {
                property.Set = (target, value) => set(target, Whole(value, property));
            }
        }
    }

    private static bool IsList(Type type) => type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable));

    private static object? Whole(object? value, JsonPropertyInfo property) =>
        (value is null && !property.IsSetNullable) || (value as IEnumerable)?.Cast<object?>().Contains(null) == true
            ? throw new JsonException($"{property.Name} is null or holds null.")
            : value;
}
