using System.Text;
using Ics2.Tests.Support;

namespace Ics2.Tests.As4.Inspection.Mistakes;

/// <summary>What can be set wrong about MIME and HTTP.</summary>
internal static class PackagingMistakes
{
    private const string Mime = "EBMS:0007",
        Inconsistent = "EBMS:0003";

    public static IReadOnlyList<ProductMistake> All { get; } =
    [
        new(
            "type without quotes",
            p =>
                p with
                {
                    ContentType = "multipart/related; type=application/soap+xml; start=\"<root@trader.example>\"; boundary=\"B_0042\"",
                },
            "",
            "'type'"
        )
        {
            Remedy = "double quotes",
        },
        new(
            "start without quotes",
            p => p with { ContentType = "multipart/related; type=\"application/soap+xml\"; start=<root@trader.example>; boundary=B_0042" },
            "",
            "'start'"
        ),
        new(
            "a final semicolon",
            p =>
                p with
                {
                    ContentType = "multipart/related; type=\"application/soap+xml\"; start=\"<root@trader.example>\"; boundary=\"B_0042\";",
                },
            "",
            "semicolon"
        ),
        new("no boundary", p => p with { ContentType = "multipart/related; type=\"application/soap+xml\"" }, Mime, "boundary is missing"),
        new(
            "another boundary",
            p => p with { ContentType = "multipart/related; type=\"application/soap+xml\"; boundary=\"other\"" },
            Mime,
            "boundary does not occur"
        ),
        new(
            "start of another part",
            p => p with { ContentType = "multipart/related; type=\"application/soap+xml\"; start=\"<other>\"; boundary=\"B_0042\"" },
            Mime,
            "start parameter names no part"
        ),
        new("multipart/mixed", p => p with { ContentType = "multipart/mixed; boundary=\"B_0042\"" }, Mime, "multipart/mixed")
        {
            Remedy = "multipart/related",
        },
        new("multipart/form-data", p => p with { ContentType = "multipart/form-data; boundary=\"B_0042\"" }, Mime, "multipart/form-data"),
        new("application/json", p => p with { ContentType = "application/json" }, Mime, "application/json"),
        new(
            "parameters with commas",
            p => p with { ContentType = "multipart/related, type=\"application/soap+xml\", boundary=\"B_0042\"" },
            Mime,
            "does not begin with a media type"
        ),
        new(
            "the boundary twice",
            p => p with { ContentType = "multipart/related; boundary=\"B_0042\"; boundary=\"B_0042\"" },
            Mime,
            "'boundary' occurs twice"
        ),
        new(
            "HTTP compression",
            p => p with { ContentEncoding = "gzip", Wire = body => ProductPart.Zip(body) },
            Mime,
            "Content-Encoding gzip"
        )
        {
            Remedy = "HTTP compression",
        },
        new("byte order mark before the body", p => p with { Wire = body => [0xEF, 0xBB, 0xBF, .. body] }, "", "byte order mark"),
        new(
            "preamble before the body",
            p => p with { Wire = body => [.. "This is a multi-part message in MIME format.\r\n"u8, .. body] },
            "",
            "preamble"
        ),
        new("body cut short", p => p with { Wire = body => body[..^16] }, Mime, "closing delimiter"),
        new(
            "line feeds without carriage return",
            p =>
                p with
                {
                    Wire = body =>
                        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("\r\n", "\n", StringComparison.Ordinal)),
                },
            Mime,
            "bare line feed"
        ),
        new("two parts with one Content-ID", p => p with { Parts = [.. p.Parts, .. p.Parts] }, Mime, "same Content-ID"),
        new(
            "base64 stated, binary sent",
            p => p with { Parts = [p.Parts[0] with { TransferEncoding = "base64" }] },
            Mime,
            "Content-Transfer-Encoding"
        ),
        new(
            "unknown transfer encoding",
            p => p with { Parts = [p.Parts[0] with { TransferEncoding = "gzip" }] },
            Mime,
            "Content-Transfer-Encoding"
        ),
        new("envelope as text/xml", p => p with { RootType = "text/xml; charset=UTF-8" }, "", "text/xml"),
        new("envelope as application/xml", p => p with { RootType = "application/xml" }, "", "application/xml"),
        new("envelope in ISO-8859-1", p => p with { RootType = "application/soap+xml; charset=ISO-8859-1" }, Inconsistent, "iso-8859-1"),
        new(
            "envelope in UTF-16",
            p =>
                p with
                {
                    RootType = "application/soap+xml; charset=UTF-16",
                    Charset = new UnicodeEncoding(bigEndian: false, byteOrderMark: true),
                },
            Inconsistent,
            "utf-16"
        ),
        new("envelope with a DOCTYPE", p => p with { Envelope = text => "<!DOCTYPE x>" + text }, "EBMS:0009", "DOCTYPE"),
        new("envelope cut short", p => p with { Envelope = text => text[..^20] }, "EBMS:0009", "not well-formed"),
        new("text in the Body", p => p with { Body = "hello" }, "EBMS:0010", "Body is not empty"),
    ];
}
