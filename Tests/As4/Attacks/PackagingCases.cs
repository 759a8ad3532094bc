using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Ics2.As4;
using Ics2.As4.Compression;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.Tests.Support;
using static Ics2.Tests.Support.Attacker;

namespace Ics2.Tests.As4.Attacks;

/// <summary>Section 7: MIME and compression. What needs a socket (MIM-16, MIM-17) stands with the access point's tests.</summary>
internal static class PackagingCases
{
    private const string Mime = "EBMS:0007",
        Gzipped = "EBMS:0303",
        Value = "EBMS:0003";

    public static IReadOnlyList<AttackCase> All { get; } =
    [
        new(
            "MIM-01a",
            a => a.EditMime(body => body, type => type.Replace($"; boundary=\"{Boundary}\"", "", StringComparison.Ordinal)),
            Mime
        ),
        new("MIM-01b", a => a.EditMime(body => body, type => type.Replace(Boundary, "", StringComparison.Ordinal)), Mime),
        new(
            "MIM-01c",
            a =>
                a.EditMime(
                    body => body.Replace(Boundary, new string('b', 71), StringComparison.Ordinal),
                    type => type.Replace(Boundary, new string('b', 71), StringComparison.Ordinal)
                ),
            Mime
        ),
        new("MIM-01d", a => a.EditMime(body => body, type => type.Replace(Boundary, "a\\\"b", StringComparison.Ordinal)), Mime),
        new("MIM-02a", a => a.EditMime(body => body, type => type + "; boundary=other"), Mime),
        new("MIM-02b", a => a.EditMime(body => body, type => type + "; boundary*0=other"), Mime),
        new("MIM-03", a => Filing(a, package => [package.Attachments[0]], prefixed: true)),
        new("MIM-04", a => a.EditMime(body => body[..body.LastIndexOf("\r\n--", StringComparison.Ordinal)]), Mime),
        new("MIM-04b", a => a.EditMime(body => body.TrimEnd('\r', '\n'))),
        new("MIM-05", a => Filing(a, package => [package.Attachments[0], package.Attachments[0]]), Mime, Value),
        new(
            "MIM-06a",
            a =>
                a.EditMime(body =>
                    body.Replace(
                        "Content-ID: <document@trader.example.eu>",
                        "Content-ID: document@trader.example.eu",
                        StringComparison.Ordinal
                    )
                )
        ),
        new(
            "MIM-06b",
            a => a.EditMime(body => body.Replace("Content-ID: <document", "Content-ID: <DOCUMENT", StringComparison.Ordinal)),
            "EBMS:0011"
        ),
        new(
            "MIM-07",
            a => a.EditMime(body => body, type => type.Replace("<root>", "<document@trader.example.eu>", StringComparison.Ordinal)),
            "EBMS:0009"
        ),
        new("MIM-07b", a => a.EditMime(body => body, type => type.Replace("<root>", "<nowhere>", StringComparison.Ordinal)), Mime),
        new(
            "MIM-08a",
            a =>
                Filing(
                    a,
                    package =>
                        [
                            .. Enumerable
                                .Range(0, 10_000)
                                .Select(i => new MimePart(i.ToString(CultureInfo.InvariantCulture), "text/plain", default)),
                            package.Attachments[0],
                        ]
                ),
            Mime
        ),
        new(
            "MIM-08b",
            a =>
                a.EditMime(body =>
                    body.Replace("Content-Transfer-Encoding: binary", $"X: {new string('x', 1024 * 1024)}", StringComparison.Ordinal)
                ),
            Mime
        ),
        new(
            "MIM-08c",
            a =>
                a.EditMime(body =>
                    body.Replace(
                        "Content-Transfer-Encoding: binary",
                        string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X{i}: y\r\n")) + "X: y",
                        StringComparison.Ordinal
                    )
                ),
            Mime
        ),
        new(
            "MIM-09",
            a =>
                Filing(
                    a,
                    package =>
                        [
                            package.Attachments[0],
                            new MimePart(
                                "nested",
                                "multipart/mixed; boundary=x",
                                Encoding.ASCII.GetBytes(
                                    string.Concat(Enumerable.Repeat("--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", 1000))
                                )
                            ),
                        ]
                ),
            Value
        ),
        new(
            "MIM-11a",
            a =>
                a.EditMime(body =>
                    body.Replace("Content-Transfer-Encoding: binary", "Content-Transfer-Encoding: base64", StringComparison.Ordinal)
                ),
            Mime
        ),
        new(
            "MIM-11b",
            a =>
                a.EditMime(body =>
                    body.Replace("Content-Transfer-Encoding: binary", "Content-Transfer-Encoding: x-uuencode", StringComparison.Ordinal)
                ),
            Mime
        ),
        new(
            "MIM-11c",
            a =>
                a.EditMime(body =>
                    body.Replace("Content-Transfer-Encoding: binary", "Content-Transfer-Encoding: 7bit", StringComparison.Ordinal)
                )
        ),
        new(
            "MIM-12a",
            a =>
                Zipped(
                    a,
                    Compressed(new byte[50 * 1024 * 1024], output => new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
                ),
            Gzipped
        ),
        new("MIM-12b", a => Zipped(a, [.. Gzip.Compress("<a/>"u8), .. Gzip.Compress("<b/>"u8)]), Gzipped),
        new("MIM-13a", a => Zipped(a, Gzip.Compress(Encoding.ASCII.GetBytes(new string('x', 500)))[..^8]), Gzipped),
        new("MIM-13b", a => Zipped(a, Gzip.Compress(Encoding.ASCII.GetBytes(Guid.NewGuid().ToString()))[..^20]), Gzipped),
        new("MIM-13c", a => Zipped(a, Corrupt(Gzip.Compress("<a>content</a>"u8))), Gzipped),
        new("MIM-13d", a => Zipped(a, [.. Gzip.Compress("<a/>"u8), .. "trailing junk"u8]), Gzipped),
        new("MIM-13e", a => Zipped(a, []), Gzipped),
        new(
            "MIM-13f",
            a => Zipped(a, Compressed("<a/>"u8, output => new ZLibStream(output, CompressionMode.Compress, leaveOpen: true))),
            Gzipped
        ),
        new(
            "MIM-14a",
            a =>
                Properties(
                    a,
                    properties =>
                        properties.Elements(Eb + "Property").Single(property => (string?)property.Attribute("name") == "MimeType").Remove()
                ),
            Gzipped,
            "EBMS:0010"
        ),
        new(
            "MIM-14b",
            a =>
                Properties(
                    a,
                    properties =>
                        properties
                            .Elements(Eb + "Property")
                            .Single(property => (string?)property.Attribute("name") == "CompressionType")
                            .Value = "application/zip"
                ),
            Gzipped
        ),
        new(
            "MIM-15a",
            a =>
                a.EditMime(
                    body => body,
                    type =>
                        type.Replace(
                            "multipart/related; type=\"application/soap+xml\";",
                            "MULTIPART/Related;\r\n ",
                            StringComparison.Ordinal
                        )
                )
        ),
        new("MIM-15b", a => a.EditMime(body => body, type => type + "; action=\"IE3F99\"")),
        new(
            "MIM-18",
            a =>
                a.EditMime(body =>
                    body.Replace(
                        "Content-Transfer-Encoding: binary",
                        "Content-Transfer-Encoding: binary\r\nContent-Disposition: attachment; filename=\"../../etc/passwd\"",
                        StringComparison.Ordinal
                    )
                )
        ),
        new("MIM-15c", _ => new WireMessage("text/html", "<html>"u8.ToArray()), Mime),
        new("MIM-04c", _ => new WireMessage("multipart/related; boundary=x", default), Mime),
    ];

    private static WireMessage Filing(Attacker attacker, Func<MimePackage, IEnumerable<MimePart>> attachments, bool prefixed = false)
    {
        var text = prefixed ? $"<IE3F10>\r\n--{Boundary}-longer\r\n</IE3F10>" : null;
        var (envelope, package) = Open(attacker.Filing(text));
        return Pack(envelope.ToString(SaveOptions.DisableFormatting), attachments(package));
    }

    // The attacker seals these bytes properly, so that only the expansion can refuse them.
    private static WireMessage Zipped(Attacker attacker, byte[] gzip)
    {
        var signed = attacker.Resign(references =>
            [
                .. references.Take(2),
                Reference("cid:document@trader.example.eu", Digest(gzip), Algorithms.Sha256, Algorithms.AttachmentContent),
            ]
        );
        var package = new MultipartReader(TestSeal.Profile.Limits).Read(signed.ContentType, signed.Body).Value!;
        return Pack(Encoding.UTF8.GetString(package.Root.Content.Span), [package.Attachments[0] with { Content = gzip }]);
    }

    private static WireMessage Properties(Attacker attacker, Action<XElement> edit)
    {
        var digest = "";
        return attacker.Resign(
            references =>
                [
                    references[0]
                        .Replace(XElement.Parse(references[0]).Element(Ds + "DigestValue")!.Value, digest, StringComparison.Ordinal),
                    .. references.Skip(1),
                ],
            edit: envelope =>
            {
                edit(envelope.Descendants(Eb + "PartProperties").Single());
                digest = Digest(Canonical(Messaging(envelope).ToString(SaveOptions.DisableFormatting)));
            }
        );
    }

    private static byte[] Corrupt(byte[] gzip)
    {
        gzip[^6] ^= 0x55;
        return gzip;
    }

    private static byte[] Compressed(ReadOnlySpan<byte> content, Func<Stream, Stream> compress)
    {
        using var output = new MemoryStream();
        using (var stream = compress(output))
        {
            stream.Write(content);
        }

        return output.ToArray();
    }
}
