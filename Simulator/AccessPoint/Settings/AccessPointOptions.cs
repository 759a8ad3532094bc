using System.Security.Cryptography.X509Certificates;
using Ics2.As4.Sealing;
using Ics2.Trust.Certificates;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;
using Microsoft.AspNetCore.Routing;

namespace Ics2.AccessPoint.Settings;

/// <summary>Decides about the certificate behind a seal.</summary>
/// <param name="leaf">The certificate whose key sealed; null when the token held none.</param>
/// <param name="others">What the token held.</param>
/// <param name="registeringState">The Member State that the sender says it is registered in; null when it says none.</param>
/// <param name="at">The instant of receipt.</param>
/// <returns>The decision.</returns>
public delegate Task<ChainDecision> JudgeSeal(
    X509Certificate2? leaf,
    IReadOnlyList<X509Certificate2> others,
    string? registeringState,
    DateTimeOffset at,
    CancellationToken cancellationToken
);

/// <summary>
/// What the simulated access point needs to run: what it was told, and whom it works with. Certificates stay the property of whoever made
/// them.
/// </summary>
public sealed record AccessPointOptions : AccessPointSettings
{
    /// <summary>Begins with what was said for the whole customs side.</summary>
    public AccessPointOptions(AccessPointSettings settings)
        : base(settings) { }

    /// <summary>The certificate that seals what customs sends, with its chain.</summary>
    public required SealingIdentity Seal { get; init; }

    /// <summary>
    /// Makes a good seal of somebody else from the CA of <see cref="Seal"/>, when <see cref="Chaos.ChaosEffect.ForeignSeal"/> first wants
    /// one; null where there is none, and that effect spoils nothing.
    /// </summary>
    public Func<SealingIdentity>? ForeignSeal { get; init; }

    /// <summary>TLS certificate with key, used as server and, when pushing, as client.</summary>
    public required X509Certificate2 TlsCertificate { get; init; }

    /// <summary>Certificates sent along with it, nearest first, without the root.</summary>
    public IReadOnlyList<X509Certificate2> TlsIntermediates { get; init; } = [];

    /// <summary>CAs of the traders' TLS certificates, as client and, when they are pushed to, as server.</summary>
    public required TrustAnchors TlsAnchors { get; init; }

    /// <summary>CAs of the traders' seal certificates, where <see cref="JudgeSeal"/> is not given.</summary>
    public required TrustAnchors SealAnchors { get; init; }

    /// <summary>Decides about seal certificates by trusted lists and revocation; null to go by <see cref="SealAnchors"/> alone.</summary>
    public JudgeSeal? JudgeSeal { get; init; }

    /// <summary>Asks whether the traders' TLS certificates are revoked; null not to ask.</summary>
    public RevocationChecker? TlsRevocation { get; init; }

    /// <summary>UUM&amp;DS.</summary>
    public required ISenderRegistry Registry { get; init; }

    /// <summary>URLs shown by <c>GET /services</c>: registry, trusted lists, revocation, issuing.</summary>
    public IReadOnlyDictionary<string, string> Services { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds routes to the management API, for whoever hosts the access point; null for none.</summary>
    public Action<IEndpointRouteBuilder>? ExtendManagement { get; init; }

    /// <inheritdoc/>
    internal override void Validate()
    {
        Require(TlsCertificate.HasPrivateKey, nameof(TlsCertificate), "a certificate with its private key", TlsCertificate.Subject);
        Require(TlsAnchors.Certificates.Count > 0, nameof(TlsAnchors), "at least one CA", "none");
        Require(SealAnchors.Certificates.Count > 0, nameof(SealAnchors), "at least one CA", "none");
        base.Validate();
    }
}
