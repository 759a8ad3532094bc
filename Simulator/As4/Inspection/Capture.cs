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
        var first = span.TrimStart("\r\n \t"u8);
        if (contentType is not null)
        {
            message = new WireMessage(contentType, bytes);
        }
        else if (first.StartsWith("--"u8))
        {
            var line = first[2..(first.IndexOf((byte)'\n') is var end and > 0 ? end : first.Length)].TrimEnd("\r \t"u8);
            message = new WireMessage($"multipart/related; boundary=\"{Encoding.Latin1.GetString(line)}\"", bytes);
        }
        else if (first.StartsWith("<"u8) || first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)'<']))
        {
            message = new WireMessage("application/soap+xml", bytes);
        }
        else
        {
            why = ReadHeaders(bytes, out message);
        }

        return message is not null;
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
        var contentType = lines
            .FirstOrDefault(line => line.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))
            ?["Content-Type:".Length..].Trim();
        if (contentType is null)
        {
            return "its header lines hold no Content-Type; give --content-type";
        }

        message = new WireMessage(contentType, bytes[bodyStart..]);
        return null;
    }
}
