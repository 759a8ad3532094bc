using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Lists;
using Ics2.Trust.Registry;
using Ics2.Trust.Revocation;

namespace Ics2.Trust.Deciding;

/// <summary>
/// Run-time check 1 of as4-profile (f) in full: whole chain, CA on the EU lists or on the alternate list of the registering Member State,
/// status at the date, type, revocation. <see cref="ISenderRegistry"/> is check 2.
/// </summary>
public sealed class SealDecider(
    TrustedListStore lists,
    RevocationChecker revocation,
    SealAcceptance policy,
    TimeProvider? networkTime = null
)
{
    private readonly SealDecisionCache _cache = new(revocation.CacheFor, networkTime ?? TimeProvider.System);
    private volatile Judge? _judge;

    /// <summary>Decides.</summary>
    /// <param name="leaf">The certificate whose key made the seal; null when the token held none.</param>
    /// <param name="others">What else the token held.</param>
    /// <param name="registeringState">The Member State of the party id (<see cref="TraderPartyId.RegisteringState"/>); null when
    /// unknown.</param>
    /// <param name="at">The date to decide at, normally that of receipt.</param>
    public async Task<SealDecision> DecideAsync(
        X509Certificate2? leaf,
        IReadOnlyList<X509Certificate2> others,
        string? registeringState,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var cas = await lists.CurrentAsync(registeringState, cancellationToken);
        var key = SealDecisionCache.Key(leaf, others, registeringState);
        if (key is not null && _cache.Find(key, cas, at) is { } known)
        {
            return known;
        }

        var decision = await DecideAsync(cas, leaf, others, registeringState, at, cancellationToken);
        if (key is not null && decision.Accepted)
        {
            _cache.Keep(key, cas, decision);
        }

        return decision;
    }

    /// <summary>Drops what is cached, so that a change of lists, dates or revocations counts at once.</summary>
    public void Forget()
    {
        _cache.Clear();
        revocation.Forget();
    }

    private async Task<SealDecision> DecideAsync(
        ListedCas cas,
        X509Certificate2? leaf,
        IReadOnlyList<X509Certificate2> others,
        string? registeringState,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var current = _judge is { } last && last.Cas == cas ? last : _judge = new Judge(cas, new ChainChecker(cas.Anchors));
        var chain = current.Checker.Check(leaf, others, CertificatePurpose.Seal, at);
        if (!chain.Accepted)
        {
            return new SealDecision(
                cas.ServiceCount == 0 ? WithoutLists(chain)
                    : IsForTls(leaf, chain) ? ForTls(chain)
                    : chain,
                Service: null,
                State: null,
                IsQualified: false,
                []
            );
        }

        var (service, state, fault) = ServiceAt(cas, chain, registeringState, at);
        var isQualified = service is not null && Qualification.Holds(leaf!, service, at);
        fault ??= TypeFault(leaf!, isQualified);
        if (fault is not null)
        {
            return new SealDecision(fault with { Path = chain.Path, Anchor = chain.Anchor }, service, state, isQualified, []);
        }

        var (verdict, findings) = await revocation.JudgeAsync(chain, at, cancellationToken);
        return new SealDecision(verdict, service, state, isQualified, findings);
    }

    private static (ListedService? Service, ServiceState? State, ChainDecision? Fault) ServiceAt(
        ListedCas cas,
        ChainDecision chain,
        string? registeringState,
        DateTimeOffset at
    )
    {
        var services = cas.ServicesOf(chain.Anchor!, registeringState);
        if (services.Count == 0)
        {
            return (
                null,
                null,
                ChainDecision.Refuse(
                    ChainFault.NotTrusted,
                    $"The CA {chain.Anchor!.Shown()} is only on the alternate list of another Member State's customs.",
                    $"a CA on the EU trusted lists or on the alternate list of {registeringState ?? "the registering Member State"}",
                    "a CA of a national alternate list",
                    "Register the certificate in the Member State that lists the CA and send its code in the party id (EORI@MS), "
                        + "or use a CA on the EU trusted lists."
                )
            );
        }

        var states = services
            .Select(service => (Service: service, State: service.At(at)))
            .OrderByDescending(pair => pair.State?.IsGranted)
            .ThenByDescending(pair => pair.State?.IsQualified)
            .ToList();
        var (best, state) = states[0];
        return state is { IsGranted: true }
            ? (best, state, null)
            : (
                best,
                state,
                ChainDecision.Refuse(
                    ChainFault.CaWithdrawn,
                    $"The CA {chain.Anchor!.Shown()} is on the trusted list of {best.Territory}, but not in good standing at the date.",
                    "status granted or recognisedatnationallevel",
                    state is null ? "listed from a later date on" : $"{state.StatusName} since {CertificateText.Shown(state.Since)}",
                    "Order a seal certificate from another CA on the EU trusted lists and register it in UUM&DS."
                )
            );
    }

    private ChainDecision? TypeFault(X509Certificate2 leaf, bool isQualified)
    {
        if (policy.RefuseOtherTypes && Qualification.OtherType(leaf) is { } type)
        {
            return ChainDecision.Refuse(
                ChainFault.WrongType,
                $"The certificate {leaf.Shown()} is qualified for {type}, not for seals.",
                "a certificate for electronic seals (QcType eseal, or none)",
                type,
                "Order a certificate for electronic seals of the organisation."
            );
        }

        return policy.RequireQualified && !isQualified
            ? ChainDecision.Refuse(
                ChainFault.WrongType,
                $"The certificate {leaf.Shown()} is not a qualified one for seals, and this access point is set to require that.",
                "a qualified certificate for electronic seals",
                "not qualified",
                "Order a qualified seal certificate, or have the access point accept others as well (ICD 4.6.2 does)."
            )
            : null;
    }

    // Configured the wrong way round: commercial CAs are on no list.
    private static bool IsForTls(X509Certificate2? leaf, ChainDecision chain)
    {
        try
        {
            return chain.Fault == ChainFault.NotTrusted
                && CertificateUsage.Purposes(leaf!) is { } purposes
                && purposes.Any(purpose => purpose is CertificateUsage.ClientAuth or CertificateUsage.ServerAuth);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return false;
        }
    }

    private static ChainDecision ForTls(ChainDecision chain) =>
        chain with
        {
            Text = chain.Text + " This looks like the TLS certificate, but sealing needs one of its own.",
            Remedy =
                "Configure the seal certificate, of a CA on the trusted lists, for sealing, and the TLS certificate for the connection only.",
        };

    private static ChainDecision WithoutLists(ChainDecision chain) =>
        chain with
        {
            Text = chain.Text + " No trusted list could be loaded, so no CA is accepted.",
            Remedy = "Nothing the trader can mend: the operator of the access point must see to the trusted lists.",
        };

    private sealed record Judge(ListedCas Cas, ChainChecker Checker);
}
