using System.Collections.Concurrent;

namespace Ics2.AccessPoint.Outbox;

/// <summary>
/// How long the messages of a trader rest after nobody was at its address: a second, then twice as long each time, at most as long as
/// between two tries of one message. So an address that is dead costs a connection now and then, however much waits for it.
/// </summary>
/// <param name="most">The longest rest.</param>
internal sealed class DeadAddresses(TimeSpan most)
{
    private const int Doublings = 16;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, int> _failures = new(StringComparer.Ordinal);

    /// <summary>Notes how an attempt went.</summary>
    /// <returns>How long nothing is to be sent there.</returns>
    public TimeSpan After(string url, PushFault? fault)
    {
        if (fault is not { Unreachable: true })
        {
            _failures.TryRemove(url, out _);
            return TimeSpan.Zero;
        }

        var failures = _failures.AddOrUpdate(url, 1, (_, before) => Math.Min(before + 1, Doublings));
        var rest = First * (1 << (failures - 1));
        return rest < most ? rest : most;
    }
}
