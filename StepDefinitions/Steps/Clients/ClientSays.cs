using System.Text.Json;
using System.Text.Json.Serialization;
using Ics2.As4.Messages;

namespace Ics2.StepDefinitions.Clients;

/// <summary>
/// What a foreign client may say about something it sent, in the words of <c>ics2 send --json</c>; anything left out is not known.
/// </summary>
internal sealed record ClientSays(string? MessageId = null, ClientSays.ReceiptSaid? Receipt = null, ClientSays.ErrorSaid? Error = null)
{
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public Told Tell() =>
        new(
            MessageId,
            Receipt?.Valid,
            Error is null ? null : new EbmsError(EbmsErrorCode.Other, $"{Error.Code} {Error.ShortDescription} {Error.Detail}".Trim())
        );

    internal sealed record ReceiptSaid(bool? Valid);

    internal sealed record ErrorSaid(string? Code, string? ShortDescription, string? Detail);
}
