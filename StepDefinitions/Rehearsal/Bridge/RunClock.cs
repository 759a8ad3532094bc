using Ics2.Rehearsal.Running;
using Reqnroll.Time;

namespace Ics2.Rehearsal.Bridge;

/// <summary>The clock of the run, for the times in Reqnroll's messages.</summary>
internal sealed class RunClock(RunOptions options) : IClock
{
    public DateTime GetToday() => GetNowDateAndTime().Date;

    public DateTime GetNowDateAndTime() => options.Time.GetUtcNow().UtcDateTime;
}
