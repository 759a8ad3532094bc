namespace Ics2.Contract.Management;

/// <summary>What a node of the access point is, for whoever measures it (<c>GET /node</c>).</summary>
/// <param name="Store">Where it keeps messages: <c>sqlite</c>, on its own, or <c>postgresql</c>, perhaps with other nodes.</param>
/// <param name="SealKeySize">RSA bits of the seal of customs.</param>
/// <param name="Machine">Name of the machine or container; only there the process id means something.</param>
/// <param name="ProcessId">Its process, until it is started anew.</param>
public sealed record NodeView(string Store, int SealKeySize, string Machine, int ProcessId);
