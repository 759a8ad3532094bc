using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.As4.Checking;
using Ics2.As4.Messages;
using Ics2.As4.Writing;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

/// <summary>The way of everything that is posted to the access point; the first refusal ends it (DESIGN section 2).</summary>
internal sealed class ReceivePipeline(ReceiveSteps steps, MessageWriter writer, ILogger<ReceivePipeline> log)
{
    /// <summary>Takes a message in.</summary>
    /// <returns>What to answer, in every case.</returns>
    public async Task<Answer> ReceiveAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        try
        {
            var refusal =
                await RunAsync(steps.Reading, exchange, cancellationToken)
                ?? await RunAsync(steps.For(exchange.Envelope), exchange, cancellationToken);
            return refusal is null ? exchange.Answer! : Refuse(exchange, Identified(exchange, refusal));
        }
        catch (StoreUnreachableException)
        {
            return Refuse(exchange, Internal("its database does not answer"));
        }
        catch (Exception bug)
        {
            log.LogError(bug, "The message {MessageId} could not be processed.", LogText.OneLine(exchange.MessageId ?? "without id"));
            return Refuse(exchange, Internal("an internal error, written to its log"));
        }
    }

    /// <summary>Judges what a trader answered to a push. A receipt is recorded when it holds.</summary>
    /// <returns>Null when the message is delivered, otherwise why not.</returns>
    public async Task<string?> JudgeReplyAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        var refusal = await RunAsync(steps.Reading, exchange, cancellationToken);
        if (refusal is null && exchange.Envelope.Signal is ErrorSignal error)
        {
            return TakeError.Text(error); // may come without a seal, and delivers nothing either way
        }

        if (refusal is null && !exchange.IsReceipt)
        {
            return "the answer is neither a receipt nor an error";
        }

        return (refusal ?? await RunAsync(steps.For(exchange.Envelope), exchange, cancellationToken)) is { } fault
            ? LogText.OneLine(ReceiveOrder.Answered(exchange.EnvelopeIfRead, fault).ToString())
            : null;
    }

    // A message that fell at its packaging may still tell what it is and its id.
    private EbmsError Identified(Exchange exchange, EbmsError refusal)
    {
        if (exchange.EnvelopeIfRead is null && exchange.PackageIfRead is not null)
        {
            steps.Envelope.Read(exchange);
        }

        return ReceiveOrder.Answered(exchange.EnvelopeIfRead, refusal);
    }

    private static async ValueTask<EbmsError?> RunAsync(
        IEnumerable<IReceiveStep> way,
        Exchange exchange,
        CancellationToken cancellationToken
    )
    {
        foreach (var step in way)
        {
            if (await step.TakeAsync(exchange, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (exchange.Answer is not null)
            {
                return null;
            }
        }

        return null;
    }

    // The ICD's code for an internal error, without a sub-code (as4-profile e). No receipt: the trader sends again.
    private static EbmsError Internal(string found) =>
        new(EbmsErrorCode.Other, "The access point could not process the message.")
        {
            CheckId = "internal",
            Expected = "a working access point",
            Found = found,
            Remedy = "Nothing is wrong with your message as far as it was read: send it again later with the same MessageId.",
            Source = "ICD Annex 4",
        };

    private Answer Refuse(Exchange exchange, EbmsError refusal)
    {
        if (refusal.Code != EbmsErrorCode.EmptyMessagePartitionChannel)
        {
            log.LogInformation(
                "Refused {MessageId}: {Refusal}",
                LogText.OneLine(exchange.MessageId ?? "a message without id"),
                LogText.OneLine(refusal.ToString())
            );
        }

        exchange.Refusal = refusal;

        // A header that was refused may still have told its id.
        exchange.MessageId ??= refusal.RefToMessageInError;

        // An error is never answered with an error (ebMS 3 core 6.6): two access points would go on for ever.
        return !ReceiveOrder.IsAnswered(exchange.EnvelopeIfRead)
            ? new Answer(202, Wire: null)
            : new Answer(Status(refusal), writer.WriteError(refusal, exchange.MessageId));
    }

    // The ICD names no HTTP status. Domibus answers a SOAP fault with 500, and the empty channel, a warning, with 200 (as4-profile e,
    // section 3).
    // 400 for broken packaging is our choice: then no AS4 message arrived at all.
    private static int Status(EbmsError refusal) =>
        refusal.Code == EbmsErrorCode.EmptyMessagePartitionChannel ? 200
        : refusal.Code == EbmsErrorCode.MimeInconsistency ? 400
        : 500;
}
