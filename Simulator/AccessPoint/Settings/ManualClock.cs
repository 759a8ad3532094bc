namespace Ics2.AccessPoint.Settings;

/// <summary>A clock that stands still until somebody moves it; 200 days take a millisecond.</summary>
public sealed class ManualClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = DateTimeOffset.FromUnixTimeMilliseconds(start.ToUnixTimeMilliseconds()).UtcTicks;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves to an instant, never back.</summary>
    /// <param name="instant">Where to.</param>
    internal void MoveTo(DateTimeOffset instant) =>
        Interlocked.Exchange(ref _ticks, Math.Max(Interlocked.Read(ref _ticks), instant.UtcTicks));
}
