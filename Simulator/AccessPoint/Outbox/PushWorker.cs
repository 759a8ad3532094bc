using System.Collections.Concurrent;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Traders;
using Ics2.Trust.Certificates;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// Pushes what is due. Each trader has one lane, so its messages go in order of priority and age, and a trader that is down delays nobody
/// else. Sleeps until something is put into the outbox or an attempt falls due.
/// </summary>
internal sealed class PushWorker(
    IOutgoingMessages outbox,
    IOperators traders,
    PushLane lane,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<PushWorker> log
)
{
    // After a failure that is ours.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<TraderPartyId, Task> _lanes = new();

    /// <summary>Runs until cancelled; returns when the attempts under way have ended.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(OpenLanes(cancellationToken), clock, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_lanes.Values);
        }
    }

    // Returns how long there is nothing to do.
    private TimeSpan OpenLanes(CancellationToken cancellationToken)
    {
        try
        {
            // What is due by now gets a lane or has one, and a lane looks for itself and raises the signal when it closes. What is due
            // later is waited for.
            var now = clock.GetUtcNow();
            foreach (var trader in outbox.DuePushes(now))
            {
                Open(trader, cancellationToken);
            }

            return outbox.NextPushDue(now) - now is { } wait && wait < outbox.Poll ? wait : outbox.Poll;
        }
        catch (StoreUnreachableException)
        {
            return outbox.Poll; // it says so itself, once
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The outbox could not be read; trying again in {Pause}.", Pause);
            return Pause;
        }
    }

    private void Open(Operator trader, CancellationToken cancellationToken)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_lanes.TryAdd(trader.PartyId, opened.Task))
        {
            _ = RunLaneAsync(trader, opened, cancellationToken);
        }
    }

    private async Task RunLaneAsync(Operator trader, TaskCompletionSource opened, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            while (!cancellationToken.IsCancellationRequested && await lane.NextAsync(trader, cancellationToken))
            {
                // The entry may have changed meanwhile: another URL, or pull.
                trader = traders.Operator(trader.PartyId) ?? trader;
                if (trader is not { Channel: ReplyChannel.Push, Connected: true })
                {
                    break;
                }
            }
        }
        catch (StoreUnreachableException)
        {
            // It says so itself, once.
            await Task.Delay(outbox.Poll, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // What failed is ours, the disk perhaps. The lane stays shut meanwhile, or it would be opened again at once.
            log.LogError(failure, "Pushing to {Party} stopped; trying again in {Pause}.", trader.PartyId, Pause);
            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // The access point stops.
        }
        finally
        {
            _lanes.TryRemove(trader.PartyId, out _);
            signal.Raise();
            opened.SetResult();
        }
    }
}
