using Ics2.Trust.Certificates;
using Ics2.Trust.Chains;

namespace Ics2.Trust.Preflight;

/// <summary>
/// Whether a client can take the seal that customs is to use, once its root is trusted: that of the live STI comes from a CA on no trusted list,
/// with the root first in the path and the extended key usages of TLS only (F-11 of field.md).
/// </summary>
/// <param name="file">The certificate of customs, with its chain.</param>
/// <param name="at">The date to judge at.</param>
internal sealed class CustomsSealPreflight(CertificateFile file, DateTimeOffset at)
{
    private const string Customs = "customs";

    public IEnumerable<PreflightCheck> Checks()
    {
        yield return CommonPreflight.Key(Customs, file.Leaf, mustBeRsa: true, "as4-profile (f), key type; the P-Mode fixes RSA-SHA256");
        yield return Chain();
        yield return CommonPreflight.Validity(Customs, file.Leaf, at);
    }

    private PreflightCheck Chain()
    {
        const string id = "customs-seal-chain";
        const string source = "ICD 4.6.2; field.md F-11";
        var root = file
            .Others.Append(file.Leaf)
            .FirstOrDefault(one => one.SubjectName.RawData.AsSpan().SequenceEqual(one.IssuerName.RawData));
        if (root is null)
        {
            return new PreflightCheck(
                id,
                Customs,
                PreflightVerdict.Inconclusive,
                $"The file holds no self-signed root above {CertificateText.Short(file.Leaf.Subject)}.",
                source,
                "Put the whole chain of customs' seal into the file, and the root into what your client trusts for seals."
            );
        }

        var decision = new ChainChecker(new TrustAnchors([root])).Check(file.Leaf, file.Others, CertificatePurpose.CustomsSeal, at);
        return CommonPreflight.Of(
            id,
            Customs,
            decision.Accepted ? null : decision,
            $"{CertificateText.Short(file.Leaf.Subject)}, issued by {CertificateText.Short(file.Leaf.Issuer)}: trust the root "
                + $"{CertificateText.Short(root.Subject)} and expect this subject and issuer; its CA need not be on a trusted list",
            source
        );
    }
}
