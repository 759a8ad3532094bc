using System.Text;
using Ics2.As4.Messages;
using Ics2.As4.Profiles;

namespace Ics2.As4.Mime;

/// <summary>
/// Takes a multipart/related message apart over the bytes received, without copying the parts. Strict where leniency would let two
/// receivers see two messages: a general MIME library repairs what has to be refused here (attack-cases section 7).
/// </summary>
/// <param name="limits">Bounds on what is read.</param>
public sealed class MultipartReader(ReadLimits limits)
{
    private readonly PartReader _parts = new(limits);

    /// <summary>Reads a whole message.</summary>
    /// <param name="contentType">The Content-Type of the HTTP message.</param>
    /// <returns>The package; EBMS:0007 when the packaging is damaged.</returns>
    public Outcome<MimePackage> Read(string? contentType, ReadOnlyMemory<byte> body) => ReadAsFarAsPossible(contentType, body).Strict;

    /// <summary>Reads what can be read, and goes on after a fault.</summary>
    /// <param name="contentType">The Content-Type of the HTTP message.</param>
    /// <param name="contentEncoding">Its Content-Encoding; null when it has none.</param>
    /// <returns>The package as far as it could be read, and the faults, each EBMS:0007.</returns>
    public Reading<MimePackage> ReadAsFarAsPossible(string? contentType, ReadOnlyMemory<byte> body, string? contentEncoding = null)
    {
        var faults = new List<EbmsError>();
        if (!string.IsNullOrEmpty(contentEncoding) && !contentEncoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(
                Damaged(
                    "mime.content-encoding",
                    $"The whole HTTP body is encoded with Content-Encoding {Shorten(contentEncoding)}, which AS4 does not know.",
                    "no Content-Encoding; every part is compressed by itself (ICD 4.2.5)",
                    Shorten(contentEncoding),
                    "switch HTTP compression of requests off; gzip belongs into the parts, with CompressionType in PartProperties"
                )
            );
        }

        if (!ContentType.TryParse(contentType, out var type, out var why))
        {
            faults.Add(
                Damaged(
                    "mime.content-type",
                    $"The Content-Type cannot be used: {why}.",
                    "multipart/related with boundary, type and start",
                    why,
                    "have the client write multipart/related; type=\"application/soap+xml\"; start=\"<...>\"; boundary=\"...\""
                )
            );
            type = Guessed(body);
        }
        else if (type.MediaType is "application/soap+xml" or "text/xml")
        {
            return new(new MimePackage(new MimePart(null, contentType!, body), []) { Remarks = type.Remarks }, faults);
        }
        else if (type.MediaType != "multipart/related")
        {
            faults.Add(
                Damaged(
                    "mime.content-type",
                    $"The body is not an AS4 message: its Content-Type is {type.MediaType}.",
                    "multipart/related (SOAP with attachments)",
                    type.MediaType,
                    "switch the client to SOAP with attachments (multipart/related)"
                )
            );
            type = type.Boundary is null ? Guessed(body) : type;
        }

        return new(type is null ? null : ReadParts(type, body, faults), faults);
    }

    private MimePackage? ReadParts(ContentType type, ReadOnlyMemory<byte> body, List<EbmsError> faults)
    {
        var delimiters = new DelimiterFinder(type.Boundary!, body);
        var parts = _parts.Read(delimiters, type.Boundary!, body, faults);
        if (parts.Count == 0)
        {
            return null;
        }

        if (RepeatedId(parts) is { } twice)
        {
            faults.Add(
                Damaged(
                    "mime.content-id",
                    "Two parts carry the same Content-ID.",
                    "each once",
                    $"<{twice}> {parts.Count(part => part.ContentId == twice)} times",
                    "give every part a Content-ID of its own"
                )
            );
        }

        var root = type.Start is null ? parts[0] : parts.Find(part => part.ContentId == type.Start);
        if (root is null)
        {
            faults.Add(
                Damaged(
                    "mime.start",
                    "The start parameter names no part (RFC 2387 3.2).",
                    $"a part with Content-ID <{type.Start}>",
                    string.Join(", ", parts.Select(part => $"<{part.ContentId}>")),
                    "make start of the Content-Type and the Content-ID of the envelope part equal"
                )
            );
            root = parts[0];
        }

        return new MimePackage(root, [.. parts.Where(part => !ReferenceEquals(part, root))])
        {
            IsMultipart = true,
            BareLineFeeds = delimiters.SawBareLineFeed,
            Remarks = [.. type.Remarks, .. Before(delimiters, body.Span)],
        };
    }

    // RFC 2046 5.1.1 has a preamble ignored; HTTP knows none, and a byte order mark makes strict readers miss the first delimiter.
    private static IEnumerable<MimeRemark> Before(DelimiterFinder delimiters, ReadOnlySpan<byte> body)
    {
        if (delimiters.HasByteOrderMark)
        {
            return
            [
                new MimeRemark(
                    "mime.byte-order-mark",
                    "the body begins with its first boundary",
                    "A byte order mark (EF BB BF) stands before the first boundary; tolerated here, others do not find the first part.",
                    "--boundary at the very beginning",
                    "EF BB BF",
                    "write the body as bytes, without a byte order mark"
                ),
            ];
        }

        var before = Encoding.Latin1.GetString(body[..delimiters.FirstAt]).Trim();
        return before.Length == 0
            ? []
            :
            [
                new MimeRemark(
                    "mime.preamble",
                    "the body begins with its first boundary",
                    "A preamble stands before the first boundary; it is ignored here, and others refuse it.",
                    "--boundary at the very beginning",
                    $"'{(before.Length > 60 ? before[..60] + "…" : before)}'",
                    "switch the preamble of the MIME library off"
                ),
            ];
    }

    // So that an explanation goes on although the header is of no use: a body says its boundary itself.
    private static ContentType? Guessed(ReadOnlyMemory<byte> body)
    {
        var start = body.Span.TrimStart("\r\n \t"u8);
        if (!start.StartsWith("--"u8))
        {
            return null;
        }

        var line = start[2..(start.IndexOf((byte)'\n') is var end and > 0 ? end : start.Length)].TrimEnd("\r \t"u8);
        return line.Length is > 0 and <= 70
            ? new ContentType("multipart/related", Encoding.Latin1.GetString(line), null, null, null)
            : null;
    }

    private static string? RepeatedId(List<MimePart> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            for (var other = i + 1; other < parts.Count; other++)
            {
                if (parts[i].ContentId is { } id && id == parts[other].ContentId)
                {
                    return id;
                }
            }
        }

        return null;
    }

    private static string Shorten(string text) => text.Length > 40 ? text[..40] : text;

    internal static EbmsError Damaged(string check, string text, string expected, string found, string remedy) =>
        new(EbmsErrorCode.MimeInconsistency, text)
        {
            CheckId = check,
            Expected = expected,
            Found = found,
            Remedy = remedy,
            Source = "ICD 4.2.5, 4.2.6; RFC 2046; RFC 2387",
        };
}
