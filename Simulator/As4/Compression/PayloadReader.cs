using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>Expands the parts that a user message names.</summary>
/// <param name="profile">Compression and limits.</param>
public sealed class PayloadReader(Profile profile)
{
    private const int MaxLooked = 4096;

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
                return Absent(info);
            }

            var content = part.Content;
            if (info.Property("CompressionType") is not null)
            {
                var limits = LimitsOf(payloads.Count);
                if (!Gzip.TryExpand(part.Content, limits, out content, out var why))
                {
                    return Unexpandable(info, limits, why);
                }
            }

            payloads.Add(new Payload(info.ContentId!, info.Property("MimeType") ?? part.ContentType, content));
        }

        return new PayloadSet(payloads);
    }

    /// <summary>Judges every part as <see cref="Read"/> does, without keeping what it expands to.</summary>
    /// <returns>Length and beginning of each content in the order of the header; EBMS:0303 when one cannot be expanded.</returns>
    internal Outcome<IReadOnlyList<GzipScan>> Scan(UserMessage header, MimePackage package)
    {
        var scans = new List<GzipScan>(header.Parts.Count);
        foreach (var info in header.Parts)
        {
            if (package.Find(info.ContentId ?? "") is not { } part)
            {
                return Absent(info);
            }

            var limits = LimitsOf(scans.Count);
            if (info.Property("CompressionType") is null)
            {
                scans.Add(new GzipScan(part.Content.Length, part.Content.Span[..Math.Min(part.Content.Length, MaxLooked)].ToArray(), null));
            }
            else if (GzipScan.TryRead(part.Content, limits, hash: null, out var scan, out var why))
            {
                scans.Add(scan);
            }
            else
            {
                return Unexpandable(info, limits, why);
            }
        }

        return scans;
    }

    // The first part is the business document, which may be larger.
    private ReadLimits LimitsOf(int index) =>
        index == 0 ? profile.Limits with { ExpandedBytes = profile.MaxBusinessDocumentBytes } : profile.Limits;

    private static EbmsError Absent(PartInfo info) =>
        new(EbmsErrorCode.ExternalPayloadError, $"The part {info.Href} is not in the message.")
        {
            CheckId = "payload.present",
            Expected = "a MIME part for every eb:PartInfo",
            Found = "none",
            Remedy = "make the Content-ID of the part and the href of eb:PartInfo equal",
            Source = "as4-profile e",
        };

    private static EbmsError Unexpandable(PartInfo info, ReadLimits limits, string why) =>
        new(EbmsErrorCode.DecompressionFailure, $"The part {info.Href} cannot be expanded: {why}.")
        {
            CheckId = "payload.gzip",
            Expected = $"one complete gzip member of at most {limits.ExpandedBytes} bytes expanded",
            Found = why,
            Remedy = "compress the part once with gzip, before sealing, and send all of it",
            Source = "ICD 4.2.5, 4.2.6; RFC 1952",
        };
}
