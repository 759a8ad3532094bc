using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Xml;

namespace Ics2.As4.Writing;

/// <summary>Writes messages of the profile: always multipart, every part gzip, header, Body and parts sealed.</summary>
/// <param name="profile">The AS4 parameters.</param>
/// <param name="identity">Who seals.</param>
/// <param name="host">Fully qualified name of this access point, for message ids.</param>
/// <param name="clock">Stamps signals.</param>
public sealed class MessageWriter(Profile profile, SealingIdentity identity, string host, TimeProvider clock)
{
    private readonly Sealer _sealer = new(identity);

    /// <summary>Writes a user message.</summary>
    /// <param name="header">Its header; the parts are filled in from the payloads.</param>
    /// <param name="payloads">The business document first, then attachments; may be empty for a connectivity test.</param>
    /// <returns>The sealed message.</returns>
    public SealedMessage WriteUserMessage(UserMessage header, IReadOnlyList<Payload> payloads)
    {
        var attachments = payloads
            .Select(
                (payload, index) =>
                    new MultipartWriter.Attachment(
                        payload.ContentId,
                        profile.CompressionType,
                        index == 0 ? $"{header.Action}.xml" : null,
                        Gzip.Compress(payload.Content.Span)
                    )
            )
            .ToList();
        var named = header with { Parts = [.. payloads.Select(ToPartInfo)] };
        return Write(header.MessageId, id => MessagingText.UserMessage(id, named), attachments);
    }

    /// <summary>Writes the receipt of a message: the references of its seal, repeated (ICD 4.3.1).</summary>
    /// <param name="acknowledged">The message, whose seal was verified.</param>
    /// <param name="first">The receipt of the same message when it came before, whose id and time stamp are kept, as Domibus does
    /// (as4-profile d3); null for a new one.</param>
    /// <returns>The sealed receipt.</returns>
    /// <exception cref="InvalidOperationException">The message has no signature to repeat.</exception>
    public SealedMessage WriteReceipt(Envelope acknowledged, Receipt? first = null)
    {
        var id = first?.MessageId ?? MessageId.New(host);
        var references =
            SignatureReader
                .FindSecurity(acknowledged, out _)
                ?.Child(Ns.Ds, "Signature")
                ?.Child(Ns.Ds, "SignedInfo")
                ?.ChildrenNamed(Ns.Ds, "Reference")
            ?? throw new InvalidOperationException("A receipt repeats the references of a seal, and the message has none.");
        return Write(
            id,
            blockId => MessagingText.Receipt(blockId, id, acknowledged.MessageId, first?.Timestamp ?? clock.GetUtcNow(), references),
            []
        );
    }

    /// <summary>Writes a pull request.</summary>
    /// <param name="channel">The party's own channel.</param>
    /// <returns>The sealed request.</returns>
    public SealedMessage WritePullRequest(Mpc channel)
    {
        var id = MessageId.New(host);
        return Write(id, blockId => MessagingText.PullRequest(blockId, id, clock.GetUtcNow(), channel), []);
    }

    /// <summary>
    /// Writes the error that answers a request: with a SOAP fault in the Body and, unless the profile says otherwise, no seal.
    /// </summary>
    /// <param name="refToMessageId">The message in error, where its id could be read.</param>
    /// <returns>The bytes.</returns>
    public WireMessage WriteError(EbmsError error, string? refToMessageId)
    {
        if (profile.ErrorsSigned)
        {
            return WriteSealedError(error, refToMessageId).Wire;
        }

        using var messaging = MessagingText.Error("messaging", MessageId.New(host), refToMessageId, clock.GetUtcNow(), error);
        using var body = new CanonicalText().Open("S:Body");
        if (error.Severity == ErrorSeverity.Failure)
        {
            body.Open("S:Fault")
                .Open("S:Code")
                .Leaf("S:Value", $"S:{error.FaultCode}")
                .Close("S:Code")
                .Open("S:Reason")
                .Leaf("S:Text", error.Description, ("xml:lang", "en"))
                .Close("S:Reason")
                .Close("S:Fault");
        }

        using var envelope = Envelope(messaging.Bytes.Span, [], body.Close("S:Body").Bytes.Span);
        return MultipartWriter.Write(envelope.Bytes.Span, [], host, Unique());
    }

    /// <summary>Writes an error in a message of its own, sealed, as a trader does about a message it pulled.</summary>
    /// <param name="refToMessageId">The message in error.</param>
    /// <returns>The sealed error.</returns>
    public SealedMessage WriteSealedError(EbmsError error, string? refToMessageId)
    {
        var id = MessageId.New(host);
        return Write(id, blockId => MessagingText.Error(blockId, id, refToMessageId, clock.GetUtcNow(), error), []);
    }

    private SealedMessage Write(MessageId id, Func<string, CanonicalText> compose, List<MultipartWriter.Attachment> attachments)
    {
        var unique = Unique();
        using var messaging = compose($"messaging-{unique}");
        using var body = new CanonicalText()
            .Open("S:Body", ("xmlns:S", Ns.Soap), ("xmlns:wsu", Ns.Wsu), ("wsu:Id", $"body-{unique}"))
            .Close("S:Body");
        using var security = new CanonicalText();
        var references = _sealer.Seal(
            [
                new SealedPart($"#messaging-{unique}", Algorithms.ExclusiveC14N, messaging.Bytes),
                new SealedPart($"#body-{unique}", Algorithms.ExclusiveC14N, body.Bytes),
                .. attachments.Select(attachment => new SealedPart(
                    Cid(attachment.ContentId),
                    Algorithms.AttachmentContent,
                    attachment.Content
                )),
            ],
            $"token-{unique}",
            security
        );
        using var envelope = Envelope(messaging.Bytes.Span, security.Bytes.Span, body.Bytes.Span);
        return new SealedMessage(id, MultipartWriter.Write(envelope.Bytes.Span, attachments, host, unique), references);
    }

    private static string Unique() => Guid.NewGuid().ToString("N");

    private static CanonicalText Envelope(ReadOnlySpan<byte> messaging, ReadOnlySpan<byte> security, ReadOnlySpan<byte> body) =>
        new CanonicalText()
            .Open("S:Envelope", ("xmlns:S", Ns.Soap))
            .Open("S:Header")
            .Raw(messaging)
            .Raw(security)
            .Close("S:Header")
            .Raw(body)
            .Close("S:Envelope");

    private PartInfo ToPartInfo(Payload payload)
    {
        var properties = new List<KeyValuePair<string, string>> { KeyValuePair.Create("MimeType", payload.MimeType) };
        if (payload.MimeType == profile.BusinessMimeType)
        {
            properties.Add(KeyValuePair.Create("CharacterSet", profile.CharacterSet));
        }

        properties.Add(KeyValuePair.Create("CompressionType", profile.CompressionType));
        return new PartInfo(Cid(payload.ContentId), properties);
    }

    // RFC 2392: the cid URL is the Content-ID, percent-encoded; '@' stays.
    private static string Cid(string contentId) => "cid:" + Uri.EscapeDataString(contentId).Replace("%40", "@", StringComparison.Ordinal);
}
