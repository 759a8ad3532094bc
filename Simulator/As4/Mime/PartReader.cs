using Ics2.As4.Messages;
using Ics2.As4.Profiles;

namespace Ics2.As4.Mime;

/// <summary>Reads the parts between the delimiters of a multipart body.</summary>
internal sealed class PartReader(ReadLimits limits)
{
    /// <summary>Reads all parts that can be read.</summary>
    /// <param name="faults">Takes what is wrong.</param>
    public List<MimePart> Read(DelimiterFinder delimiters, string boundary, ReadOnlyMemory<byte> body, List<EbmsError> faults)
    {
        var parts = new List<MimePart>();
        if (!delimiters.Next())
        {
            faults.Add(
                MultipartReader.Damaged(
                    "mime.boundary",
                    "The boundary does not occur in the body.",
                    $"a line --{boundary}",
                    "none",
                    "send the boundary that the Content-Type names, each on a line of its own"
                )
            );
            return parts;
        }

        while (!delimiters.IsClosing)
        {
            var start = delimiters.LineEnd;
            var isWhole = delimiters.Next();
            if (!isWhole)
            {
                faults.Add(
                    MultipartReader.Damaged(
                        "mime.closing-boundary",
                        "The message ends without its closing delimiter, so its last part may be cut short.",
                        $"--{boundary}--",
                        "end of the body",
                        "send the body to its end; look for a Content-Length that is too short"
                    )
                );
            }

            if (parts.Count == limits.Parts)
            {
                faults.Add(
                    MultipartReader.Damaged(
                        "mime.parts",
                        "The message has too many parts.",
                        $"{limits.Parts} at most",
                        "more",
                        "send one document with its attachments per message"
                    )
                );
                return parts;
            }

            if (ReadPart(body[start..(isWhole ? delimiters.ContentEnd : body.Length)], faults) is { } part)
            {
                parts.Add(part);
            }

            if (!isWhole)
            {
                return parts;
            }
        }

        if (parts.Count == 0 && faults.Count == 0)
        {
            faults.Add(
                MultipartReader.Damaged(
                    "mime.parts",
                    "The message has no part.",
                    "at least one",
                    "none",
                    "send the SOAP envelope as first part"
                )
            );
        }

        return parts;
    }

    private MimePart? ReadPart(ReadOnlyMemory<byte> part, List<EbmsError> faults)
    {
        var headerBytes = HeaderLength(part.Span, out var contentStart);
        if (headerBytes < 0 || headerBytes > limits.PartHeaderBytes)
        {
            faults.Add(
                MultipartReader.Damaged(
                    "mime.part-header",
                    "The header of a part is too long or does not end.",
                    $"{limits.PartHeaderBytes} bytes at most, then an empty line",
                    headerBytes < 0 ? "no empty line" : $"{headerBytes} bytes",
                    "end the header of each part with an empty line"
                )
            );
            return null;
        }

        if (!PartHeader.TryRead(part.Span[..headerBytes], out var header, out var oddLine))
        {
            faults.Add(
                MultipartReader.Damaged(
                    "mime.part-header",
                    "The header of a part cannot be used.",
                    $"{PartHeader.MaxFields} fields at most, each once, as Name: value",
                    oddLine.Length > 100 ? oddLine[..100] : oddLine,
                    "write every header field of a part once"
                )
            );
            return null;
        }

        if (!TransferEncoding.TryDecode(header.TransferEncoding, part[contentStart..], out var content, out var why))
        {
            faults.Add(
                MultipartReader.Damaged(
                    "mime.transfer-encoding",
                    "The Content-Transfer-Encoding of a part does not fit it.",
                    "binary, 8bit, 7bit, base64 or quoted-printable, and content that keeps to it",
                    why,
                    "send the parts as binary"
                )
            );
            content = part[contentStart..];
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
}
