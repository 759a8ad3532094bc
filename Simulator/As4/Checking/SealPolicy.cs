using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.As4.Checking;

/// <summary>
/// What the profile makes of a seal: all policy about signatures sits here (as4-profile b; attack-cases sections 1, 3, 4).
/// </summary>
/// <param name="profile">The AS4 parameters.</param>
public sealed class SealPolicy(Profile profile)
{
    private readonly TokenChecks _token = new(profile);
    private readonly CoverageChecks _coverage = new(profile);
    private readonly ValueChecks _values = new(profile);

    /// <summary>Judges a seal.</summary>
    /// <param name="package">The parts it came with.</param>
    /// <param name="seal">What the verifier found.</param>
    /// <returns>The checks in the order in which the first failure decides. Whatever could not be checked, a seal that was not verified
    /// in full has a failure among them.</returns>
    public IReadOnlyList<Check> Check(Envelope envelope, MimePackage package, Seal seal)
    {
        var checks = new CheckList();
        CheckEncryption(checks, seal);
        if (envelope.Signal is ErrorSignal && !seal.Present)
        {
            // as4-profile b: Domibus sends errors without a seal, and they have to be taken.
            checks.Advise(
                "seal.present",
                "as4-profile b",
                "the error is sealed",
                holds: false,
                "a seal, or none: both are taken",
                "none",
                "The error is not sealed; it is taken nonetheless, and proves nothing about who sent it.",
                "nothing to mend"
            );
            return checks.Items;
        }

        if (!CheckPresence(checks, envelope, seal))
        {
            return checks.Items;
        }

        CheckStructure(checks, seal);
        if (seal.SignatureAlgorithm is not null)
        {
            _token.Check(checks, seal);
            CheckAlgorithms(checks, seal);
            _coverage.Check(checks, envelope, package, seal);
            _values.Check(checks, seal);
            _token.CheckPath(checks, seal);
        }

        return checks.Items;
    }

    private static void CheckEncryption(CheckList checks, Seal seal)
    {
        var encryption = seal.Encryption;
        var what = encryption is null ? "" : string.Join(", ", encryption.Items.Take(3).Select(item => item.What));
        var keys = encryption is null
            ? ""
            : string.Join(", ", encryption.Keys.Take(3).Select(key => $"{key.Recipient} by {key.Algorithm ?? "no stated algorithm"}"));
        checks.Require(
            "seal.not-encrypted",
            "ICD 4.1.1.3, 4.6",
            "the message is not encrypted; ICS2 relies on TLS",
            encryption is null,
            EbmsErrorCode.PolicyNoncompliance,
            "no XML encryption",
            encryption is null
                ? "none"
                : $"encrypted: {(what.Length > 0 ? what : "something")}; key wrapped for {(keys.Length > 0 ? keys : "nobody")}",
            "The message is encrypted; ICS2 relies on TLS alone.",
            "switch message encryption off in the P-Mode (PMode[1].Security.X509.Encryption.Encrypt = false)"
        );
    }

    private static bool CheckPresence(CheckList checks, Envelope envelope, Seal seal) =>
        checks.Require(
            "seal.present",
            "ICD 4.6.2",
            $"the {envelope.Kind} is sealed",
            seal.Present,
            EbmsErrorCode.PolicyNoncompliance,
            "one wsse:Security header with one signature",
            seal.Present ? "present" : seal.Absence ?? "none",
            seal.Absence is null ? $"The {envelope.Kind} is not sealed." : $"The {envelope.Kind} is not sealed: it holds {seal.Absence}.",
            seal.Absence?.Contains("role", StringComparison.Ordinal) == true
                ? "leave the role attribute (SOAP actor) of wsse:Security out"
                : "sign user messages, receipts and pull requests alike"
        );

    private static void CheckStructure(CheckList checks, Seal seal) =>
        checks.Require(
            "seal.structure",
            "attack-cases 1, 2, 4",
            "the signature can be read in one way only",
            seal.Fault is null,
            EbmsErrorCode.FailedAuthentication,
            "one signature of the plain form",
            seal.Fault ?? "plain",
            $"The signature cannot be read, or can be read in more than one way: {seal.Fault}.",
            "let the WS-Security library of the client write the signature, and change nothing behind it"
        );

    private void CheckAlgorithms(CheckList checks, Seal seal)
    {
        checks.Require(
            "seal.signature-algorithm",
            "ICD Annex 2",
            "the signature is RSA-SHA256",
            seal.SignatureAlgorithm == profile.SignatureAlgorithm,
            EbmsErrorCode.PolicyNoncompliance,
            profile.SignatureAlgorithm,
            seal.SignatureAlgorithm,
            $"The signature algorithm {seal.SignatureAlgorithm} is refused.",
            $"set the signature algorithm to RSA-SHA256 ({profile.SignatureAlgorithm})"
        );
        checks.Require(
            "seal.canonicalisation",
            "ICD Annex 6",
            "SignedInfo is in exclusive canonical form",
            seal.Canonicalisation == profile.Canonicalisation,
            EbmsErrorCode.PolicyNoncompliance,
            profile.Canonicalisation,
            seal.Canonicalisation,
            $"The canonical form {seal.Canonicalisation} of SignedInfo is refused.",
            $"set the canonicalisation to exclusive C14N without comments ({profile.Canonicalisation})"
        );
        var digest = seal.References.FirstOrDefault(reference => reference.DigestAlgorithm != profile.DigestAlgorithm);
        checks.Require(
            "seal.digest-algorithm",
            "ICD Annex 2",
            "every digest is SHA-256",
            digest is null,
            EbmsErrorCode.PolicyNoncompliance,
            profile.DigestAlgorithm,
            digest is null ? "all" : $"{digest.DigestAlgorithm} of {digest.Uri}",
            $"The digest algorithm {digest?.DigestAlgorithm} of {digest?.Uri} is refused.",
            $"set the digest algorithm to SHA-256 ({profile.DigestAlgorithm})"
        );
        var transform = seal.References.FirstOrDefault(reference => !HasProfileTransform(reference));
        checks.Require(
            "seal.transforms",
            "ICD Annex 6",
            "elements are signed in exclusive canonical form, parts by their content",
            transform is null,
            EbmsErrorCode.PolicyNoncompliance,
            "exc-c14n for #id, Attachment-Content for cid:",
            transform is null ? "as expected" : $"{string.Join(", ", transform.Transforms)} of {transform.Uri}",
            $"The reference {transform?.Uri} has the transforms {string.Join(", ", transform?.Transforms ?? [])}.",
            "sign elements in exclusive canonical form, and parts with the Attachment-Content-Signature-Transform"
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
}
