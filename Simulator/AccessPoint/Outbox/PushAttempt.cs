using System.Globalization;
using Ics2.AccessPoint.Capturing;
using Ics2.AccessPoint.Chaos;
using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Ics2.As4;
using Ics2.Transport;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Outbox;

/// <summary>How often and how fast customs pushes.</summary>
/// <param name="Attempts">How often one message is tried, the first time included.</param>
/// <param name="Interval">Time between two tries.</param>
/// <param name="Lease">Longest that one try may last.</param>
internal sealed record PushPolicy(int Attempts, TimeSpan Interval, TimeSpan Lease);

/// <summary>One attempt to push one message: the same id and bytes every time, done only with a receipt that holds.</summary>
internal sealed class PushAttempt(
    IStore store,
    IAs4Post post,
    ReceivePipeline pipeline,
    ICaptures captures,
    ChaosOnMessages chaos,
    PushPolicy policy,
    TimeProvider clock,
    ILogger<PushAttempt> log
)
{
    private static readonly TimeSpan OutOfOrder = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the next message that is due for a trader and tries it.</summary>
    /// <returns>False when none was due.</returns>
    public async Task<bool> NextAsync(Operator trader, CancellationToken cancellationToken)
    {
        if (chaos.IsOut(trader.PartyId))
        {
            await Task.Delay(OutOfOrder, cancellationToken); // what waits is kept, in its order
            return true;
        }

        var now = clock.GetUtcNow();
        var offered = await store.OfferNextAsync(trader.PartyId, now, now + policy.Lease);
        if (offered is null)
        {
            return false;
        }

        var sending = await chaos.MeetAsync(offered);
        if (sending is { HeldBack: true })
        {
            return true;
        }

        var fault = sending is null
            ? await TryAsync(trader, offered, offered.Sealed.Wire, cancellationToken)
            : await TryAsync(trader, offered, sending, cancellationToken);
        await chaos.WentAsync(offered);
        if (fault is not null)
        {
            await PostponeAsync(offered, fault);
        }

        return true;
    }

    private async Task<string?> TryAsync(
        Operator trader,
        OfferedMessage offered,
        SpoiledSending sending,
        CancellationToken cancellationToken
    )
    {
        var both = await Task.WhenAll(
            Enumerable.Repeat(sending, sending.Twice ? 2 : 1).Select(one => TryAsync(trader, offered, one.Wire, cancellationToken))
        );
        chaos.Tell(sending, string.Join(" and ", both.Select(Told)));
        var fault = both.Contains(null) ? null : both[0];
        if (sending.Again && fault is null)
        {
            chaos.Tell(sending, "pushed again: " + Told(await TryAsync(trader, offered, sending.Wire, cancellationToken)));
        }

        return sending.Spoiled ? fault ?? "the trader acknowledged what was spoiled by order of chaos" : fault;

        static string Told(string? fault) => fault ?? "answered with a valid receipt";
    }

    private async Task<string?> TryAsync(Operator trader, OfferedMessage offered, WireMessage wire, CancellationToken cancellationToken)
    {
        var outcome = await post.PostAsync(new Uri(trader.PushUrl!), wire, cancellationToken);
        if (outcome is PostOutcome.Unanswered { Cause: var failure })
        {
            await captures.WriteAsync(offered.Sealed.MessageId.Value, wire, answer: null);
            return LogText.OneLine($"{trader.PushUrl} did not answer: {failure.Message} {failure.InnerException?.Message}");
        }

        var response = (PostOutcome.Answered)outcome;

        await captures.WriteAsync(
            offered.Sealed.MessageId.Value,
            wire,
            new Answer(response.Status, new WireMessage(response.ContentType ?? "", response.Body))
        );
        var fault = await JudgeAsync(offered, response, cancellationToken);
        return fault is null ? null : string.Create(CultureInfo.InvariantCulture, $"HTTP {response.Status} from {trader.PushUrl}: {fault}");
    }

    private async Task<string?> JudgeAsync(OfferedMessage offered, PostOutcome.Answered response, CancellationToken cancellationToken)
    {
        if (response.Body.IsEmpty)
        {
            return "an empty answer, expected a signed receipt";
        }

        var reply = new Exchange(response.ContentType, response.Body, clock.GetUtcNow())
        {
            About = new SentMessage(offered.Sequence, offered.Recipient, offered.Sealed.MessageId, offered.Sealed.References),
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
                await Task.Delay(store.Poll, clock, cancellationToken);
            }
        }
    }

    private async Task PostponeAsync(OfferedMessage offered, string fault)
    {
        var again = offered.Attempt - chaos.Uncounted(offered.Sealed.MessageId.Value) < policy.Attempts;
        log.LogWarning(
            "Attempt {Attempt} to push {MessageId} failed, {Next}: {Fault}",
            offered.Attempt,
            offered.Sealed.MessageId,
            again ? "trying again" : "giving up",
            fault
        );
        await store.NotDeliveredAsync(offered.Sequence, fault, again ? clock.GetUtcNow() + policy.Interval : null);
    }
}
