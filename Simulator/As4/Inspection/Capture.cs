using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ics2.As4.Inspection;

/// <summary>
/// A captured message in a file: HTTP header lines, an empty line, the body, which is how captures are written here; or a bare MIME or
/// SOAP body, recognised by its first bytes (cli-json, last paragraph).
/// </summary>
public static class Capture
{
    private const int MaxHeaderBytes = 64 * 1024;

    /// <summary>Reads a capture.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="contentType">The Content-Type of a bare body; null to recognise it.</param>
    /// <param name="message">Content type and body.</param>
    /// <param name="why">Otherwise, why the file is not a capture.</param>
    /// <returns>True when it is one.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        string? contentType,
        [NotNullWhen(true)] out WireMessage? message,
        [NotNullWhen(false)] out string? why
    )
    {
        why = null;
        message = null;
        var span = bytes.Span;
        var first = (span.StartsWith(Encoding.UTF8.Preamble) ? span[3..] : span).TrimStart("\r\n \t"u8);
        if (contentType is not null)
        {
            message = new WireMessage(contentType, bytes);
        }
        else if (first.StartsWith("--"u8))
        {
            message = Bare(first, bytes);
        }
        else if (first.StartsWith("<"u8))
        {
            message = new WireMessage("application/soap+xml", bytes);
        }
        else
        {
            why = ReadHeaders(bytes, out message);
            if (message is null && DelimiterAt(first) is { IsEmpty: false } delimiter)
            {
                (message, why) = (Bare(delimiter, bytes), null);
            }
        }

        return message is not null;
    }

    // A bare body says its boundary itself.
    private static WireMessage Bare(ReadOnlySpan<byte> delimiter, ReadOnlyMemory<byte> bytes)
    {
        var line = delimiter[2..(delimiter.IndexOf((byte)'\n') is var end and > 0 ? end : delimiter.Length)].TrimEnd("\r \t"u8);
        return new WireMessage($"multipart/related; boundary=\"{Encoding.Latin1.GetString(line)}\"", bytes);
    }

    // Behind a preamble (RFC 2046 5.1.1): a delimiter line, and the header of a part below it.
    private static ReadOnlySpan<byte> DelimiterAt(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, MaxHeaderBytes)];
        while (head.IndexOf("\n--"u8) is var at and >= 0)
        {
            head = head[(at + 1)..];
            if (head.IndexOf((byte)'\n') is var end and > 3 && head[(end + 1)..].StartsWith("Content-"u8))
            {
                return head;
            }
        }

        return default;
    }

    /// <summary>Writes a capture.</summary>
    /// <param name="firstLine">A request or status line; null for none.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] Write(WireMessage message, string? firstLine = null)
    {
        var head =
            $"{(firstLine is null ? "" : firstLine + "\r\n")}Content-Type: {message.ContentType}\r\nContent-Length: {message.Body.Length}\r\n\r\n";
        return [.. Encoding.UTF8.GetBytes(head), .. message.Body.Span];
    }

    private static string? ReadHeaders(ReadOnlyMemory<byte> bytes, out WireMessage? message)
    {
        message = null;
        var head = bytes.Span[..Math.Min(bytes.Length, MaxHeaderBytes)];
        var crlf = head.IndexOf("\r\n\r\n"u8);
        var lf = head.IndexOf("\n\n"u8);
        var (end, bodyStart) = crlf >= 0 && (lf < 0 || crlf < lf) ? (crlf, crlf + 4) : (lf, lf + 2);
        if (end < 0)
        {
            return "it begins neither with HTTP headers and an empty line, nor with a MIME boundary, nor with XML; give --content-type";
        }

        var lines = Encoding
            .Latin1.GetString(head[..end])
            .ReplaceLineEndings("\n")
            .Replace("\n ", " ", StringComparison.Ordinal)
            .Replace("\n\t", " ", StringComparison.Ordinal)
            .Split('\n');
        var contentType = Field(lines, "Content-Type:");
        if (contentType is null)
        {
            return bodyStart == bytes.Length
                ? "it is an HTTP message without a body: that is how receipts and errors are taken, and what an outage may answer to a message"
                : "its header lines hold no Content-Type; give --content-type";
        }

        message = new WireMessage(contentType, bytes[bodyStart..]) { ContentEncoding = Field(lines, "Content-Encoding:") };
        return null;
    }

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase))?[name.Length..].Trim();
}
