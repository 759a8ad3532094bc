using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;
using Ics2.As4.Sealing;
using Ics2.As4.Xml;

namespace Ics2.As4.Checking;

/// <summary>The checks on what a seal covers: header, Body and every part (ICD Annex 6).</summary>
internal sealed class CoverageChecks(Profile profile)
{
    public void Check(CheckList checks, Envelope envelope, MimePackage package, Seal seal)
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
            "The seal does not cover the eb:Messaging that is processed.",
            "add the eb:Messaging header of this envelope to the signed parts"
        );
        checks.Require(
            "seal.covers-body",
            "ICD 4.6.2, note 25",
            "the seal covers the empty SOAP Body",
            seal.CoversBody || !profile.BodySigned,
            Missing(seal, envelope.Body),
            "a reference to it",
            listed,
            "The seal does not cover the SOAP Body.",
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
            open is null ? "all" : $"none to <{open.ContentId}>",
            $"The seal does not cover the part <{open?.ContentId}>.",
            "add all attachments to the signed parts"
        );
    }

    // A reference to another element of the same name is a wrapping attack, not a forgotten part (XSW-01 to XSW-10).
    private static EbmsErrorCode Missing(Seal seal, Element element) =>
        seal.References.Any(reference => reference.Target == $"another {element.LocalName}")
            ? EbmsErrorCode.FailedAuthentication
            : EbmsErrorCode.PolicyNoncompliance;
}
