using System.Globalization;
using System.Text.Json;
using Ics2.Contract.Management;
using Ics2.Contract.Traders;
using Ics2.Load.Engine;
using Ics2.Simulator;
using Ics2.Trader;

namespace Ics2.Load.Targets;

/// <summary>
/// An access point under load that is ours: the management APIs of its nodes are known. They tell what the report says about them, and
/// enrol the traders of the run.
/// </summary>
public sealed class SimulatorUnderLoad : IAsyncDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folders = Directory.CreateTempSubdirectory("ics2-load-traders-");
    private readonly CancellationTokenSource _end = new();
    private readonly ManagementClient[] _apis;
    private NodeView[] _nodes = [];
    private Task _looking = Task.CompletedTask;

    private SimulatorUnderLoad(IEnumerable<Uri> management, string? token) =>
        _apis = [.. management.Select(url => new ManagementClient(url, token))];

    /// <summary>Asks the nodes what they are.</summary>
    /// <param name="management">Their management APIs.</param>
    /// <param name="token">The token of these; null where none is asked for.</param>
    /// <exception cref="TargetException">One does not answer, or is no node.</exception>
    public static async Task<SimulatorUnderLoad> ConnectAsync(
        IReadOnlyList<Uri> management,
        string? token,
        CancellationToken cancellationToken
    )
    {
        var simulator = new SimulatorUnderLoad(management, token);
        try
        {
            simulator._nodes = await Task.WhenAll(simulator._apis.Select(api => AskAsync(api, () => api.NodeAsync(cancellationToken))));
            simulator._looking = simulator.LookAsync();
            return simulator;
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>What the report says.</summary>
    /// <param name="name">How it is called there.</param>
    public SystemUnderLoad Describe(string name)
    {
        // One node may have been named by two addresses.
        var count = _nodes.DistinctBy(node => (node.Machine, node.ProcessId)).Count();
        return new SystemUnderLoad(
            name,
            count,
            string.Join(", ", _nodes.Select(node => node.Store).Distinct(StringComparer.Ordinal)),
            _nodes[0].SealKeySize
        )
        {
            Processes = Processes,
        };
    }

    /// <summary>Enrols traders for the run.</summary>
    /// <param name="run">Below a million; runs of the same number have the same traders.</param>
    /// <param name="count">How many.</param>
    /// <param name="keySize">RSA bits of their seals.</param>
    /// <param name="channel">How they get their messages.</param>
    /// <returns>Their folders, which go with this object.</returns>
    public async Task<IReadOnlyList<string>> EnrolAsync(
        int run,
        int count,
        int keySize,
        ReplyChannel channel,
        CancellationToken cancellationToken
    )
    {
        var folders = Enumerable
            .Range(0, count)
            .Select(i => Path.Combine(_folders.FullName, i.ToString(CultureInfo.InvariantCulture)))
            .ToArray();
        var first = 7_000_000_000 + (1000L * run);
        await Parallel.ForAsync(
            0,
            count,
            cancellationToken,
            async (i, cancellationToken) =>
            {
                // The real URL follows when the trader listens.
                var push = channel == ReplyChannel.Push ? new Uri("https://localhost:9/as4") : null;
                var request = new EnrolmentRequest(
                    string.Create(CultureInfo.InvariantCulture, $"BE{first + i}"),
                    channel,
                    push,
                    KeySize: keySize
                );
                (await AskAsync(_apis[0], () => _apis[0].EnrolAsync(request, cancellationToken))).WriteTo(folders[i]);
            }
        );
        return folders;
    }

    /// <summary>Tells it where a trader is pushed to.</summary>
    /// <param name="partyId">The trader.</param>
    /// <param name="url">Where; https.</param>
    public Task AnnouncePushAsync(string partyId, Uri url, CancellationToken cancellationToken) =>
        AskAsync(
            _apis[0],
            () => _apis[0].ChangeOperatorAsync(partyId, new OperatorEntry { PushUrl = url.OriginalString }, cancellationToken)
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        foreach (var api in _apis)
        {
            api.Dispose();
        }

        _end.Dispose();
        _folders.Delete(recursive: true);
    }

    private static async Task<T> AskAsync<T>(ManagementClient api, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception wrong) when (wrong is HttpRequestException or InvalidOperationException or JsonException)
        {
            throw new TargetException(
                $"No node of this version answers at {api.Address}: {wrong.Message} Name the management API of each node of a "
                    + $"running 'ics2 serve' with --management."
            );
        }
    }

    // Process ids mean something only on the machine, or in the container, that they are of.
    private IReadOnlyList<int> Processes() =>
        [.. Volatile.Read(ref _nodes).Where(node => node.Machine == Environment.MachineName).Select(node => node.ProcessId).Distinct()];

    // A node that was killed is another process when it is back.
    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                Volatile.Write(ref _nodes, await Task.WhenAll(_apis.Zip(_nodes, LookAsync)));
            }
        }
        catch (OperationCanceledException)
        {
            // This is the way out.
        }
    }

    private async Task<NodeView> LookAsync(ManagementClient api, NodeView before)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            limit.CancelAfter(LookEvery);
            return await api.NodeAsync(limit.Token);
        }
        catch (Exception away)
            when (away is HttpRequestException or InvalidOperationException or JsonException or OperationCanceledException)
        {
            return before;
        }
    }
}
