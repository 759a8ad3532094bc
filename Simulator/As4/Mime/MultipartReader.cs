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
    /// <summary>Reads a whole message.</summary>
    /// <param name="contentType">The Content-Type of the HTTP message.</param>
    /// <returns>The package; EBMS:0007 when the packaging is damaged.</returns>
    public Outcome<MimePackage> Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        if (!ContentType.TryParse(contentType, out var type, out var why))
        {
            return Damaged("mime.content-type", "The Content-Type cannot be used.", "multipart/related with boundary, type and start", why);
        }

        if (type.MediaType != "multipart/related")
        {
            return type.MediaType is "application/soap+xml" or "text/xml"
                ? new MimePackage(new MimePart(null, contentType!, body), [])
                : Damaged(
                    "mime.content-type",
                    "The body is not an AS4 message.",
                    "multipart/related (SOAP with attachments)",
                    type.MediaType
                );
        }

        if (!Split(type.Boundary!, body, out var bareLineFeeds).TryGet(out var parts, out var error))
        {
            return error;
        }

        if (RepeatedId(parts) is { } twice)
        {
            return Damaged(
                "mime.content-id",
                "Two parts carry the same Content-ID.",
                "each once",
                $"<{twice}> {parts.Count(part => part.ContentId == twice)} times"
            );
        }

        var root = type.Start is null ? parts[0] : parts.Find(part => part.ContentId == type.Start);
        if (root is null)
        {
            return Damaged(
                "mime.start",
                "The start parameter names no part (RFC 2387 3.2).",
                $"a part with Content-ID <{type.Start}>",
                string.Join(", ", parts.Select(part => $"<{part.ContentId}>"))
            );
        }

        parts.Remove(root);
        return new MimePackage(root, parts) { IsMultipart = true, BareLineFeeds = bareLineFeeds };
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

    private Outcome<List<MimePart>> Split(string boundary, ReadOnlyMemory<byte> body, out bool bareLineFeeds)
    {
        var delimiters = new DelimiterFinder(boundary, body);
        var parts = new List<MimePart>();
        bareLineFeeds = false;
        if (!delimiters.Next())
        {
            return Damaged("mime.boundary", "The boundary does not occur in the body.", $"a line --{boundary}", "none");
        }

        while (!delimiters.IsClosing)
        {
            var start = delimiters.LineEnd;
            if (!delimiters.Next())
            {
                return Damaged(
                    "mime.closing-boundary",
                    "The message ends without its closing delimiter, so its last part may be cut short.",
                    $"--{boundary}--",
                    "end of the body"
                );
            }

            if (parts.Count == limits.Parts)
            {
                return Damaged("mime.parts", "The message has too many parts.", $"at most {limits.Parts}", "more");
            }

            if (!ReadPart(body[start..delimiters.ContentEnd]).TryGet(out var part, out var error))
            {
                return error;
            }

            parts.Add(part);
        }

        bareLineFeeds = delimiters.SawBareLineFeed;
        return parts.Count > 0 ? parts : Damaged("mime.parts", "The message has no part.", "at least one", "none");
    }

    private Outcome<MimePart> ReadPart(ReadOnlyMemory<byte> part)
    {
        var headerBytes = HeaderLength(part.Span, out var contentStart);
        if (headerBytes < 0 || headerBytes > limits.PartHeaderBytes)
        {
            return Damaged(
                "mime.part-header",
                "The header of a part is too long or does not end.",
                $"at most {limits.PartHeaderBytes} bytes, then an empty line",
                headerBytes < 0 ? "no empty line" : $"{headerBytes} bytes"
            );
        }

        if (!PartHeader.TryRead(part.Span[..headerBytes], out var header, out var oddLine))
        {
            return Damaged(
                "mime.part-header",
                "The header of a part cannot be used.",
                $"at most {PartHeader.MaxFields} fields, each once, as Name: value",
                oddLine.Length > 100 ? oddLine[..100] : oddLine
            );
        }

        if (!TransferEncoding.TryDecode(header.TransferEncoding, part[contentStart..], out var content, out var why))
        {
            return Damaged(
                "mime.transfer-encoding",
                "The Content-Transfer-Encoding of a part does not fit it.",
                "binary, 8bit, 7bit, base64 or quoted-printable, and content that keeps to it",
                why
            );
        }

        return new MimePart(header.ContentId, header.ContentType ?? "text/plain", content);
    }

    private static int HeaderLength(ReadOnlySpan<byte> part, out int contentStart)
    {
        if (part.StartsWith("\r\n"u8) || part.StartsWith("\n"u8))
        {
            contentStart = part[0] == (byte)'\n' ? 1 : 2;
            return 0;
        }

        var strict = part.IndexOf("\r\n\r\n"u8);
        var bare = part[..(strict < 0 ? part.Length : strict + 1)].IndexOf("\n\n"u8);
        var isBare = bare >= 0;
        var length = isBare ? bare : strict;
        contentStart = length + (isBare ? 2 : 4);
        return length;
    }

    private static EbmsError Damaged(string check, string text, string expected, string found) =>
        new(EbmsErrorCode.MimeInconsistency, text)
        {
            CheckId = check,
            Expected = expected,
            Found = found,
            Source = "ICD 4.2.5, 4.2.6; RFC 2046; RFC 2387",
        };
}
