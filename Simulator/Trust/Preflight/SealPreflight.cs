using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;
using Ics2.Trust.Deciding;
using Ics2.Trust.Lists;

namespace Ics2.Trust.Preflight;

/// <summary>The requirements on the seal certificate.</summary>
internal sealed class SealPreflight(
    PreflightSubject subject,
    ListedCas cas,
    IReadOnlyList<ListState> lists,
    SealDecision decision,
    SealAcceptance policy,
    DateTimeOffset at
)
{
    public const string CaListedId = "seal-ca-listed";

    private const string Seal = "seal";

    private readonly X509Certificate2 _leaf = subject.Seal.Leaf;

    public ChainDecision Chain => decision.Chain;

    // Also when the decision stopped before it came to the lists.
    private ListedService? Service =>
        Chain.Anchor is { } anchor
            ? cas.ServicesOf(anchor, subject.Party.RegisteringState)
                .OrderByDescending(service => service.At(at)?.IsGranted)
                .FirstOrDefault()
            : null;

    public PreflightCheck Key() =>
        CommonPreflight.Key(Seal, _leaf, mustBeRsa: true, "as4-profile (f), key type; the P-Mode fixes RSA-SHA256");

    public PreflightCheck PrivateKey() => CommonPreflight.PrivateKey(Seal, subject.Seal);

    public PreflightCheck ChainComplete()
    {
        var isShort =
            Chain.Fault is ChainFault.IncompletePath or ChainFault.BrokenSignature or ChainFault.Ambiguous or ChainFault.Malformed;
        var names = string.Join(" <- ", Chain.Path.Select(certificate => CertificateText.Short(certificate.Subject)));
        return CommonPreflight.Of(
            "seal-chain-complete",
            Seal,
            isShort ? Chain : null,
            names,
            "ICD 4.6.2: the token carries the whole chain"
        );
    }

    public PreflightCheck ChainOrder() =>
        new(
            "seal-chain-order",
            Seal,
            subject.Seal.IsOrdered ? PreflightVerdict.Passed : PreflightVerdict.Warning,
            $"{subject.Seal.Format} with {subject.Seal.Others.Count + 1} certificates, "
                + $"{(subject.Seal.IsOrdered ? "each issued by the next" : "not in the order of the chain")}",
            "X509PKIPathv1: the CA first, the seal last (as4-profile b, token content)",
            subject.Seal.IsOrdered
                ? null
                : "Put the certificates in the order of the chain; some access points build the token in file order."
        );

    public PreflightCheck CaListed()
    {
        const string source = "ICD 4.6.2: a CA on the EU trusted lists, or on the alternate list of the registering Member State";
        var loaded = lists.Where(list => list.List is not null).Select(list => list.Territory).ToList();
        if (cas.ServiceCount == 0)
        {
            var problems = Problems();
            return new PreflightCheck(
                CaListedId,
                Seal,
                PreflightVerdict.Inconclusive,
                $"Could not be checked: no trusted list could be loaded. {problems}",
                source,
                "Mend what is said there: the lists must be reachable, or a folder must hold eu-lotl.xml, its pivots, the national lists and "
                    + "lotl-signers.pem."
            );
        }

        if (Service is not { } service)
        {
            return Chain.Fault is ChainFault.NotTrusted
                ? CommonPreflight.Of(
                    CaListedId,
                    Seal,
                    Chain with
                    {
                        Expected = $"{Chain.Expected}; {loaded.Count} lists with {cas.ServiceCount} CAs were loaded",
                    },
                    "",
                    source
                )
                : new PreflightCheck(
                    CaListedId,
                    Seal,
                    PreflightVerdict.Inconclusive,
                    $"The chain does not lead to a CA that could be looked up on the lists of {string.Join(", ", loaded)}.",
                    source,
                    "Mend the chain first."
                );
        }

        var isOverdue = lists.Any(list => list.IsOverdue(at) && string.Equals(list.Territory, service.Territory, StringComparison.Ordinal));
        return new PreflightCheck(
            CaListedId,
            Seal,
            isOverdue ? PreflightVerdict.Warning : PreflightVerdict.Passed,
            $"{service.Name} of {service.Provider}, list of {service.Territory}{(isOverdue ? ", whose next issue is overdue" : "")}",
            source,
            isOverdue ? "Have the lists loaded anew; the CA's status may have changed." : null
        );
    }

    // With the list of lists loaded and no national one, thirty lists fail for the same reason.
    private string Problems()
    {
        const int most = 3;
        var failed = lists.Where(list => list.Problem is not null).Select(list => $"{list.Location}: {list.Problem}").ToList();
        return string.Join(" ", failed.Take(most)) + (failed.Count > most ? $" And {failed.Count - most} more lists." : "");
    }

    public PreflightCheck CaStatus()
    {
        const string source = "as4-profile (f1): the status is judged at the date";
        return Service?.At(at) is not { } state
            ? new PreflightCheck(
                "seal-ca-status",
                Seal,
                PreflightVerdict.Inconclusive,
                "The CA was not found on a list.",
                source,
                "See seal-ca-listed."
            )
            : new PreflightCheck(
                "seal-ca-status",
                Seal,
                state.IsGranted ? PreflightVerdict.Passed : PreflightVerdict.Failed,
                $"{state.StatusName} since {CertificateText.Shown(state.Since)}",
                source,
                state.IsGranted ? null : "Order a seal certificate from another CA on the EU trusted lists and register it in UUM&DS."
            );
    }

    public PreflightCheck Qualified()
    {
        const string source = "ICD 4.6.2: qualified and other certificates may both seal";
        if (cas.ServiceCount == 0)
        {
            return new PreflightCheck(
                "seal-qualified",
                Seal,
                PreflightVerdict.Inconclusive,
                "Could not be checked: no trusted list could be loaded.",
                source,
                $"See {CaListedId}."
            );
        }

        var device = Qualification.HasDevice(_leaf) ? ", key in a qualified device" : "";
        var evidence = decision.IsQualified
            ? "qualified for seals" + device
            : "not qualified for seals, by the list and its own statements";
        return new PreflightCheck(
            "seal-qualified",
            Seal,
            decision.IsQualified || !policy.RequireQualified ? PreflightVerdict.Passed : PreflightVerdict.Failed,
            evidence,
            source,
            policy.RequireQualified && !decision.IsQualified ? "Order a qualified seal certificate." : null
        );
    }

    public PreflightCheck Type()
    {
        var other = Qualification.OtherType(_leaf);
        return new PreflightCheck(
            "seal-type",
            Seal,
            other is null ? PreflightVerdict.Passed
                : policy.RefuseOtherTypes ? PreflightVerdict.Failed
                : PreflightVerdict.Warning,
            other is null
                ? Qualification.IsForSeals(_leaf)
                    ? "for electronic seals"
                    : "states no type"
                : $"for {other}",
            "ICD 4.6: a certificate for sealing; QcStatements of EN 319 412-5",
            other is null ? null : "Order a certificate for electronic seals of the organisation."
        );
    }

    public PreflightCheck Owner()
    {
        // No ICS2 rule reads the owner from the certificate; a foreign country is a hint that the party id may need @MS.
        var country = Country();
        var isHome = country is null || string.Equals(country, subject.Party.RegisteringState, StringComparison.OrdinalIgnoreCase);
        return new PreflightCheck(
            "seal-owner",
            Seal,
            isHome ? PreflightVerdict.Passed : PreflightVerdict.Warning,
            $"'{CertificateText.Short(_leaf.Subject)}' for the party id {subject.Party}",
            "as4-profile (f1): the EORI is not read from the certificate; the link is made by registration",
            isHome
                ? null
                : $"If the certificate was registered in {CertificateText.Short(country!)}, send the party id "
                    + $"{subject.Party with { MemberState = CertificateText.Short(country!) }}."
        );
    }

    private string? Country()
    {
        try
        {
            return _leaf
                .SubjectName.EnumerateRelativeDistinguishedNames()
                .Where(name => !name.HasMultipleElements && name.GetSingleElementType().Value is "2.5.4.6")
                .Select(name => name.GetSingleElementValue())
                .FirstOrDefault();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public PreflightCheck Usage() =>
        CommonPreflight.Of(
            "seal-usage",
            Seal,
            CertificateUsage.LeafFault(_leaf, CertificatePurpose.Seal),
            "key usage and extended key usage allow sealing",
            "RFC 5280, 4.2.1.3; no ICS2 source states key usages"
        );

    public PreflightCheck Validity() => CommonPreflight.Validity(Seal, _leaf, at);
}
