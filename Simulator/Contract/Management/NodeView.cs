namespace Ics2.Contract.Management;

/// <summary>What a node of the access point is, for whoever measures it (<c>GET /node</c>).</summary>
/// <param name="Store">Where it keeps messages: <c>sqlite</c>, on its own, or <c>postgresql</c>, perhaps with other nodes.</param>
/// <param name="SealKeySize">RSA bits of the seal of customs.</param>
/// <param name="Machine">Name of the machine or container; only there the process id means something.</param>
/// <param name="ProcessId">Its process, until it is started anew.</param>
public sealed record NodeView(string Store, int SealKeySize, string Machine, int ProcessId);

/// <summary>The nodes that work as one access point (<c>GET /nodes</c>).</summary>
/// <param name="Nodes">By name; those that were heard of in the last half minute.</param>
public sealed record NodesView(IReadOnlyList<NodeAddress> Nodes);

/// <summary>Where a node is looked at.</summary>
/// <param name="Name">Machine and port of its management API.</param>
/// <param name="Management">Base of that API.</param>
public sealed record NodeAddress(string Name, Uri Management)
{
    /// <summary>Whether it is the one that was asked.</summary>
    public bool IsThis { get; init; }

    /// <summary>Why the one that was asked cannot reach it; null when nothing speaks against it.</summary>
    public string? Unreachable { get; init; }
}
