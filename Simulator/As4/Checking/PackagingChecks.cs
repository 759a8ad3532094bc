using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Names;

namespace Ics2.As4.Checking;

/// <summary>The checks on how a message is packed: MIME, the envelope part, the empty Body (as4-profile c, g).</summary>
internal static class PackagingChecks
{
    private const string EnvelopeType = "application/soap+xml";

    public static void Check(CheckList checks, Envelope envelope, MimePackage package)
    {
        checks.Require(
            "mime.line-ends",
            "RFC 2046 5.1.1",
            "MIME lines end with CR LF",
            !package.BareLineFeeds,
            EbmsErrorCode.MimeInconsistency,
            "CR LF",
            package.BareLineFeeds ? "bare LF" : "CR LF",
            "A MIME line ends with a bare line feed.",
            "write CR LF behind every MIME header and boundary"
        );
        foreach (var remark in package.Remarks)
        {
            checks.Advise(
                remark.Id,
                "RFC 2045, 2046; spec/field F-18",
                remark.Text,
                false,
                remark.Expected,
                remark.Found,
                remark.Fault,
                remark.Remedy
            );
        }

        checks.Advise(
            "mime.multipart",
            "as4-profile g, MIME always",
            "the message is packed as multipart/related",
            package.IsMultipart,
            "multipart/related",
            package.IsMultipart ? "multipart/related" : "a bare SOAP envelope",
            "The message is a bare SOAP envelope, not multipart/related.",
            "have the client send SOAP with attachments always, also without a part"
        );
        CheckEnvelopePart(checks, package);
        var mustUnderstand = envelope.Messaging.Attribute(Ns.Soap, "mustUnderstand");
        checks.Advise(
            "envelope.must-understand",
            "ICD Annex 6",
            "eb:Messaging is marked mustUnderstand",
            mustUnderstand is "true" or "1",
            "true",
            mustUnderstand ?? "absent",
            "eb:Messaging is not marked mustUnderstand.",
            "write S:mustUnderstand=\"true\" on eb:Messaging"
        );
        var fault = envelope.Signal is ErrorSignal && envelope.Body.FirstChild is { LocalName: "Fault", NextSibling: null };
        var isEmpty = envelope.Body.IsEmpty || fault;
        var held = envelope.Body.HoldsElements ? string.Join(", ", envelope.Body.Children.Take(3)) : "text";
        checks.Require(
            "envelope.body-empty",
            "ICD 4.2.5, 4.2.6",
            "the SOAP Body is empty; documents travel as MIME parts",
            isEmpty,
            EbmsErrorCode.ProcessingModeMismatch,
            "an empty Body",
            isEmpty ? "empty" : held,
            $"The SOAP Body is not empty, it holds {held}.",
            "send the document as a MIME part named by eb:PartInfo"
        );
    }

    private static void CheckEnvelopePart(CheckList checks, MimePackage package)
    {
        var type = ContentType.TryParse(package.Root.ContentType, out var parsed, out _) ? parsed : null;
        var charset = type?.Charset;
        checks.Require(
            "envelope.charset",
            "SOAP 1.2; ICD 4.2.5",
            "the envelope is UTF-8",
            charset is null or "utf-8",
            EbmsErrorCode.ValueInconsistent,
            "utf-8",
            charset ?? "none stated",
            $"The envelope part states the charset {charset}, not UTF-8.",
            "write the envelope in UTF-8, and charset=UTF-8"
        );
        checks.Advise(
            "envelope.content-type",
            "as4-profile c",
            "the envelope part is application/soap+xml",
            type?.MediaType == EnvelopeType,
            EnvelopeType,
            type?.MediaType ?? package.Root.ContentType,
            $"The envelope part is {type?.MediaType ?? package.Root.ContentType}, not {EnvelopeType}.",
            "set the Content-Type of the first part to application/soap+xml; charset=UTF-8"
        );
    }
}
