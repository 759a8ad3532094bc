using Ics2.As4;
using MimeKit;

namespace Ics2.Load.Benchmarks;

/// <summary>The same message with MimeKit, a general and lenient library.</summary>
internal static class MimeKitBaseline
{
    /// <summary>Writes two parts, each of a media type, an id and a content.</summary>
    public static MemoryStream Write(params ReadOnlySpan<(string Type, string Id, ReadOnlyMemory<byte> Content)> parts)
    {
        using var message = new MultipartRelated();
        foreach (var (type, id, content) in parts)
        {
            message.Add(
                new MimePart(ContentType.Parse(type))
                {
                    ContentId = id,
                    ContentTransferEncoding = ContentEncoding.Binary,
                    Content = new MimeContent(content.AsStream(), ContentEncoding.Binary),
                }
            );
        }

        var output = new MemoryStream();
        message.WriteTo(output);
        return output;
    }

    /// <summary>Reads a message.</summary>
    public static Multipart Read(WireMessage wire) => (Multipart)MimeEntity.Load(ContentType.Parse(wire.ContentType), wire.Body.AsStream());

    /// <summary>The contents of its parts.</summary>
    public static IReadOnlyList<byte[]> Contents(Multipart message) =>
        [
            .. message
                .OfType<MimePart>()
                .Select(part =>
                {
                    using var content = new MemoryStream();
                    part.Content!.DecodeTo(content);
                    return content.ToArray();
                }),
        ];
}
