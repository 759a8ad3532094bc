using System.Text;
using Ics2.As4;
using Ics2.As4.Messages;
using Ics2.Trader.Messages;

namespace Ics2.Trader.Receiving;

/// <summary>
/// A received message as kept: with what tells a repetition from a conflict, and the receipt that was, or was about to be, sent.
/// </summary>
internal sealed record InboxEntry(
    ReceivedCustomsMessage Message,
    string SealDigest,
    string ContentDigest,
    string ReceiptType,
    byte[] ReceiptBody
)
{
    public static InboxEntry Of(VerifiedMessage message, WireMessage receipt, DateTimeOffset receivedAt) =>
        new(Read(message, receivedAt), message.SealDigest, message.ContentDigest, receipt.ContentType, receipt.Body.ToArray());

    /// <summary>What to do with a message that came under the id of this one.</summary>
    /// <param name="message">The later message.</param>
    /// <param name="receipt">Makes its receipt.</param>
    public Outcome<Recorded> Meet(VerifiedMessage message, Func<SealedMessage> receipt)
    {
        // The same bytes get the same receipt. The same content sealed anew gets a new one, because a receipt repeats the digests of what
        // it acknowledges.
        if (SealDigest == message.SealDigest)
        {
            return new Recorded(Message, new WireMessage(ReceiptType, ReceiptBody), IsNew: false);
        }

        return ContentDigest == message.ContentDigest
            ? new Recorded(Message, receipt().Wire, IsNew: false)
            : new EbmsError(EbmsErrorCode.ValueInconsistent, "Another message was received under the same MessageId.")
            {
                CheckId = "inbox.same-id",
                Expected = $"the {Message.Action} received at {Message.ReceivedAt:O}",
                Found = $"a different {message.Header.Action}",
                Remedy = "Give every message an id of its own.",
                Source = "ICD 4.2.1",
            };
    }

    private static ReceivedCustomsMessage Read(VerifiedMessage message, DateTimeOffset receivedAt)
    {
        var xml = message.Payloads.BusinessDocument?.Content ?? ReadOnlyMemory<byte>.Empty;
        _ = BusinessReferences.TryRead(xml, out var references, out _);
        return new ReceivedCustomsMessage
        {
            Action = message.Header.Action,
            MessageId = message.Header.MessageId.Value,
            RefToMessageId = message.Header.RefToMessageId,
            ReceivedAt = receivedAt,
            SealValid = true, // nothing else gets here, unless by misconduct
            Lrn = references?.Lrn,
            Mrn = references?.Mrn,
            Xml = Text(xml.Span),
            Attachments =
            [
                .. message
                    .Payloads.Items.Skip(1)
                    .Select(item => new ReceivedAttachment(item.ContentId, item.MimeType, item.Content.ToArray())),
            ],
        };
    }

    private static string Text(ReadOnlySpan<byte> utf8) =>
        Encoding.UTF8.GetString(utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8);
}
