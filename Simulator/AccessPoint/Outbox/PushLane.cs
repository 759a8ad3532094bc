using Ics2.AccessPoint.Receiving;
using Ics2.AccessPoint.Storing;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// The messages of one trader in their order: each is tried, and tried again after a while until its attempts are used up.
/// </summary>
internal sealed class PushLane(
    IDelivery delivery,
    IPushAttempt attempt,
    IOutgoingMessages outbox,
    PushPolicy policy,
    TimeProvider clock,
    ILogger<PushLane> log
)
{
    private readonly DeadAddresses _dead = new(policy.Interval);

    /// <summary>Takes the next message that is due for a trader and tries it.</summary>
    /// <returns>False when none was due; true after the rest that follows when nobody was there.</returns>
    public async Task<bool> NextAsync(Operator trader, CancellationToken cancellationToken)
    {
        if (await delivery.TakeAsync(trader.PartyId, policy.Lease, cancellationToken) is not { } message)
        {
            return false;
        }

        var fault = await attempt.TryAsync(trader, message, cancellationToken);
        if (fault is not null)
        {
            await PostponeAsync(message, fault.Why);
        }

        var rest = _dead.After(trader.PushUrl!, fault);
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, clock, cancellationToken);
        }

        return true;
    }

    private async Task PostponeAsync(OfferedMessage message, string fault)
    {
        var again = message.Attempt < policy.Attempts;
        log.LogWarning(
            "Attempt {Attempt} to push {MessageId} failed, {Next}: {Fault}",
            message.Attempt,
            message.Sealed.MessageId,
            again ? "trying again" : "giving up",
            fault
        );
        await outbox.NotDeliveredAsync(message.Sequence, fault, again ? clock.GetUtcNow() + policy.Interval : null);
    }
}
