using System.ComponentModel;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Cucumber.Messages;
using Io.Cucumber.Messages.Types;

namespace Ics2.Rehearsal.Reporting;

/// <summary>Writes Cucumber messages as NDJSON: one JSON object per line, as every Cucumber formatter reads it.</summary>
public static class CucumberMessages
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new DescribedEnumConverter() },
    };

    /// <summary>Writes messages.</summary>
    /// <param name="messages">The messages, in order.</param>
    /// <param name="stream">Where to; it is left open.</param>
    public static void Write(IEnumerable<Envelope> messages, Stream stream)
    {
        using var buffer = new MemoryStream();
        using (var writer = new MessageToNdjsonWriter(buffer, (to, message) => to.Write(JsonSerializer.Serialize(message, Json))))
        {
            foreach (var message in messages)
            {
                writer.Write(message);
            }
        }

        stream.Write(buffer.ToArray());
    }

    // The protocol's words for enumeration values stand in their description, such as "text/x.cucumber.gherkin+plain".
    private sealed class DescribedEnumConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override System.Text.Json.Serialization.JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (System.Text.Json.Serialization.JsonConverter)
                Activator.CreateInstance(typeof(DescribedEnumConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class DescribedEnumConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private readonly Dictionary<T, string> words = Enum.GetValues<T>()
            .ToDictionary(
                value => value,
                value => typeof(T).GetField(value.ToString())!.GetCustomAttribute<DescriptionAttribute>()?.Description ?? value.ToString()
            );

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Messages are only written.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(words[value]);
    }
}
