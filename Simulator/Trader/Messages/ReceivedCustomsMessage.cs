using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ics2.Trader.Messages;

/// <summary>A file that came with a message.</summary>
/// <param name="Id">Its Content-ID, equal to the <c>identification</c> in the document.</param>
/// <param name="Bytes">Its content; in JSON base64 and called <c>content</c>.</param>
public sealed record ReceivedAttachment(string Id, string MimeType, [property: JsonPropertyName("content")] byte[] Bytes)
{
    /// <summary>How many bytes it has.</summary>
    [JsonPropertyName("bytes")]
    public int Length => Bytes.Length;
}

/// <summary>A message of customs that was verified and kept: MESSAGE of cli-json.md.</summary>
public sealed record ReceivedCustomsMessage
{
    /// <summary>How it is written for programs.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The ebMS action, for example <c>IE3R01</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Its id.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message it answers; may be one of another party, or absent (as4-profile g).</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whether the seal holds and is that of customs.</summary>
    public required bool SealValid { get; init; }

    /// <summary>The trader's reference in it.</summary>
    public string? Lrn { get; init; }

    /// <summary>The reference of customs in it.</summary>
    public string? Mrn { get; init; }

    /// <summary>The business document.</summary>
    public required string Xml { get; init; }

    /// <summary>Files that came with it.</summary>
    public IReadOnlyList<ReceivedAttachment> Attachments { get; init; } = [];

    /// <summary>Whether it answers a submission: by the id it refers to, or by LRN or MRN.</summary>
    internal bool Answers(string messageId, BusinessReferences? submission) =>
        RefToMessageId == messageId
        || (
            submission is not null
            && BusinessReferences.TryRead(Encoding.UTF8.GetBytes(Xml), out var own, out _)
            && own.SharesReferenceWith(submission)
        );
}
