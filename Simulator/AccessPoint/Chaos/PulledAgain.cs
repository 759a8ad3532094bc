using System.Collections.Concurrent;
using Ics2.As4;

namespace Ics2.AccessPoint.Chaos;

/// <summary>
/// What comes a second time to traders that pull: they have no connection of their own to be pushed on, so it comes with the next pull.
/// </summary>
internal sealed class PulledAgain
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<WireMessage>> _waiting = new(StringComparer.Ordinal);

    /// <summary>Has a pull of a party answered with this.</summary>
    public void Add(string party, WireMessage wire) => _waiting.GetOrAdd(party, _ => new()).Enqueue(wire);

    /// <summary>What the next pull of a party is answered with instead of the outbox; null when that is to answer.</summary>
    public WireMessage? Next(string party) => _waiting.TryGetValue(party, out var queue) && queue.TryDequeue(out var wire) ? wire : null;
}
