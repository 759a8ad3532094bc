using Ics2.As4.Messages;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;

namespace Ics2.As4.Checking;

/// <summary>The arithmetic of a seal: every digest, and the signature value. Three values: it holds, it does not, it was not checked.</summary>
internal sealed class ValueChecks(Profile profile)
{
    private const string ValueText = "the signature value fits SignedInfo under the key of the seal certificate";

    public void Check(CheckList checks, Seal seal)
    {
        var broken = profile.Wording == ErrorWording.Domibus ? EbmsErrorCode.FailedDecryption : EbmsErrorCode.FailedAuthentication;
        foreach (var reference in seal.References)
        {
            var target = $"{reference.Uri} ({reference.Target ?? "nothing"})";
            if (reference.Ok is null)
            {
                checks.NotChecked("seal.digest", "ICD Annex 6", $"the digest of {target} fits", reference.Note ?? "it was not computed");
                continue;
            }

            checks.Require(
                "seal.digest",
                "ICD Annex 6",
                $"the digest of {target} fits",
                reference.Ok.Value,
                broken,
                $"stated {reference.Stated}",
                $"computed {reference.Computed ?? "nothing"}",
                $"The digest of {target} does not fit: {reference.Note}.",
                reference.Target is null
                    ? "refer to eb:Messaging, S:Body and the MIME parts of this message, by their ids"
                    : "seal last: compress first, then seal, then change nothing; look for whatever prints the XML anew or re-encodes parts"
            );
        }

        CheckValue(checks, seal, broken);
    }

    private static void CheckValue(CheckList checks, Seal seal, EbmsErrorCode broken)
    {
        if (seal.SignatureValueValid is { } holds)
        {
            checks.Require(
                "seal.value",
                "XML Signature 3.2.2",
                ValueText,
                holds,
                broken,
                "a value made with the leaf's private key",
                holds ? "it fits" : seal.SignatureValueNote,
                $"The signature value does not fit: {seal.SignatureValueNote}.",
                "sign with the private key of the certificate in the token, and change SignedInfo no more"
            );
        }
        else
        {
            checks.NotChecked(
                "seal.value",
                "XML Signature 3.2.2",
                ValueText,
                seal.SignatureValueNote ?? "it was not computed",
                seal.WantedCertificate is null ? null : "give the certificate as a PEM file with --certificates"
            );
        }

        // Whatever the reason is why something was not checked: a seal that was not verified is never taken for one that was.
        if (seal.SignatureValid is not true && checks.Items.FirstError() is null)
        {
            checks.Require(
                "seal.verified",
                "ICD 4.6.2",
                "the seal was verified in full",
                holds: false,
                EbmsErrorCode.FailedAuthentication,
                "a signature and digests that can be computed",
                seal.NotChecked,
                $"The seal could not be verified: {seal.NotChecked}.",
                "seal with RSA-SHA256, SHA-256 and exclusive canonical form, and carry the certificate path in the token"
            );
        }
    }
}
