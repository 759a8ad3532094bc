using System.Globalization;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Transport;

namespace Ics2.AccessPoint.Outbox;

/// <summary>Pushes over HTTP: the same id and bytes every time, done only with a receipt that holds.</summary>
internal sealed class PushAttempt(
    IAs4Post post,
    ReceivePipeline pipeline,
    ICaptures captures,
    IPolled outbox,
    PushPolicy policy,
    TimeProvider clock
) : IPushAttempt
{
    public async Task<string?> TryAsync(Operator trader, OfferedMessage message, CancellationToken cancellationToken)
    {
        var (id, wire) = (message.Sealed.MessageId.Value, message.Sealed.Wire);
        var outcome = await post.PostAsync(new Uri(trader.PushUrl!), wire, cancellationToken);
        if (outcome is PostOutcome.Unanswered { Cause: var failure })
        {
            await captures.WriteAsync(id, wire, answer: null);
            return LogText.OneLine($"{trader.PushUrl} did not answer: {failure.Message} {failure.InnerException?.Message}");
        }

        var response = (PostOutcome.Answered)outcome;
        var answer = new Answer(response.Status, new WireMessage(response.ContentType ?? "", response.Body));
        await captures.WriteAsync(id, wire, answer);
        var fault = await JudgeAsync(message, response, cancellationToken);
        return fault is null ? null : string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status} from {trader.PushUrl}: {fault}");
    }

    private async Task<string?> JudgeAsync(OfferedMessage message, PostOutcome.Answered response, CancellationToken cancellationToken)
    {
        if (response.Body.IsEmpty)
        {
            return "an empty answer, expected a signed receipt";
        }

        var reply = new Exchange(response.ContentType, response.Body, clock.GetUtcNow())
        {
            About = new SentMessage(message.Sequence, message.Recipient, message.Sealed.MessageId, message.Sealed.References),
        };
        while (true)
        {
            try
            {
                return await pipeline.JudgeReplyAsync(reply, cancellationToken);
            }
            catch (StoreUnreachableException) when (clock.GetUtcNow() - reply.ReceivedAt < policy.Lease)
            {
                // The receipt is at hand; without this the trader would get the message once more.
                await Task.Delay(outbox.Poll, clock, cancellationToken);
            }
        }
    }
}
