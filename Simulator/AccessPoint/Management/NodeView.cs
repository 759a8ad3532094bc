using System.Security.Cryptography.X509Certificates;
using Ics2.AccessPoint.Settings;

namespace Ics2.AccessPoint.Management;

/// <summary>What a node of the access point is, for whoever measures it.</summary>
/// <param name="Store">Where it keeps messages: <c>sqlite</c>, on its own, or <c>postgresql</c>, perhaps with other nodes.</param>
/// <param name="SealKeySize">RSA bits of the seal of customs.</param>
/// <param name="Machine">Name of the machine or container; only there the process id means something.</param>
/// <param name="ProcessId">Its process, until it is started anew.</param>
internal sealed record NodeView(string Store, int SealKeySize, string Machine, int ProcessId)
{
    public static NodeView Of(AccessPointOptions options)
    {
        using var key = options.Seal.Leaf.GetRSAPublicKey()!;
        return new NodeView(options.Store is null ? "sqlite" : "postgresql", key.KeySize, Environment.MachineName, Environment.ProcessId);
    }
}
