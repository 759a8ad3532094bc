using Ics2.AccessPoint.Storing;
using Ics2.Customs;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Processing;

/// <summary>Expires the timers of customs when they are due. They are stored with the filings, so a restart resumes them.</summary>
internal sealed class TimerWorker(IStore store, CommandDesk desk, TimeProvider clock, ILogger<TimerWorker> log)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await ExpireDueAsync(clock.GetUtcNow());
            }
            catch (StoreUnreachableException)
            {
                // It says so itself, once.
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Due timers could not be expired; trying again.");
            }

            await Task.Delay(Longest, ct);
        }
    }

    /// <summary>Moves a manual clock from timer to timer, so that each finds the time it was waiting for.</summary>
    public async Task AdvanceAsync(ManualClock manual, DateTimeOffset target)
    {
        DateTimeOffset? before = null;
        while (store.NextTimerDue() is { } due && due <= target && due != before)
        {
            manual.MoveTo(due);
            await ExpireDueAsync(due);
            before = due; // whatever could not be expired is left, and logged
        }

        manual.MoveTo(target);
    }

    /// <summary>Expires everything that is due at an instant, soonest first.</summary>
    public async Task ExpireDueAsync(DateTimeOffset now)
    {
        for (var expired = 1; expired > 0;)
        {
            expired = 0;
            foreach (var timer in await store.DueTimersAsync(now))
            {
                // Another node, or a message, may have been first; then the refusal says that nothing is due.
                if (await desk.DoAsync(new ExpireTimer(timer.Mrn, timer.Kind)) is { } why)
                {
                    log.LogInformation("{Why}", why);
                }
                else
                {
                    expired++;
                }
            }
        }
    }
}
