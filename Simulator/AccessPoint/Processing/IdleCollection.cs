namespace Ics2.AccessPoint.Processing;

/// <summary>
/// Gives memory back to the system when a flood of large messages is over. The garbage collector keeps what it once had for the next time,
/// which on a machine that others use looks as if the access point still needed it.
/// </summary>
/// <param name="clock">Measures how long nothing large was under way.</param>
/// <param name="isIdle">Whether nothing large is.</param>
/// <param name="collect">Collects; blocks for a moment.</param>
internal sealed class IdleCollection(TimeProvider clock, Func<bool> isIdle, Action collect) : IDisposable
{
    private const long Worthwhile = 64L * 1024 * 1024;
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _used;
    private ITimer? _timer;

    /// <summary>Something large is over.</summary>
    /// <param name="bytes">What it had taken.</param>
    public void Over(long bytes)
    {
        lock (_gate)
        {
            _used += bytes;
            if (_used >= Worthwhile)
            {
                _timer ??= clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer?.Dispose();

    private void Look()
    {
        lock (_gate)
        {
            if (!isIdle())
            {
                return; // whoever is under way tells when it is over
            }

            _used = 0;
        }

        collect();
    }
}
