using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Receipts;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Holds a trader's receipt against what was sent, and records it: only now is the message delivered. A receipt for a message that is
/// delivered already is welcome: the trader did not see our answer the first time.
/// </summary>
internal sealed class TakeReceipt(IDelivery delivery) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var sent = exchange.About!;
        var receipt = (Receipt)exchange.Envelope.Signal!;
        var error = ReceiptCheck.Compare(sent.MessageId, sent.References, receipt).FirstError();
        if (error is not null)
        {
            return error;
        }

        // Answered only once it is recorded: who judges the receipt again because the store was away must not find it dealt with.
        await delivery.AcknowledgeAsync(sent, exchange.ReceivedAt, new WireMessage(exchange.ContentType!, exchange.Body));
        exchange.Answer = new Answer(202, Wire: null);
        return null;
    }

    /// <summary>Why a receipt (or an error signal) that names no message of this trader is refused.</summary>
    public static EbmsError Unknown(Exchange exchange) =>
        new(EbmsErrorCode.InvalidReceipt, "The signal speaks of a message that was not sent to you.")
        {
            CheckId = "receipt.ref-to-message-id",
            Expected = "RefToMessageId of a message that customs sent to the party whose certificate seals the signal",
            Found = exchange.Envelope.Signal?.RefToMessageId ?? "no RefToMessageId",
            Remedy = "Copy the MessageId of the pulled message into RefToMessageId.",
            Source = "ICD 4.3.1; as4-profile d2",
        };
}
