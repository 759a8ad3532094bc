using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>Expands the parts that a user message names.</summary>
/// <param name="profile">Compression and limits.</param>
public sealed class PayloadReader(Profile profile)
{
    /// <summary>Expands every part.</summary>
    /// <param name="header">The user message.</param>
    /// <param name="package">Its parts; that each named one exists was checked before.</param>
    /// <returns>The contents in the order of the header; EBMS:0303 when one cannot be expanded.</returns>
    public Outcome<PayloadSet> Read(UserMessage header, MimePackage package)
    {
        var payloads = new List<Payload>(header.Parts.Count);
        foreach (var info in header.Parts)
        {
            var part = package.Find(info.ContentId ?? "");
            if (part is null)
            {
                return new EbmsError(EbmsErrorCode.ExternalPayloadError, $"The part {info.Href} is not in the message.")
                {
                    CheckId = "payload.present",
                    Expected = "a MIME part for every eb:PartInfo",
                    Found = "none",
                    Remedy = "make the Content-ID of the part and the href of eb:PartInfo equal",
                    Source = "as4-profile e",
                };
            }

            var content = part.Content;
            if (info.Property("CompressionType") is not null)
            {
                var limits =
                    payloads.Count == 0 ? profile.Limits with { ExpandedBytes = profile.MaxBusinessDocumentBytes } : profile.Limits;
                if (!Gzip.TryExpand(part.Content, limits, out content, out var why))
                {
                    return new EbmsError(EbmsErrorCode.DecompressionFailure, $"The part {info.Href} cannot be expanded: {why}.")
                    {
                        CheckId = "payload.gzip",
                        Expected = $"one complete gzip member of at most {limits.ExpandedBytes} bytes expanded",
                        Found = why,
                        Remedy = "compress the part once with gzip, before sealing, and send all of it",
                        Source = "ICD 4.2.5, 4.2.6; RFC 1952",
                    };
                }
            }

            payloads.Add(new Payload(info.ContentId!, info.Property("MimeType") ?? part.ContentType, content));
        }

        return new PayloadSet(payloads);
    }
}
