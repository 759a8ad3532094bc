using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Compression;

/// <summary>Sees the contents of a message come by.</summary>
public interface IPayloadSink
{
    /// <summary>A content begins.</summary>
    /// <param name="mimeType">As the property MimeType states it.</param>
    /// <param name="length">Its length as the message states it; wrong only in a message that is refused afterwards.</param>
    void Begin(string mimeType, long length);

    /// <summary>The next piece of it.</summary>
    /// <param name="piece">Not to be kept.</param>
    void Take(ReadOnlySpan<byte> piece);
}

/// <summary>What the parts of a message expand to.</summary>
/// <param name="Lengths">Bytes, in the order of the header: the business document first.</param>
public sealed record ExpandedSizes(IReadOnlyList<int> Lengths);

/// <summary>Expands the parts that a user message names.</summary>
/// <param name="profile">Compression and limits.</param>
public sealed class PayloadReader(Profile profile)
{
    private const int MaxLooked = 4096;

    /// <summary>Expands every part and keeps what comes out.</summary>
    /// <param name="header">The user message.</param>
    /// <param name="package">Its parts; that each named one exists was checked before.</param>
    /// <returns>The contents in the order of the header; EBMS:0303 when one cannot be expanded.</returns>
    public Outcome<PayloadSet> Read(UserMessage header, MimePackage package) => Read(header, package, header.Parts.Count);

    /// <summary>Expands the business document alone; nobody but its recipient reads the attachments.</summary>
    /// <returns>The document, or an empty set where the message carries none; EBMS:0303 when it cannot be expanded.</returns>
    public Outcome<PayloadSet> ReadDocument(UserMessage header, MimePackage package) =>
        Read(header, package, Math.Min(1, header.Parts.Count));

    /// <summary>
    /// Expands every part piece by piece and keeps nothing: a message may have a hundred megabytes, and who judges it needs none of them.
    /// </summary>
    /// <param name="sink">Sees what comes by; null when nobody wants to.</param>
    /// <returns>Bytes of each content in the order of the header; EBMS:0303 when one cannot be expanded.</returns>
    public Outcome<ExpandedSizes> Pass(UserMessage header, MimePackage package, IPayloadSink? sink) =>
        Scan(header, package, sink).TryGet(out var scans, out var error)
            ? new ExpandedSizes([.. scans.Select(scan => scan.Length)])
            : error;

    /// <summary>Judges every part as <see cref="Read(UserMessage, MimePackage)"/> does, without keeping what it expands to.</summary>
    /// <returns>Length and beginning of each content in the order of the header; EBMS:0303 when one cannot be expanded.</returns>
    internal Outcome<IReadOnlyList<GzipScan>> Scan(UserMessage header, MimePackage package, IPayloadSink? sink = null)
    {
        var scans = new List<GzipScan>(header.Parts.Count);
        var sum = 0L;
        foreach (var info in header.Parts)
        {
            if (package.Find(info.ContentId ?? "") is not { } part)
            {
                return Absent(info);
            }

            var limits = LimitsOf(scans.Count, sum);
            if (info.Property("CompressionType") is null)
            {
                sink?.Begin(MimeType(info, part), part.Content.Length);
                sink?.Take(part.Content.Span);
                scans.Add(new GzipScan(part.Content.Length, part.Content.Span[..Math.Min(part.Content.Length, MaxLooked)].ToArray(), null));
            }
            else if (GzipScan.TryRead(part.Content, limits, hash: null, out var scan, out var why, sink, MimeType(info, part)))
            {
                scans.Add(scan);
            }
            else
            {
                return Unexpandable(info, limits, why);
            }

            sum += scans[^1].Length;
            if (sum > profile.MaxExpandedBytes)
            {
                return TooMuch();
            }
        }

        return scans;
    }

    private Outcome<PayloadSet> Read(UserMessage header, MimePackage package, int count)
    {
        var payloads = new List<Payload>(count);
        var sum = 0L;
        foreach (var info in header.Parts.Take(count))
        {
            var part = package.Find(info.ContentId ?? "");
            if (part is null)
            {
                return Absent(info);
            }

            var content = part.Content;
            if (info.Property("CompressionType") is not null)
            {
                var limits = LimitsOf(payloads.Count, sum);
                if (!Gzip.TryExpand(part.Content, limits, out content, out var why))
                {
                    return Unexpandable(info, limits, why);
                }
            }

            sum += content.Length;
            if (sum > profile.MaxExpandedBytes)
            {
                return TooMuch();
            }

            payloads.Add(new Payload(info.ContentId!, MimeType(info, part), content));
        }

        return new PayloadSet(payloads);
    }

    private static string MimeType(PartInfo info, MimePart part) => info.Property("MimeType") ?? part.ContentType;

    // The first part is the business document, which may be larger; all together have a limit of their own.
    private ReadLimits LimitsOf(int index, long before)
    {
        var most = index == 0 ? profile.MaxBusinessDocumentBytes : profile.Limits.ExpandedBytes;
        return profile.Limits with { ExpandedBytes = (int)Math.Min(most, profile.MaxExpandedBytes - before) };
    }

    private EbmsError TooMuch() =>
        new(EbmsErrorCode.DecompressionFailure, "The parts of the message expand to more than a message may have.")
        {
            CheckId = "payload.sum",
            Expected = $"at most {profile.MaxExpandedBytes} bytes in all parts together once expanded",
            Found = "more",
            Remedy = "send fewer or smaller attachments with one message, and the others with IE3R02",
            Source = "ICD 4.2.6",
        };

    private static EbmsError Absent(PartInfo info) =>
        new(EbmsErrorCode.ExternalPayloadError, $"The part {info.Href} is not in the message.")
        {
            CheckId = "payload.present",
            Expected = "a MIME part for every eb:PartInfo",
            Found = "none",
            Remedy = "make the Content-ID of the part and the href of eb:PartInfo equal",
            Source = "as4-profile e",
        };

    private EbmsError Unexpandable(PartInfo info, ReadLimits limits, string why) =>
        new(EbmsErrorCode.DecompressionFailure, $"The part {info.Href} cannot be expanded: {why}.")
        {
            CheckId = "payload.gzip",
            Expected =
                $"one complete gzip member of at most {limits.ExpandedBytes} bytes expanded"
                + (
                    limits.ExpandedBytes < profile.Limits.ExpandedBytes ? $", what is left of {profile.MaxExpandedBytes} for all parts" : ""
                ),
            Found = why,
            Remedy = "compress the part once with gzip, before sealing, and send all of it and nothing behind it",
            Source = "ICD 4.2.5, 4.2.6; RFC 1952",
        };
}
