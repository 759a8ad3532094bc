using System.Collections.Concurrent;
using Ics2.Contract.Management;

namespace Ics2.Simulator;

// What went over the wire of a node, and the other nodes.
public sealed partial class ManagementClient
{
    private readonly ConcurrentDictionary<Uri, ManagementClient> _others = [];
    private string? _node; // its name, where it is another than the one that was asked first

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeAddress>> NodesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<NodesView>("nodes", cancellationToken)).Nodes;

    /// <inheritdoc/>
    public ICustomsManagement At(NodeAddress node) =>
        node.IsThis ? this : _others.GetOrAdd(node.Management, address => new ManagementClient(address, _token) { _node = node.Name });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ExchangeView>> ExchangesAsync(
        string? party = null,
        int? limit = null,
        Cursor? cursor = null,
        CancellationToken cancellationToken = default
    ) =>
        [
            .. (
                await GetAsync<ExchangeList>(
                    Path("exchanges", ("party", party), ("limit", $"{limit}"), ("after", cursor?.After), ("before", cursor?.Before)),
                    cancellationToken
                )
            ).Exchanges.Select(Named),
        ];

    /// <inheritdoc/>
    public async Task<ExchangeView> ExchangeAsync(string id, CancellationToken cancellationToken = default) =>
        Named(await GetAsync<ExchangeView>($"exchanges/{Escaped(id)}", cancellationToken));

    /// <inheritdoc/>
    public async Task<TlsRefusalList> TlsRefusalsAsync(CancellationToken cancellationToken = default)
    {
        var list = await GetAsync<TlsRefusalList>("tls-refusals", cancellationToken);
        return list with { Refusals = [.. list.Refusals.Select(Named)] };
    }

    private ExchangeView Named(ExchangeView exchange) => _node is null ? exchange : exchange with { Node = _node };

    private TlsRefusal Named(TlsRefusal refusal) => _node is null ? refusal : refusal with { Node = _node };
}
