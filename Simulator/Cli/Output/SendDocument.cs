using Ics2.As4.Messages;
using Ics2.Trader;
using Ics2.Trader.Messages;

namespace Ics2.Cli.Output;

/// <summary>The <c>send</c> document of cli-json.</summary>
internal sealed record SendDocument(
    string MessageId,
    SendDocument.ReceiptPart? Receipt,
    SendDocument.ErrorPart? Error,
    int Attempts,
    IReadOnlyList<MessageDocument> Replies,
    SendDocument.ErrorPart? ReceiptError,
    IReadOnlyList<SendDocument.ErrorPart>? Errors
)
{
    public static SendDocument Of(SessionResult result) =>
        new(
            result.Lodging.MessageId.Value,
            result.Lodging.Receipt is { } receipt ? new ReceiptPart(receipt.MessageId.Value, receipt.Valid) : null,
            result.Lodging.Error is { } error ? ErrorPart.Of(error) : null,
            result.Lodging.Attempts,
            [.. result.Replies.Select(MessageDocument.Of)],
            result.ReceiptError is { } refusal ? ErrorPart.Of(refusal) : null,
            result.Lodging.Errors.Count == 0 ? null : [.. result.Lodging.Errors.Select(ErrorPart.Of)]
        );

    internal sealed record ReceiptPart(string MessageId, bool Valid);

    internal sealed record ErrorPart(string Code, ErrorSeverity Severity, string ShortDescription, string Description, string Detail)
    {
        public static ErrorPart Of(EbmsError error) =>
            new(error.Code.Code, error.Severity, error.Code.ShortDescription, error.Description, error.Detail);
    }
}

/// <summary>MESSAGE of cli-json.</summary>
internal sealed record MessageDocument(
    string Action,
    string MessageId,
    string? RefToMessageId,
    DateTimeOffset ReceivedAt,
    bool SealValid,
    string? Lrn,
    string? Mrn,
    string Xml,
    IReadOnlyList<MessageDocument.AttachmentPart> Attachments
)
{
    public static MessageDocument Of(ReceivedCustomsMessage message) =>
        new(
            message.Action,
            message.MessageId,
            message.RefToMessageId,
            message.ReceivedAt,
            message.SealValid,
            message.Lrn,
            message.Mrn,
            message.Xml,
            [
                .. message.Attachments.Select(attachment => new AttachmentPart(
                    attachment.Id,
                    attachment.MimeType,
                    attachment.Bytes.Length,
                    attachment.Bytes
                )),
            ]
        );

    /// <summary>One attachment; <c>content</c> is base64.</summary>
    internal sealed record AttachmentPart(string Id, string MimeType, int Bytes, byte[] Content);
}
