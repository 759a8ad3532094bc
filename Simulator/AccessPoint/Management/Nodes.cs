using System.Text.Json;
using Ics2.AccessPoint.Settings;
using Ics2.AccessPoint.Storing;
using Ics2.Contract.Management;
using Microsoft.AspNetCore.Builder;
using static Ics2.AccessPoint.Management.ManagementApi;

namespace Ics2.AccessPoint.Management;

/// <summary>
/// Which nodes work on this store, so that whoever looks at one can look at all: each says in the store where its management API is, as long
/// as it lives. What went over the wire of a node only that node knows; nothing of it is written for others.
/// </summary>
internal sealed class Nodes(ISettings settings, AccessPointSettings options, Func<Uri> address)
{
    private const string Prefix = "node ";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lost = TimeSpan.FromSeconds(30);

    private string Name => $"{Environment.MachineName}:{address().Port}";

    /// <summary>Enters the route.</summary>
    public void Map(WebApplication app) =>
        app.MapGet("/nodes", () => Ok(new NodesView(options.Store is null ? [This()] : Known())))
            .About("health", "The nodes that work as one access point, and where the management API of each is")
            .Gives<NodesView>();

    /// <summary>Says where this node is until cancelled, and then that it is gone.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await SayAsync(options.Clock.GetUtcNow());
            await Task.Delay(Every, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await SayAsync(DateTimeOffset.MinValue);
    }

    private async Task SayAsync(DateTimeOffset at)
    {
        try
        {
            var entry = new Entry(Environment.MachineName, Reached(), options.ManagementIsLocal, at);
            await settings.PutSettingAsync(Prefix + Name, JsonSerializer.Serialize(entry));
        }
        catch (StoreUnreachableException)
        {
            // It says so itself; who cannot reach the store cannot read this either.
        }
    }

    // Bound to every address it is reached by the name of its machine.
    private Uri Reached() =>
        options.ManagementBinding is { } bound && AccessPointSettings.IsEvery(bound)
            ? new UriBuilder(address()) { Host = Environment.MachineName }.Uri
            : address();

    private NodeAddress This() => new(Name, Reached()) { IsThis = true };

    private List<NodeAddress> Known()
    {
        var now = options.Clock.GetUtcNow();
        return
        [
            This(),
            .. settings
                .Settings(Prefix)
                .Where(setting => setting.Key[Prefix.Length..] != Name)
                .Select(setting => (Name: setting.Key[Prefix.Length..], Entry: JsonSerializer.Deserialize<Entry>(setting.Value)!))
                .Where(node => (now - node.Entry.At).Duration() < Lost)
                .OrderBy(node => node.Name, StringComparer.Ordinal)
                .Select(node => new NodeAddress(node.Name, node.Entry.Management)
                {
                    Unreachable =
                        node.Entry.LoopbackOnly && node.Entry.Machine != Environment.MachineName
                            ? "Its management API listens on loopback of its machine only; start it with --management-address."
                            : null,
                }),
        ];
    }

    private sealed record Entry(string Machine, Uri Management, bool LoopbackOnly, DateTimeOffset At);
}
