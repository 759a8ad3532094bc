using System.Globalization;
using Ics2.AccessPoint.Processing;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Receipts;
using Ics2.As4.Writing;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Records the message with its receipt in one atomic insert. From here on it is never lost and never processed twice.</summary>
internal sealed class Record(IIncomingMessages messages, MessageWriter writer, Profile profile, FilingQueue queue) : IReceiveStep
{
    public async ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var header = exchange.Envelope.UserMessage!;
        var isTest = header.Service.Value == profile.TestService && header.Action == profile.TestAction;
        var receipt = writer.WriteReceipt(exchange.Envelope).Wire;
        var recording = await messages.RecordAsync(
            new IncomingMessage(
                exchange.Sender,
                header.MessageId,
                header.Action,
                exchange.ContentDigest,
                exchange.ReceivedAt,
                isTest ? IncomingState.Test : IncomingState.Waiting,
                new WireMessage(exchange.ContentType!, exchange.Body),
                receipt
            )
        );
        switch (recording)
        {
            case Recording.Conflict conflict:
                return Refused(header.MessageId, conflict);
            case Recording.Duplicate duplicate:
                exchange.Receipt = Again(duplicate.FirstReceipt, exchange);
                return null;
            default:
                exchange.Receipt = receipt;
                if (recording is Recording.New recorded && !isTest)
                {
                    queue.Add(recorded.Sequence, exchange.Body.Length);
                }

                return null;
        }
    }

    // The first receipt again. A receipt repeats the digests of what it acknowledges (ICD 4.3.1), so for a repetition that was sealed anew
    // it is
    // rebuilt under the first one's id and time stamp, as Domibus does (as4-profile d3); the sender could not use other digests and would
    // repeat for ever.
    private WireMessage Again(WireMessage firstReceipt, Exchange exchange)
    {
        var references = exchange
            .Seal.References.Select(reference => new SealReference(
                reference.Uri,
                reference.Transforms,
                reference.DigestAlgorithm,
                reference.Stated
            ))
            .ToList();
        var first =
            new MultipartReader(profile.Limits).Read(firstReceipt.ContentType, firstReceipt.Body).TryGet(out var package, out _)
            && new EnvelopeReader(profile.Limits).Read(package).TryGet(out var envelope, out _)
                ? envelope.Signal as Receipt
                : null;
        return first is not null && ReceiptCheck.Compare(exchange.Envelope.MessageId, references, first).FirstError() is null
            ? firstReceipt
            : writer.WriteReceipt(exchange.Envelope, first).Wire;
    }

    private static EbmsError Refused(MessageId id, Recording.Conflict conflict) =>
        new(EbmsErrorCode.ValueInconsistent, "The message id was used before for another message of yours.")
        {
            CheckId = "header.message-id-unique",
            Expected = "a fresh MessageId, or the same content as the first time",
            Found =
                $"{id}, first received at "
                + $"{conflict.FirstReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} "
                + $"with other content",
            Remedy = "Give every new message a MessageId of its own; repeat one only to repeat the same message.",
            Source = "ICD 4.2.1; attack case AS4-04",
        };
}
