using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Chains;

/// <summary>
/// Decides whether a certificate and the chain beside it may be used at a date: run-time check 1 of as4-profile (f).
/// Our own walk instead of <see cref="X509Chain"/>, because each refusal must name the one certificate and the one cause, alike on every
/// platform.
/// </summary>
public sealed class ChainChecker(TrustAnchors anchors)
{
    /// <summary>More certificates than any chain has; attack case KEY-13 sends a hundred.</summary>
    public const int MaxCertificates = 10;

    /// <summary>Bytes; real certificates have one to four thousand.</summary>
    public const int LargestCertificate = 32 * 1024;

    /// <summary>Decides. Never throws for what a sender can send.</summary>
    /// <param name="leaf">The certificate whose key was used; null when none was presented.</param>
    /// <param name="others">What else the token (or the TLS handshake) held, in any order; may repeat the leaf.</param>
    /// <param name="purpose">What the key was used for.</param>
    /// <param name="at">The instant to judge at, normally that of receipt.</param>
    public ChainDecision Check(
        X509Certificate2? leaf,
        IReadOnlyList<X509Certificate2> others,
        CertificatePurpose purpose,
        DateTimeOffset at
    )
    {
        if (leaf is null)
        {
            return ChainDecision.Refuse(
                ChainFault.NoCertificate,
                "No certificate was presented.",
                "a certificate with its chain",
                "none",
                "Configure the certificate and its private key in the access point."
            );
        }

        if (OverLimit(leaf, others) is { } over)
        {
            return over;
        }

        var path = CertificatePath.Follow(leaf, others);
        var anchor = IsPinned(leaf, purpose) ? leaf : Anchor(path);
        var fault =
            path.Fault
            ?? (anchor is null ? NoAnchor(path) : null)
            ?? Incomplete(path, purpose)
            ?? Alien(path, purpose)
            ?? CertificateFaults(path, anchor!, purpose, at);
        var decision =
            fault
            ?? new ChainDecision(
                Accepted: true,
                Fault: null,
                $"The chain of {leaf.Shown()} ends in the accepted CA {anchor!.Shown()}.",
                Expected: null,
                Found: null,
                Remedy: null
            );
        return decision with { Path = path.Certificates, Anchor = anchor };
    }

    private static ChainDecision? OverLimit(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> others)
    {
        if (others.Count > MaxCertificates)
        {
            return ChainDecision.Refuse(
                ChainFault.Malformed,
                "The token holds more certificates than any chain has.",
                $"{MaxCertificates} at most",
                $"{others.Count}",
                "Put only the chain of the seal certificate into the token."
            );
        }

        var largest = others.Append(leaf).MaxBy(certificate => certificate.RawDataMemory.Length)!;
        return largest.RawDataMemory.Length > LargestCertificate
            ? ChainDecision.Refuse(
                ChainFault.Malformed,
                $"The certificate {largest.Shown()} is too large.",
                $"{LargestCertificate} bytes at most",
                $"{largest.RawDataMemory.Length} bytes",
                "Use the certificate the CA issued, without additions."
            )
            : null;
    }

    // Who tests with a self-signed TLS certificate gives that certificate itself as the one to accept.
    private bool IsPinned(X509Certificate2 leaf, CertificatePurpose purpose) => !purpose.IsSeal() && anchors.Holds(leaf);

    // The accepted CA in the path, or the one that issued its last certificate: a self-signed root may be left out of a PkiPath (X.509).
    private X509Certificate2? Anchor(CertificatePath path)
    {
        var inPath = path.Certificates.Skip(1).Select(anchors.Same).FirstOrDefault(anchor => anchor is not null);
        if (inPath is not null || path.Fault is not null || path.Top.IsSelfIssued())
        {
            return inPath;
        }

        var named = anchors.NamedIssuersOf(path.Top).ToList();
        X509Certificate2? issuer = null;
        _ = named.Count == 0 ? null : CertificatePath.SignedByOneOf(path.Top, named, out issuer);
        return issuer;
    }

    private ChainDecision NoAnchor(CertificatePath path)
    {
        var top = path.Top;
        if (path.Certificates.Count == 1 && top.IsSelfIssued())
        {
            return ChainDecision.Refuse(
                ChainFault.NotTrusted,
                $"The certificate {top.Shown()} is self-signed: anyone can make one.",
                "a certificate of an accepted CA",
                "issuer and subject are the same",
                "Order a certificate from a CA on the EU trusted lists or on the national list."
            );
        }

        if (!top.IsSelfIssued())
        {
            return MissingIssuer(path);
        }

        var namesake = anchors.HasName(top.SubjectName) ? "; an accepted CA has the same name but another key" : "";
        return ChainDecision.Refuse(
            ChainFault.NotTrusted,
            $"The chain ends in {top.Shown()}, which is not an accepted CA.",
            NearbyNames.Expected(top, anchors.Certificates),
            $"'{CertificateText.Short(top.Subject)}'{namesake}",
            "Use a certificate of a CA on the EU trusted lists or on the national list; in the simulator, one made by 'ics2 enrol'."
        );
    }

    // Only when a leaf comes alone though its issuer is an accepted CA: no help from our store.
    private static ChainDecision? Incomplete(CertificatePath path, CertificatePurpose purpose) =>
        purpose.IsSeal() && path.Certificates.Count == 1 ? MissingIssuer(path) : null;

    private static ChainDecision MissingIssuer(CertificatePath path)
    {
        var count = path.Certificates.Count;
        var held = count == 1 ? "only the end-entity certificate" : $"{count} certificates, ending with {path.Top.Shown()}";
        return ChainDecision.Refuse(
            ChainFault.IncompletePath,
            $"The chain is not complete: it holds {held}, and the issuer '{CertificateText.Short(path.Top.Issuer)}' is missing.",
            "the whole chain, from the end-entity certificate up to its root",
            held + (path.Alien.Count == 0 ? "" : $" and {path.Alien.Count} that do not belong to the chain"),
            "Import the issuing CA and root certificates into the key store beside the seal key (the PKCS#12 must hold the whole "
                + "chain) and send the token as X509PKIPathv1."
        );
    }

    private static ChainDecision? Alien(CertificatePath path, CertificatePurpose purpose) =>
        !purpose.IsSeal() || path.Alien.Count == 0
            ? null // TLS stacks often send cross certificates as well
            : ChainDecision.Refuse(
                ChainFault.Ambiguous,
                $"The token holds certificates that do not belong to the chain: {string.Join(", ", path.Alien.Select(a => a.Shown()))}.",
                "the one chain of the seal certificate",
                $"{path.Alien.Count} more",
                "Remove every other certificate from the key store entry of the seal key."
            );

    private static ChainDecision? CertificateFaults(
        CertificatePath path,
        X509Certificate2 anchor,
        CertificatePurpose purpose,
        DateTimeOffset at
    )
    {
        // What stands above the anchor does not count.
        var end = path.Certificates.ToList().FindIndex(1, certificate => certificate.HasSubject(anchor.SubjectName));
        IReadOnlyList<X509Certificate2> judged =
            path.Certificates[0] == anchor ? [anchor]
            : end < 0 ? [.. path.Certificates, anchor]
            : [.. path.Certificates.Take(end), anchor];
        for (var i = 0; i < judged.Count; i++)
        {
            var fault =
                Validity(judged[i], at)
                ?? KeyStrength.Fault(judged[i], mustBeRsa: i == 0 && purpose.IsSeal())
                ?? CertificateUsage.UnknownCritical(judged[i])
                ?? (
                    i == 0
                        ? CertificateUsage.LeafFault(judged[0], purpose)
                        : CertificateUsage.IssuerFault(judged[i], i - 1) ?? NameConstraints.Fault(judged[0], judged[i])
                );
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static ChainDecision? Validity(X509Certificate2 certificate, DateTimeOffset at)
    {
        if (at < certificate.From())
        {
            return ChainDecision.Refuse(
                ChainFault.NotYetValid,
                $"The certificate {certificate.Shown()} is not valid yet.",
                $"a date from {CertificateText.Shown(certificate.From())}",
                CertificateText.Shown(at),
                "Wait until it is valid, check the clocks, or use the previous certificate until then."
            );
        }

        return at > certificate.Until()
            ? ChainDecision.Refuse(
                ChainFault.Expired,
                $"The certificate {certificate.Shown()} has expired.",
                $"a date up to {CertificateText.Shown(certificate.Until())}",
                CertificateText.Shown(at),
                "Order a new certificate, register it in UUM&DS, and put it into the access point."
            )
            : null;
    }
}
