using Ics2.Contract.Management;

namespace Ics2.Dashboard.Watching;

/// <summary>
/// The other nodes that work as one customs with the one that serves the pages. Messages and filings are in the store that they share; what
/// went over the wire of each is asked there.
/// </summary>
/// <param name="customs">The node that serves the pages.</param>
/// <param name="change">Makes a change of what is known.</param>
internal sealed class OtherNodes(ICustomsManagement customs, Action<Action<LiveRecord>> change)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, (CancellationTokenSource End, Task Work)> _followed = new(StringComparer.Ordinal);

    /// <summary>Follows those there are until cancelled.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await FollowAsync(await customs.NodesAsync(cancellationToken), cancellationToken);
                }
                catch (Exception away) when (Failures.IsExpected(away) && !cancellationToken.IsCancellationRequested)
                {
                    // The pages say that customs is away.
                }

                await Task.Delay(Look, cancellationToken);
            }
        }
        finally
        {
            foreach (var name in _followed.Keys.ToList())
            {
                await LeaveAsync(name);
            }
        }
    }

    private async Task FollowAsync(IReadOnlyList<NodeAddress> nodes, CancellationToken cancellationToken)
    {
        foreach (var gone in _followed.Keys.Where(name => nodes.All(node => node.Name != name)).ToList())
        {
            await LeaveAsync(gone);
        }

        foreach (var broken in _followed.Values.Where(one => one.Work.IsFaulted).ToList())
        {
            await broken.Work; // a bug, of which the log is told
        }

        foreach (var node in nodes.Where(node => !node.IsThis && !_followed.ContainsKey(node.Name)))
        {
#pragma warning disable CA2000 // LeaveAsync disposes of it
            var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
#pragma warning restore CA2000
            _followed[node.Name] = (end, FollowAsync(node, end.Token));
        }
    }

    private async Task LeaveAsync(string name)
    {
        _followed.Remove(name, out var one);
        await one.End.CancelAsync();
        await one.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        one.End.Dispose();
        change(record => record.Miss(name, why: null)); // it was stopped, and is no part of the picture any more
    }

    private async Task FollowAsync(NodeAddress node, CancellationToken cancellationToken)
    {
        if (node.Unreachable is { } cannot)
        {
            change(record => record.Miss(node.Name, cannot));
            return;
        }

        var there = customs.At(node);
        var mustRead = true;
        await foreach (var happened in there.WatchAsync(cancellationToken: cancellationToken))
        {
            switch (happened)
            {
                case WatchedEvent.Away away:
                    change(record => record.Miss(node.Name, away.Why));
                    mustRead = true;
                    break;
                case WatchedEvent.Gap:
                case WatchedEvent.Alive when mustRead:
                    mustRead = !await TryReadAsync(node, there, cancellationToken);
                    break;
                case WatchedEvent.OfExchange { Exchange: var exchange }:
                    change(record => record.Add(exchange));
                    break;
                case WatchedEvent.OfTlsRefusal { Refusal: var refusal }:
                    change(record => record.Add(LiveRow.Of(refusal)));
                    break;
                default:
                    break; // is told by the node that serves the pages
            }
        }
    }

    private async Task<bool> TryReadAsync(NodeAddress node, ICustomsManagement there, CancellationToken cancellationToken)
    {
        try
        {
            var exchanges = await LiveLists.ExchangesAsync(there, cancellationToken);
            var refusals = (await there.TlsRefusalsAsync(cancellationToken)).Refusals.Select(LiveRow.Of).ToList();
            change(record =>
            {
                record.Forget(node.Name);
                record.Merge(exchanges, refusals);
                record.Miss(node.Name, why: null);
            });
            return true;
        }
        catch (Exception away) when (Failures.IsExpected(away) && !cancellationToken.IsCancellationRequested)
        {
            change(record => record.Miss(node.Name, Failures.Reason(away)));
            return false;
        }
    }
}
