using System.IO.Compression;
using System.Text;

namespace Ics2.Rehearsal.Reporting;

/// <summary>
/// What is inside a captured message: HTTP headers where the file begins with them, the SOAP envelope, the documents unpacked. It reads for
/// people and judges nothing; what it cannot read it leaves out, and the capture is linked.
/// </summary>
internal sealed class CaptureParts
{
    private const int MaxFile = 8 * 1024 * 1024;
    private const int MaxUnpacked = 2 * 1024 * 1024;
    private const int MaxParts = 50;

    private static readonly byte[] Gzip = [0x1f, 0x8b];

    /// <summary>The HTTP headers, as captured.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; private init; } = [];

    /// <summary>The parts after the envelope, unpacked: their type and bytes.</summary>
    public IReadOnlyList<(string Type, byte[] Content)> Documents { get; private init; } = [];

    /// <summary>Reads a capture.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What is inside; nothing of a file that is missing, too large or no capture.</returns>
    public static CaptureParts Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length <= MaxFile ? Read(File.ReadAllBytes(path)) : new CaptureParts();
    }

    private static CaptureParts Read(ReadOnlySpan<byte> capture)
    {
        var headers = new List<(string Name, string Value)>();
        if (!capture.StartsWith("--"u8) && !capture.StartsWith("<"u8))
        {
            headers = TakeHeaders(ref capture);
        }

        return new CaptureParts { Headers = headers, Documents = [.. DocumentsIn(capture)] };
    }

    private static List<(string Type, byte[] Content)> DocumentsIn(ReadOnlySpan<byte> body)
    {
        var documents = new List<(string, byte[])>();
        var lineEnd = body.IndexOf("\n"u8);
        if (!body.StartsWith("--"u8) || lineEnd < 0)
        {
            return documents;
        }

        var boundary = body[..lineEnd].TrimEnd("\r"u8).ToArray();
        body = body[(lineEnd + 1)..];
        for (var number = 0; number < MaxParts && body.IndexOf(boundary) is var end and >= 0; number++)
        {
            var content = TrimLineEnd(body[..end]);
            var headers = TakeHeaders(ref content);
            if (number > 0)
            {
                var type = headers.FirstOrDefault(header => header.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
                documents.Add((type ?? "", content.StartsWith(Gzip) ? Unpack(content.ToArray()) : content.ToArray()));
            }

            body = body[(end + boundary.Length)..];
            if (body.StartsWith("--"u8))
            {
                break;
            }

            body = body[(body.IndexOf("\n"u8) + 1)..];
        }

        return documents;
    }

    private static List<(string Name, string Value)> TakeHeaders(ref ReadOnlySpan<byte> text)
    {
        var headers = new List<(string Name, string Value)>();
        while (text.IndexOf("\n"u8) is var end and >= 0)
        {
            var line = Encoding.UTF8.GetString(text[..end]).TrimEnd('\r');
            text = text[(end + 1)..];
            if (line.Length == 0)
            {
                break;
            }

            if (line.Split(':', 2) is [var name, var value])
            {
                headers.Add((name, value.Trim()));
            }
        }

        return headers;
    }

    private static ReadOnlySpan<byte> TrimLineEnd(ReadOnlySpan<byte> part) =>
        part.EndsWith("\r\n"u8) ? part[..^2]
        : part.EndsWith("\n"u8) ? part[..^1]
        : part;

    private static byte[] Unpack(byte[] content)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            var unpacked = new byte[MaxUnpacked];
            var count = gzip.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
            return unpacked[..count];
        }
        catch (InvalidDataException)
        {
            return content; // a message that is wrong on purpose
        }
    }
}
