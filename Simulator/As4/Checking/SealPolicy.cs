using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Xml;

namespace Ics2.As4.Checking;

/// <summary>
/// What the profile makes of a seal: all policy about signatures sits here (as4-profile b; attack-cases sections 1, 3, 4).
/// </summary>
/// <param name="profile">The AS4 parameters.</param>
public sealed class SealPolicy(Profile profile)
{
    /// <summary>Judges a seal.</summary>
    /// <param name="package">The parts it came with.</param>
    /// <param name="seal">What the verifier found.</param>
    /// <returns>The checks in the order in which the first failure decides.</returns>
    public IReadOnlyList<Check> Check(Envelope envelope, MimePackage package, Seal seal)
    {
        var checks = new CheckList();
        if (
            !checks.Require(
                "seal.not-encrypted",
                "ICD 4.1.1.3, 4.6",
                "the message is not encrypted; ICS2 relies on TLS",
                !seal.Encrypted,
                EbmsErrorCode.PolicyNoncompliance,
                "no xenc element",
                seal.Encrypted ? "XML encryption" : "none",
                "switch message encryption off in the P-Mode"
            )
            || !checks.Require(
                "seal.present",
                "ICD 4.6.2",
                $"the {envelope.Kind} is sealed",
                seal.Present,
                EbmsErrorCode.PolicyNoncompliance,
                "one wsse:Security header with one signature",
                seal.Present ? "present" : "none",
                "sign user messages, receipts and pull requests alike"
            )
            || !checks.Require(
                "seal.structure",
                "attack-cases 1, 2, 4",
                "the signature can be read in one way only",
                seal.Fault is null,
                EbmsErrorCode.FailedAuthentication,
                "one signature of the plain form",
                seal.Fault ?? "plain"
            )
        )
        {
            return checks.Items;
        }

        CheckToken(checks, seal);
        CheckAlgorithms(checks, seal);
        CheckCoverage(checks, envelope, package, seal);
        CheckValues(checks, seal);
        return checks.Items;
    }

    private void CheckToken(CheckList checks, Seal seal)
    {
        checks.Require(
            "seal.token-type",
            "ICD 4.6.2, table 11",
            "the token is X509PKIPathv1 with the whole chain, by direct reference",
            seal.TokenType == profile.TokenType,
            EbmsErrorCode.PolicyNoncompliance,
            profile.TokenType,
            seal.TokenType ?? "none",
            "set the token reference method to BinarySecurityToken with the certificate path (PKIPath); a leaf-only token is the most common onboarding failure"
        );
        checks.Require(
            "seal.token",
            "ICD 4.6.2",
            "the token gives the certificate that sealed",
            seal.Leaf is not null,
            EbmsErrorCode.FailedAuthentication,
            "one leaf certificate",
            seal.TokenFault ?? seal.Leaf?.Subject
        );
        checks.Advise(
            "seal.token-chain",
            "ICD 4.6.2, table 11",
            "the token holds the issuers of the seal certificate",
            seal.Leaf is null || seal.TokenCertificates.Count > 1,
            "the whole chain",
            $"{seal.TokenCertificates.Count} certificate",
            "put the issuing CA and its root into the token; with the leaf alone customs refuses the chain as incomplete"
        );
        checks.Advise(
            "seal.token-order",
            "X.509 PkiPath; as4-profile b",
            "the path runs from the root to the leaf",
            seal.Leaf is null || seal.TokenCertificates.Count < 2 || ReferenceEquals(seal.TokenCertificates[^1], seal.Leaf),
            "root first, leaf last",
            string.Join(" > ", seal.TokenCertificates.Select(certificate => certificate.Subject)),
            "reverse the path; Domibus does not rely on the order, others do"
        );
    }

    private void CheckAlgorithms(CheckList checks, Seal seal)
    {
        checks.Require(
            "seal.signature-algorithm",
            "ICD Annex 2",
            "the signature is RSA-SHA256",
            seal.SignatureAlgorithm == profile.SignatureAlgorithm,
            EbmsErrorCode.PolicyNoncompliance,
            profile.SignatureAlgorithm,
            seal.SignatureAlgorithm
        );
        checks.Require(
            "seal.canonicalisation",
            "ICD Annex 6",
            "SignedInfo is in exclusive canonical form",
            seal.Canonicalisation == profile.Canonicalisation,
            EbmsErrorCode.PolicyNoncompliance,
            profile.Canonicalisation,
            seal.Canonicalisation
        );
        var digest = seal.References.FirstOrDefault(reference => reference.DigestAlgorithm != profile.DigestAlgorithm);
        checks.Require(
            "seal.digest-algorithm",
            "ICD Annex 2",
            "every digest is SHA-256",
            digest is null,
            EbmsErrorCode.PolicyNoncompliance,
            profile.DigestAlgorithm,
            digest is null ? "all" : $"{digest.DigestAlgorithm} of {digest.Uri}"
        );
        var transform = seal.References.FirstOrDefault(reference => !HasProfileTransform(reference));
        checks.Require(
            "seal.transforms",
            "ICD Annex 6",
            "elements are signed in exclusive canonical form, parts by their content",
            transform is null,
            EbmsErrorCode.PolicyNoncompliance,
            "exc-c14n for #id, Attachment-Content for cid:",
            transform is null ? "as expected" : $"{string.Join(", ", transform.Transforms)} of {transform.Uri}"
        );
    }

    private bool HasProfileTransform(SealReferenceResult reference) =>
        reference.Transforms is [var only]
        && only
            == (
                reference.Uri.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)
                    ? Algorithms.AttachmentContent
                    : profile.Canonicalisation
            );

    private void CheckCoverage(CheckList checks, Envelope envelope, MimePackage package, Seal seal)
    {
        var listed = string.Join(", ", seal.References.Select(reference => $"{reference.Uri} ({reference.Target ?? "nothing"})"));
        checks.Require(
            "seal.covers-messaging",
            "ICD Annex 6, reference 1",
            "the seal covers the eb:Messaging that is processed",
            seal.CoversMessaging,
            Missing(seal, envelope.Messaging),
            "a reference to it",
            listed,
            "sign the eb:Messaging header of this envelope"
        );
        checks.Require(
            "seal.covers-body",
            "ICD 4.6.2, note 25",
            "the seal covers the empty SOAP Body",
            seal.CoversBody || !profile.BodySigned,
            Missing(seal, envelope.Body),
            "a reference to it",
            listed,
            "add the SOAP Body to the signed parts, in receipts and pull requests too"
        );
        var open = package.Attachments.FirstOrDefault(part =>
            part.ContentId is null || !seal.CoveredAttachments.Contains(part.ContentId, StringComparer.Ordinal)
        );
        checks.Require(
            "seal.covers-parts",
            "ICD Annex 6, references 3 and on",
            "the seal covers every MIME part",
            open is null,
            EbmsErrorCode.PolicyNoncompliance,
            "a cid: reference to each",
            open is null ? "all" : $"none to <{open.ContentId}>"
        );
    }

    // A reference to another element of the same name is a wrapping attack, not a forgotten part (XSW-01 to XSW-10).
    private static EbmsErrorCode Missing(Seal seal, Element element) =>
        seal.References.Any(reference => reference.Target == $"another {element.LocalName}")
            ? EbmsErrorCode.FailedAuthentication
            : EbmsErrorCode.PolicyNoncompliance;

    private void CheckValues(CheckList checks, Seal seal)
    {
        var broken = profile.Wording == ErrorWording.Domibus ? EbmsErrorCode.FailedDecryption : EbmsErrorCode.FailedAuthentication;
        foreach (var reference in seal.References)
        {
            checks.Require(
                "seal.digest",
                "ICD Annex 6",
                $"the digest of {reference.Uri} ({reference.Target ?? "nothing"}) fits",
                reference.Ok,
                broken,
                $"stated {reference.Stated}",
                $"computed {reference.Computed ?? "nothing"}",
                reference.Note
            );
        }

        checks.Require(
            "seal.value",
            "XML Signature 3.2.2",
            "the signature value fits SignedInfo under the key of the seal certificate",
            seal.SignatureValueValid,
            broken,
            "a value made with the leaf's private key",
            seal.SignatureValueValid ? "it fits" : "it does not fit",
            "SignedInfo was changed or printed anew after signing, or another key than the token's signed it"
        );
    }
}
