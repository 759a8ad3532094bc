using System.IO.Compression;
using System.Text;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about documents and attachments.</summary>
internal static class PayloadMistakes
{
    private const string PMode = "EBMS:0010",
        Inconsistent = "EBMS:0003",
        External = "EBMS:0011",
        Gzip = "EBMS:0303";

    private static readonly byte[] Xml = "<IE3F10 xmlns=\"urn:wco:datamodel:eu:ics2:2\"/>"u8.ToArray();
    private static readonly (string, string)[] Uncompressed = [("MimeType", "application/xml"), ("CharacterSet", "utf-8")];
    private static readonly ProductPart Pdf = new()
    {
        ContentId = "scan@trader.example",
        Href = "cid:scan@trader.example",
        Properties = [("MimeType", "application/pdf"), ("CompressionType", "application/gzip")],
        Content = ProductPart.Zip("%PDF-1.7"u8),
    };

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new(
            "not compressed",
            p => With(p, part => part with { Properties = Uncompressed, Content = Xml, ContentType = "application/xml" }),
            "",
            "not compressed"
        )
        {
            Remedy = "gzip",
        },
        new("compressed without CompressionType", p => With(p, part => part with { Properties = Uncompressed }), "", "still is gzip")
        {
            Remedy = "CompressionType",
        },
        new("compressed twice", p => With(p, part => part with { Content = ProductPart.Zip(part.Content) }), "", "compressed twice")
        {
            Remedy = "once",
        },
        new("CompressionType without compression", p => With(p, part => part with { Content = Xml }), Gzip, "cannot be expanded"),
        new("compressed with deflate", p => With(p, part => part with { Content = Deflated(Xml) }), Gzip, "cannot be expanded"),
        new("zip archive", p => With(p, part => part with { Content = ProductPart.Zip([0x50, 0x4B, 3, 4, 0, 0]) }), "", "zip archive"),
        new(
            "CompressionType application/x-gzip",
            p => Properties(p, ("MimeType", "application/xml"), ("CompressionType", "application/x-gzip")),
            Gzip,
            "application/x-gzip"
        ),
        new("CompressionType gzip", p => Properties(p, ("MimeType", "application/xml"), ("CompressionType", "gzip")), Gzip, "'gzip'"),
        new(
            "property names in lower case",
            p => Properties(p, ("mimetype", "application/xml"), ("compressiontype", "application/gzip")),
            PMode,
            "'mimetype'"
        ),
        new("no MimeType", p => Properties(p, ("CompressionType", "application/gzip")), PMode, "MimeType"),
        new("MimeType text/xml", p => Properties(p, ("MimeType", "text/xml"), ("CompressionType", "application/gzip")), PMode, "text/xml"),
        new(
            "MimeType application/octet-stream",
            p => Properties(p, ("MimeType", "application/octet-stream"), ("CompressionType", "application/gzip")),
            PMode,
            "application/octet-stream"
        ),
        new(
            "MimeType of the compressed part",
            p => Properties(p, ("MimeType", "application/gzip"), ("CompressionType", "application/gzip")),
            PMode,
            "application/gzip"
        ),
        new(
            "CharacterSet ISO-8859-1",
            p => Properties(p, ("MimeType", "application/xml"), ("CharacterSet", "ISO-8859-1"), ("CompressionType", "application/gzip")),
            Inconsistent,
            "ISO-8859-1"
        ),
        new(
            "CharacterSet UTF-16",
            p => Properties(p, ("MimeType", "application/xml"), ("CharacterSet", "UTF-16"), ("CompressionType", "application/gzip")),
            Inconsistent,
            "UTF-16"
        ),
        new("document in the Body", p => p with { Body = Encoding.UTF8.GetString(Xml), Parts = [] }, PMode, "Body is not empty")
        {
            Remedy = "MIME part",
        },
        new(
            "part by hyperlink",
            p => With(p, part => part with { Href = "https://trader.example/doc.xml" }),
            PMode,
            "https://trader.example/doc.xml"
        ),
        new("part without href", p => With(p, part => part with { Href = null }), PMode, "no href"),
        new("href without cid:", p => With(p, part => part with { Href = "doc@trader.example" }), PMode, "no cid:"),
        new(
            "href with angle brackets",
            p => With(p, part => part with { Href = "cid:&lt;doc@trader.example&gt;" }),
            External,
            "not in the message"
        ),
        new(
            "href of another part",
            p => With(p, part => part with { Href = "cid:other@trader.example" }),
            External,
            "cid:other@trader.example"
        )
        {
            Remedy = "equal",
        },
        new("no part", p => p with { Parts = [] }, External, "names no part"),
        new("attachment with a message that takes none", p => p with { Parts = [.. p.Parts, Pdf] }, PMode, "may not carry attachments"),
        new(
            "second document",
            p => p with { Action = "IE3F20", Parts = [.. p.Parts, p.Parts[0] with { ContentId = "b@x", Href = "cid:b@x" }] },
            PMode,
            "no attachment"
        ),
        new(
            "attachment of another type",
            p =>
                p with
                {
                    Action = "IE3F20",
                    Parts = [.. p.Parts, Pdf with { Properties = [("MimeType", "image/png"), ("CompressionType", "application/gzip")] }],
                },
            PMode,
            "image/png"
        ),
        new(
            "part labelled application/xml",
            p => With(p, part => part with { ContentType = "application/xml" }),
            "",
            "labelled application/xml"
        ),
        new(
            "part labelled application/octet-stream",
            p => With(p, part => part with { ContentType = "application/octet-stream" }),
            "",
            "application/octet-stream"
        ),
        new(
            "document as base64",
            p => With(p, part => part with { Content = ProductPart.Zip(Encoding.ASCII.GetBytes(Convert.ToBase64String(Xml))) }),
            "",
            "base64 text"
        ),
        new("document as JSON", p => With(p, part => part with { Content = ProductPart.Zip("{\"IE3F10\":{}}"u8) }), "", "JSON"),
        new(
            "document in UTF-16",
            p =>
                With(
                    p,
                    part =>
                        part with
                        {
                            Content = ProductPart.Zip(
                                Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<IE3F10/>")).ToArray()
                            ),
                        }
                ),
            "",
            "UTF-16"
        ),
        new("empty document", p => With(p, part => part with { Content = [] }), Gzip, "1F 8B"),
        new("sealed before it was compressed", p => With(p, part => part with { Signed = Xml }), "EBMS:0101", "uncompressed content")
        {
            Remedy = "compress first",
        },
        new(
            "compressed again after it was sealed",
            p => With(p, part => part with { Signed = ProductPart.Zip("<other/>"u8) }),
            "EBMS:0101",
            "does not fit"
        ),
        new(
            "the same part twice",
            p =>
                p with
                {
                    Messaging = text =>
                        text.Replace(
                            "</eb:PayloadInfo>",
                            text[
                                text.IndexOf("<eb:PartInfo", StringComparison.Ordinal)..text.IndexOf(
                                    "</eb:PayloadInfo>",
                                    StringComparison.Ordinal
                                )
                            ] + "</eb:PayloadInfo>",
                            StringComparison.Ordinal
                        ),
                },
            Inconsistent,
            "named by two PartInfo"
        ),
        new(
            "a part that the header does not name",
            p =>
                p with
                {
                    Messaging = text =>
                        text[..text.IndexOf("<eb:PartInfo href=\"cid:scan", StringComparison.Ordinal)]
                        + text[text.IndexOf("</eb:PayloadInfo>", StringComparison.Ordinal)..],
                    Parts = [.. p.Parts, Pdf],
                },
            Inconsistent,
            "scan@trader.example"
        ),
    ];

    private static ProductSettings With(ProductSettings settings, Func<ProductPart, ProductPart> change) =>
        settings with
        {
            Parts = [change(settings.Parts[0])],
        };

    private static ProductSettings Properties(ProductSettings settings, params (string, string)[] properties) =>
        With(settings, part => part with { Properties = properties });

    private static byte[] Deflated(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }
}
