using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;

namespace Ics2.Trust.Preflight;

/// <summary>The requirements on the TLS certificate.</summary>
internal sealed class TlsPreflight(PreflightSubject subject, TrustAnchors anchors, DateTimeOffset at)
{
    public const string CaAcceptedId = "tls-ca-accepted";

    private const string Tls = "tls";

    private readonly X509Certificate2 _leaf = subject.Tls.Leaf;

    public ChainDecision Chain { get; } =
        new TlsDecider(anchors).Check(subject.Tls.Leaf, subject.Tls.Others, CertificatePurpose.TlsClient, at);

    public PreflightCheck Key() => CommonPreflight.Key(Tls, _leaf, mustBeRsa: false, "normal practice: RSA 2048 or EC 256 bits and more");

    public PreflightCheck PrivateKey() => CommonPreflight.PrivateKey(Tls, subject.Tls);

    public PreflightCheck CaAccepted()
    {
        const string source = "ICD 5.1.1: a commercial CA that DG TAXUD accepts and has been told of";
        if (anchors.Certificates.Count == 0)
        {
            return new PreflightCheck(
                CaAcceptedId,
                Tls,
                PreflightVerdict.Inconclusive,
                "Could not be checked: no list of accepted TLS CAs was given.",
                source,
                "Give the CAs that customs accepts with --tls-cas FILE, or ask a running simulator with --management URL."
            );
        }

        var isCa = Chain.Fault is ChainFault.NotTrusted or ChainFault.IncompletePath or ChainFault.BrokenSignature or ChainFault.Malformed;
        var evidence = Chain.Anchor is { } anchor ? $"ends in {anchor.Shown()}" : "";
        return CommonPreflight.Of(CaAcceptedId, Tls, isCa ? Chain : null, evidence, source);
    }

    public PreflightCheck ClientUsage() =>
        CommonPreflight.Of(
            "tls-client-usage",
            Tls,
            Mended(CertificateUsage.LeafFault(_leaf, CertificatePurpose.TlsClient)),
            "may open connections",
            "ICD 4.6.1: mutual TLS in both directions"
        );

    public PreflightCheck ServerUsage() =>
        subject.PushHost is null
            ? Skipped("tls-server-usage", "The trader pulls; customs opens no connection.")
            : CommonPreflight.Of(
                "tls-server-usage",
                Tls,
                CertificateUsage.LeafFault(_leaf, CertificatePurpose.TlsServer),
                "may answer connections",
                "ICD 4.6.1: mutual TLS in both directions"
            );

    public PreflightCheck HostNames()
    {
        const string source = "RFC 6125: the host of the push URL is one of the certificate's names";
        if (subject.PushHost is not { } host)
        {
            return Skipped("tls-host-names", "The trader pulls; customs opens no connection.");
        }

        var check = new PreflightCheck(
            "tls-host-names",
            Tls,
            PreflightVerdict.Failed,
            "The names of the certificate cannot be read.",
            source,
            $"Have a certificate issued with {host} among its subject alternative names."
        );
        try
        {
            var names = _leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } alternative
                ? alternative
                    .EnumerateDnsNames()
                    .Concat(alternative.EnumerateIPAddresses().Select(address => address.ToString()))
                    .Take(20)
                    .ToList()
                : [];
            check = check with { Evidence = $"{(names.Count == 0 ? "no names" : string.Join(", ", names))}; push URL has {host}" };
            return _leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false)
                ? check with
                {
                    Verdict = PreflightVerdict.Passed,
                    Remedy = null,
                }
                : check;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return check; // malformed names, or a host that is none
        }
    }

    public PreflightCheck Validity() => CommonPreflight.Validity(Tls, _leaf, at);

    public PreflightCheck OtherKey()
    {
        var same = _leaf.HasKeyOf(subject.Seal.Leaf);
        return new PreflightCheck(
            "tls-other-key",
            Tls,
            same ? PreflightVerdict.Failed : PreflightVerdict.Passed,
            same ? "seal and TLS use the same key" : "seal and TLS have a key each",
            "ICD table 10: two certificates with different CA regimes",
            same ? "Order a certificate with a key of its own for TLS." : null
        );
    }

    private static PreflightCheck Skipped(string id, string evidence) =>
        new(id, Tls, PreflightVerdict.Skipped, evidence, "ICD 4.1.3: push or pull, chosen at enrolment", Remedy: null);

    // Public CAs stop issuing certificates for clients, which surprises traders at renewal.
    private static ChainDecision? Mended(ChainDecision? fault) =>
        fault is null
            ? null
            : fault with
            {
                Remedy =
                    "Order a TLS certificate with the extended key usage clientAuth (beside serverAuth if customs pushes); many "
                    + "public CAs issue it on request only, or from another product.",
            };
}
