using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ics2.Contract.Management;

namespace Ics2.Dashboard.Parts;

/// <summary>JSON as one would type it: what is empty is left out.</summary>
internal static class Readable
{
    public static JsonSerializerOptions Json { get; } =
        new(ManagementJson.Tolerant)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // pages escape what they show
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatIsEmpty } },
        };

    private static void LeaveOutWhatIsEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = (_, value) => value is not (null or false or ICollection { Count: 0 });
        }
    }
}
