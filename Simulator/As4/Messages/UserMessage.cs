namespace Ics2.As4.Messages;

/// <summary>A party of the exchange: <c>eb:From</c> or <c>eb:To</c> (ICD 4.2.2).</summary>
/// <param name="Id">The party id, for example an EORI or <c>sti-taxud</c>.</param>
/// <param name="IdType">The <c>type</c> attribute of the party id; null when absent.</param>
/// <param name="Role"><c>Trader</c> or <c>Customs</c>.</param>
public sealed record Party(string Id, string? IdType, string Role);

/// <summary>A value with its optional <c>type</c> attribute, as <c>eb:AgreementRef</c> and <c>eb:Service</c> have it.</summary>
/// <param name="Value">The text.</param>
/// <param name="Type">The attribute; null when absent.</param>
public sealed record TypedValue(string Value, string? Type);

/// <summary>One <c>eb:PartInfo</c>: a reference to a MIME part with its properties.</summary>
/// <param name="Href"><c>cid:</c> and the Content-ID; null when the part is the SOAP Body, which ICS2 forbids.</param>
/// <param name="Properties">Name and value in the order of the wire; names are exact: MimeType, CharacterSet, CompressionType (as4-profile
/// g).</param>
public sealed record PartInfo(string? Href, IReadOnlyList<KeyValuePair<string, string>> Properties)
{
    /// <summary>The content id without <c>cid:</c>, or null when the reference is of another kind.</summary>
    public string? ContentId =>
        Href is not null && Href.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(Href[4..]) : null;

    /// <summary>The first property of a name.</summary>
    /// <param name="name">The exact name.</param>
    /// <returns>The value, or null.</returns>
    public string? Property(string name) => Properties.FirstOrDefault(property => property.Key == name).Value;
}

/// <summary>The header of a user message: <c>eb:UserMessage</c> (as4-profile a1).</summary>
public sealed record UserMessage
{
    /// <summary>Globally unique id.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>The message this one answers; its id may be unknown to the receiver (carrier copies), so it is text.</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>When the message was composed.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The sender.</summary>
    public required Party From { get; init; }

    /// <summary>The receiver.</summary>
    public required Party To { get; init; }

    /// <summary><c>EU-ICS2-TI-V2.0</c> with type <c>ics2-interface-version</c>; null when absent.</summary>
    public TypedValue? Agreement { get; init; }

    /// <summary>The <c>pmode</c> attribute of the agreement, which must be absent.</summary>
    public string? AgreementPMode { get; init; }

    /// <summary><c>eu_ics2_t2c</c> or <c>eu_ics2_c2t</c>, or the ebMS test service.</summary>
    public required TypedValue Service { get; init; }

    /// <summary>The message id of the payload, for example <c>IE3F10</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Required by the schema; its content is ignored (ICD 4.2.3.4).</summary>
    public string ConversationId { get; init; } = "1";

    /// <summary>The channel the message travels on; null for the default one.</summary>
    public string? Mpc { get; init; }

    /// <summary>Number of message properties; ICS2 uses none (ICD 4.2.4).</summary>
    public int MessagePropertyCount { get; init; }

    /// <summary>The parts, business document first.</summary>
    public IReadOnlyList<PartInfo> Parts { get; init; } = [];
}

/// <summary>One content of a message: bytes that the writer compresses and the reader has expanded.</summary>
/// <param name="ContentId">The Content-ID without angle brackets.</param>
/// <param name="MimeType"><c>application/xml</c>, <c>application/pdf</c> or <c>image/jpeg</c>.</param>
/// <param name="Content">The uncompressed bytes.</param>
public sealed record Payload(string ContentId, string MimeType, ReadOnlyMemory<byte> Content);
