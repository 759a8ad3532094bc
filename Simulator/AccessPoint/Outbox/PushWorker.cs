using System.Collections.Concurrent;
using Ics2.AccessPoint.Storing;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// Pushes what is due. Each trader has one lane, so its messages go in order of priority and age, and a trader that is down delays nobody
/// else. Sleeps until something is put into the outbox or an attempt falls due.
/// </summary>
internal sealed class PushWorker(IStore store, PushAttempt attempt, OutboxSignal signal, TimeProvider clock, ILogger<PushWorker> log)
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Task> lanes = new(StringComparer.Ordinal);

    /// <summary>Runs until cancelled; returns when the attempts under way have ended.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(OpenLanes(ct), clock, ct);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lanes.Values);
        }
    }

    // Returns how long there is nothing to do.
    private TimeSpan OpenLanes(CancellationToken ct)
    {
        try
        {
            foreach (var trader in store.DuePushes(clock.GetUtcNow()))
            {
                Open(trader, ct);
            }

            return Pause();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "The outbox could not be read; trying again in {Pause}.", Sweep);
            return Sweep;
        }
    }

    private TimeSpan Pause()
    {
        // A lane that is open looks for itself; it raises the signal when it closes.
        var due = store.NextPushDue() - clock.GetUtcNow();
        return due is not { } wait || wait > Sweep ? Sweep
            : wait > TimeSpan.Zero ? wait
            : lanes.IsEmpty ? TimeSpan.FromMilliseconds(1) : Sweep;
    }

    private void Open(Operator trader, CancellationToken ct)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (lanes.TryAdd(trader.PartyId, opened.Task))
        {
            _ = RunLaneAsync(trader, opened, ct);
        }
    }

    private async Task RunLaneAsync(Operator trader, TaskCompletionSource opened, CancellationToken ct)
    {
        await Task.Yield();
        var again = true;
        try
        {
            while (!ct.IsCancellationRequested && await attempt.NextAsync(trader, ct))
            {
                // The entry may have changed meanwhile: another URL, or pull.
                trader = store.Operator(trader.PartyId) ?? trader;
                if (trader is not { Channel: OperatorChannel.Push, Connected: true })
                {
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "Pushing to {Party} stopped; trying again in {Pause}.", trader.PartyId, Sweep);
            again = false; // not at once: what failed is ours, the disk perhaps
        }
        catch (OperationCanceledException)
        {
            // The access point stops.
        }
        finally
        {
            lanes.TryRemove(trader.PartyId, out _);
            if (again)
            {
                signal.Raise();
            }

            opened.SetResult();
        }
    }
}
