using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Ics2.Trust.Certificates;

namespace Ics2.Trust.Chains;

/// <summary>
/// The chain a token holds, followed from the leaf upwards by name and signature, using nothing but the token: what is missing there must
/// not be filled from our own store, or the trader learns only in production that the path was incomplete (ICD 4.6.2).
/// </summary>
/// <param name="Certificates">Leaf first.</param>
/// <param name="Alien">What the token holds beside the chain.</param>
/// <param name="Fault">Why the walk stopped, if not because the next issuer is absent or the last one is self-signed.</param>
internal sealed record CertificatePath(
    IReadOnlyList<X509Certificate2> Certificates,
    IReadOnlyList<X509Certificate2> Alien,
    ChainDecision? Fault
)
{
    public X509Certificate2 Top => Certificates[^1];

    public static CertificatePath Follow(X509Certificate2 leaf, IReadOnlyList<X509Certificate2> others)
    {
        var path = new List<X509Certificate2> { leaf };
        var rest = others
            .Where(other => !other.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span))
            .DistinctBy(other => other.Fingerprint(), StringComparer.Ordinal)
            .ToList();
        ChainDecision? fault = null;
        while (fault is null && !path[^1].IsSelfIssued())
        {
            var named = rest.Where(other => other.HasSubject(path[^1].IssuerName)).ToList();
            if (named.Count == 0)
            {
                break;
            }

            fault = SignedByOneOf(path[^1], named, out var issuer);
            if (issuer is not null)
            {
                path.Add(issuer);
                rest.Remove(issuer); // used once: an issuer loop ends here
            }
        }

        return new CertificatePath(path, rest, fault);
    }

    /// <summary>Null and the issuer, or why none of those of the right name signed the certificate.</summary>
    public static ChainDecision? SignedByOneOf(
        X509Certificate2 certificate,
        IReadOnlyList<X509Certificate2> named,
        out X509Certificate2? issuer
    )
    {
        issuer = null;
        IssuerSignature signature;
        try
        {
            signature = IssuerSignature.OfCertificate(certificate.RawDataMemory);
        }
        catch (AsnContentException e)
        {
            return ChainDecision.Refuse(
                ChainFault.Malformed,
                $"The certificate {certificate.Shown()} cannot be taken apart.",
                "DER of RFC 5280",
                e.Message,
                "Have the certificate issued again."
            );
        }

        if (signature.Digest is null)
        {
            return ChainDecision.Refuse(
                ChainFault.WeakKey,
                $"The certificate {certificate.Shown()} is signed with an algorithm that is not accepted.",
                "RSA or ECDSA with SHA-256, SHA-384 or SHA-512",
                signature.AlgorithmName,
                "Ask the CA for a certificate signed with SHA-256 or better."
            );
        }

        issuer = named.FirstOrDefault(signature.MadeBy);
        return issuer is not null
            ? null
            : ChainDecision.Refuse(
                ChainFault.BrokenSignature,
                $"The certificate {certificate.Shown()} was not signed by the key of its issuer {named[0].Shown()}.",
                "a signature that verifies with the issuer's public key",
                "same issuer name, another key (or altered bytes)",
                "Use the issuing CA's certificate that belongs to this certificate, unaltered; CAs often have several of one name."
            );
    }
}
