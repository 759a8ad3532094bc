using System.Buffers;
using System.Text;

namespace Ics2.As4.Mime;

/// <summary>Writes multipart/related with the envelope first, as every message of the profile travels (as4-profile c, g).</summary>
internal static class MultipartWriter
{
    public const string EnvelopeType = "application/soap+xml";

    /// <summary>One attachment to write.</summary>
    /// <param name="ContentId">Without angle brackets.</param>
    /// <param name="ContentType">The media type.</param>
    /// <param name="FileName">For Content-Disposition; null for none.</param>
    /// <param name="Content">The bytes.</param>
    internal readonly record struct Attachment(string ContentId, string ContentType, string? FileName, ReadOnlyMemory<byte> Content);

    /// <summary>Writes a message.</summary>
    /// <param name="attachments">What follows it.</param>
    /// <param name="host">For the Content-ID of the envelope.</param>
    /// <param name="unique">What no other message has, and nobody could guess: it makes the boundary.</param>
    public static WireMessage Write(ReadOnlySpan<byte> envelope, IReadOnlyList<Attachment> attachments, string host, string unique)
    {
        var boundary = $"ics2-{unique}";
        var start = $"envelope-{unique}@{host}";
        var output = new ArrayBufferWriter<byte>(envelope.Length + attachments.Sum(attachment => attachment.Content.Length + 300) + 400);
        Header(
            output,
            $"--{boundary}\r\nContent-Type: {EnvelopeType}; charset=UTF-8\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <{start}>\r\n\r\n"
        );
        output.Write(envelope);
        foreach (var attachment in attachments)
        {
            var disposition = attachment.FileName is null ? "" : $"Content-Disposition: attachment; filename=\"{attachment.FileName}\"\r\n";
            Header(
                output,
                $"\r\n--{boundary}\r\nContent-Type: {attachment.ContentType}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: "
                    + $"<{attachment.ContentId}>\r\n{disposition}\r\n"
            );
            output.Write(attachment.Content.Span);
        }

        Header(output, $"\r\n--{boundary}--\r\n");
        return new WireMessage(
            $"multipart/related; type=\"{EnvelopeType}\"; start=\"<{start}>\"; boundary=\"{boundary}\"",
            output.WrittenMemory
        );
    }

    private static void Header(ArrayBufferWriter<byte> output, string text) => Encoding.ASCII.GetBytes(text, output);
}
