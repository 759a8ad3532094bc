using System.Globalization;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Transport;

namespace Ics2.AccessPoint.Outbox;

/// <summary>Pushes over HTTP: the same id and bytes every time, done only with a receipt that holds.</summary>
internal sealed class PushAttempt(
    IAs4Post post,
    ReceivePipeline pipeline,
    PushRecord record,
    IPolled outbox,
    PushPolicy policy,
    TimeProvider clock
) : IPushAttempt
{
    public async Task<PushFault?> TryAsync(Operator trader, OfferedMessage message, CancellationToken cancellationToken)
    {
        var url = new Uri(trader.PushUrl!);
        var (sentAt, begun) = (clock.GetUtcNow(), clock.GetTimestamp());
        var outcome = await post.PostAsync(url, message.Sealed.Wire, cancellationToken);
        var took = clock.GetElapsedTime(begun);
        if (outcome is PostOutcome.Unanswered { Fault: var how, Cause: var failure })
        {
            var why = LogText.OneLine($"{trader.PushUrl} did not answer: {failure.Message} {failure.InnerException?.Message}");
            await record.AddAsync(new Pushed(message, url, sentAt, took), null, reply: null, why);
            return new PushFault(why, how == PostFault.NotConnected);
        }

        var response = (PostOutcome.Answered)outcome;
        var reply = new Exchange(response.ContentType, response.Body, clock.GetUtcNow())
        {
            About = new SentMessage(message.Sequence, message.Recipient, message.Sealed.MessageId, message.Sealed.References),
        };
        var fault = await JudgeAsync(reply, cancellationToken);
        await record.AddAsync(new Pushed(message, url, sentAt, took), response, reply, fault);
        return fault is null
            ? null
            : new PushFault(string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status} from {trader.PushUrl}: {fault}"));
    }

    private async Task<string?> JudgeAsync(Exchange reply, CancellationToken cancellationToken)
    {
        if (reply.Body.IsEmpty)
        {
            return "an empty answer, expected a signed receipt";
        }

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
