using Ics2.AccessPoint.Outbox;
using Ics2.AccessPoint.Storing;

namespace Ics2.AccessPoint.Chaos;

/// <summary>Chaos around pushing: what was taken spoiled, or to go twice or once more, goes so, and it is noted what came of it.</summary>
internal sealed class ChaosPushAttempt(IPushAttempt attempt, ChaosOnMessages chaos) : IPushAttempt
{
    public async Task<PushFault?> TryAsync(Operator trader, OfferedMessage message, CancellationToken cancellationToken)
    {
        var fault = message is SpoiledSending sending
            ? await TryAsync(trader, sending, cancellationToken)
            : await attempt.TryAsync(trader, message, cancellationToken);
        await chaos.WentAsync(message);
        return fault;
    }

    private async Task<PushFault?> TryAsync(Operator trader, SpoiledSending sending, CancellationToken cancellationToken)
    {
        var both = await Task.WhenAll(
            Enumerable.Repeat(sending, sending.Twice ? 2 : 1).Select(one => attempt.TryAsync(trader, one, cancellationToken))
        );
        chaos.Tell(sending, string.Join(" and ", both.Select(Told)));
        var fault = both.Contains(null) ? null : both[0];
        if (sending.Again && fault is null)
        {
            chaos.Tell(sending, "pushed again: " + Told(await attempt.TryAsync(trader, sending, cancellationToken)));
        }

        return sending.Spoiled ? fault ?? new PushFault("the trader acknowledged what was spoiled by order of chaos") : fault;

        static string Told(PushFault? fault) => fault?.Why ?? "answered with a valid receipt";
    }
}
