using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ics2.AccessPoint.Processing;

/// <summary>
/// Sequence numbers of recorded messages that customs has yet to look at. The store is the truth; this only saves asking it.
/// </summary>
internal sealed class FilingQueue
{
    private readonly Channel<(long Sequence, int? Bytes)> _waiting = Channel.CreateUnbounded<(long, int?)>();
    private readonly ConcurrentDictionary<long, bool> _known = new();

    /// <summary>Adds a number, unless it is in the queue or in work already.</summary>
    /// <param name="bytes">Length of the message, where it is known.</param>
    public void Add(long sequence, int? bytes = null)
    {
        if (_known.TryAdd(sequence, value: true))
        {
            _waiting.Writer.TryWrite((sequence, bytes));
        }
    }

    /// <summary>Hands out numbers as they come, each to one caller.</summary>
    public IAsyncEnumerable<(long Sequence, int? Bytes)> TakeAsync(CancellationToken cancellationToken) =>
        _waiting.Reader.ReadAllAsync(cancellationToken);

    /// <summary>The work on a number is over, well or badly.</summary>
    public void Over(long sequence) => _known.TryRemove(sequence, out _);
}
