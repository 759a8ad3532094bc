using System.Text.Json;

namespace Ics2.Tests.Cli;

/// <summary>Holds documents against the names and types of cli-json.</summary>
internal static class JsonNames
{
    private static readonly Dictionary<string, JsonValueKind[]> Kinds = new(StringComparer.Ordinal)
    {
        ["text"] = [JsonValueKind.String],
        ["number"] = [JsonValueKind.Number],
        ["boolean"] = [JsonValueKind.True, JsonValueKind.False],
        ["list"] = [JsonValueKind.Array],
        ["object"] = [JsonValueKind.Object],
    };

    /// <summary>
    /// Checks properties written as <c>name:type</c>; with a question mark behind the name it may be absent, but not of another type.
    /// </summary>
    public static JsonElement ShouldHave(this JsonElement element, params string[] properties)
    {
        element.ValueKind.ShouldBe(JsonValueKind.Object);
        foreach (var property in properties)
        {
            var (name, type) = (property.Split(':')[0], property.Split(':')[1]);
            if (element.TryGetProperty(name.TrimEnd('?'), out var value))
            {
                Kinds[type].ShouldContain(value.ValueKind, $"{name} in {element}");
            }
            else
            {
                name.ShouldEndWith("?", Case.Sensitive, $"{name} is missing in {element}");
            }
        }

        return element;
    }

    /// <summary>MESSAGE of cli-json.</summary>
    public static JsonElement ShouldBeMessage(this JsonElement message)
    {
        message.ShouldHave(
            "action:text",
            "messageId:text",
            "refToMessageId?:text",
            "receivedAt:text",
            "sealValid:boolean",
            "lrn?:text",
            "mrn?:text",
            "xml:text",
            "attachments:list"
        );
        message.GetProperty("receivedAt").GetDateTimeOffset().Offset.ShouldBe(TimeSpan.Zero);
        return message;
    }
}
