using Ics2.Trust.Certificates;
using Ics2.Trust.Lists;
using Ics2.Trust.Revocation;

namespace Ics2.Trust.Deciding;

/// <summary>What sealing certificates must be beyond a good chain.</summary>
public sealed record SealAcceptance
{
    /// <summary>
    /// Refuse qualified certificates that say they are for something else (web sites, signatures of persons). The ICD asks for a
    /// certificate for electronic seals but states no rule about QcStatements (as4-profile f), so this can be switched off.
    /// </summary>
    public bool RefuseOtherTypes { get; init; } = true;

    /// <summary>Refuse certificates that are not qualified. Off: both kinds may seal (ICD 4.6.2).</summary>
    public bool RequireQualified { get; init; }
}

/// <summary>Everything that was decided about a seal certificate.</summary>
/// <param name="Chain">The verdict and its cause.</param>
/// <param name="Service">The CA on the trusted lists, when it was found there.</param>
/// <param name="State">Its state at the date.</param>
/// <param name="IsQualified">Whether the certificate was a qualified one for seals, when issued and at the date.</param>
/// <param name="Revocation">What is known about revocation, leaf first; empty when refused before.</param>
public sealed record SealDecision(
    ChainDecision Chain,
    ListedService? Service,
    ServiceState? State,
    bool IsQualified,
    IReadOnlyList<RevocationFinding> Revocation
)
{
    /// <summary>Whether the certificate may seal.</summary>
    public bool Accepted => Chain.Accepted;
}
