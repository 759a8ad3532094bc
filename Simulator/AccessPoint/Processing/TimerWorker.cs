using System.Globalization;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Customs.Model;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Processing;

/// <summary>Expires the timers of customs when they are due. They are stored with the filings, so a restart resumes them.</summary>
internal sealed class TimerWorker(
    ICustomsRecords records,
    ISettings settings,
    OfficerCommands desk,
    TimeProvider clock,
    ILogger<TimerWorker> log
)
{
    private const string ClockSetting = "clock";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await FollowAsync();
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

            await Task.Delay(Longest, cancellationToken);
        }
    }

    /// <summary>Moves a manual clock from timer to timer, so that each finds the time it was waiting for.</summary>
    public async Task AdvanceAsync(ManualClock manual, DateTimeOffset target)
    {
        DateTimeOffset? before = null;
        while (records.NextTimerDue() is { } due && due <= target && due != before)
        {
            manual.MoveTo(due);
            await ExpireDueAsync(due);
            before = due; // whatever could not be expired is left, and logged
        }

        manual.MoveTo(target);
        await settings.PutSettingAsync(ClockSetting, Text(target));
    }

    // A clock that was moved at another node, or before a restart, is moved here; never back.
    private async Task FollowAsync()
    {
        if (clock is not ManualClock manual)
        {
            return;
        }

        if (
            settings.Settings(ClockSetting).TryGetValue(ClockSetting, out var moved)
            && DateTimeOffset.TryParseExact(moved, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && instant >= manual.GetUtcNow()
        )
        {
            manual.MoveTo(instant);
        }
        else
        {
            await settings.PutSettingAsync(ClockSetting, Text(manual.GetUtcNow()));
        }
    }

    private static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Expires everything that is due at an instant, soonest first.</summary>
    public async Task ExpireDueAsync(DateTimeOffset now)
    {
        for (var expired = 1; expired > 0; )
        {
            expired = 0;
            foreach (var timer in await records.DueTimersAsync(now))
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
