namespace Ics2.Contract.Management;

/// <summary>
/// What <c>GET /trust</c> of the management API tells <c>ics2 preflight</c>: where lists, revocation and registry are, and whom to believe.
/// Loopback only.
/// </summary>
/// <param name="ListOfLists">URL of the list of trusted lists.</param>
/// <param name="ListSigners">PEM: who may sign it.</param>
/// <param name="AlternateLists">URL of the national alternate lists, <c>{0}</c> for the Member State.</param>
/// <param name="AlternateSigners">PEM: who may sign those.</param>
/// <param name="RevocationHosts">Real addresses of the host names in the certificates.</param>
/// <param name="TlsAnchors">PEM: accepted TLS CAs.</param>
/// <param name="Registry">Base of the UUM&amp;DS registry.</param>
/// <param name="RegistryUser">Its technical user.</param>
/// <param name="RegistrySecret">That user's secret, made anew at each start.</param>
public sealed record TrustAccess(
    string ListOfLists,
    string ListSigners,
    string? AlternateLists,
    string AlternateSigners,
    Dictionary<string, Uri> RevocationHosts,
    string TlsAnchors,
    Uri Registry,
    string RegistryUser,
    string RegistrySecret
)
{
    /// <summary>
    /// What the seal of customs looks like: <c>qualified</c> or <c>taxud</c>; null from a simulator that knows no other than qualified.
    /// </summary>
    public string? CustomsSeal { get; init; }
}
