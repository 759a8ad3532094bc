using System.Text;
using Ics2.As4.Checking;
using Ics2.As4.Compression;
using Ics2.As4.Envelopes;
using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Inspection;

/// <summary>
/// The parts of a user message: whether each can be expanded, which decides, and whether the first looks like a document, which customs
/// answers later with IE3N99.
/// </summary>
internal sealed class DocumentChecks(Profile profile)
{
    private readonly PayloadReader _payloads = new(profile);

    /// <summary>Expands the parts and looks at the first.</summary>
    /// <param name="checks">Takes the checks.</param>
    /// <returns>What the parts expand to, in the order of the header; null when not all could be expanded.</returns>
    public IReadOnlyList<GzipScan>? Check(List<Check> checks, UserMessage header, MimePackage package, EncryptionFacts? encryption)
    {
        if (header.Parts.FirstOrDefault(part => part.ContentId is { } id && encryption?.Covers(id) == true) is { } closed)
        {
            checks.Add(NotChecked($"the part {closed.Href} is encrypted"));
            return null;
        }

        if (header.Parts.Any(part => part.ContentId is null || package.Find(part.ContentId) is null))
        {
            checks.Add(NotChecked("not every part that the header names is there"));
            return null;
        }

        if (!_payloads.Scan(header, package).TryGet(out var contents, out var error))
        {
            checks.Add(Inspector.Failed(error));
            return null;
        }

        checks.Add(
            new Check(
                "payload.gzip",
                CheckVerdict.Passed,
                "every compressed part can be expanded, whole and within bounds",
                "ICD 4.2.5, 4.2.6"
            )
        );
        if (contents is [var document, ..])
        {
            checks.AddRange(LooksLikeOne(header, document.Beginning));
        }

        return contents;
    }

    private static IEnumerable<Check> LooksLikeOne(UserMessage header, ReadOnlySpan<byte> content)
    {
        var isCompressed = header.Parts[0].Property("CompressionType") is not null;
        var (found, remedy) = content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])
            ? isCompressed
                ? (
                    "still is gzip (1F 8B) once expanded: it was compressed twice",
                    "compress the document once; switch one of the two compressions off"
                )
                : ((string?)null, "") // said of the compression already
            : content.StartsWith("PK\x03\x04"u8)
                ? ("is a zip archive", "send the XML itself, compressed with gzip")
                : content.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..]
                    ? ("is JSON", "send the document as XML")
                    : content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
                        ? ("is UTF-16", "write the document in UTF-8")
                        : content.IsEmpty
                            ? ("is empty", "put the document into the part")
                            : LooksLikeXml(content)
                                ? (null, "")
                                : System.Buffers.Text.Base64.IsValid(content)
                                    ? ("is base64 text", "send the bytes of the document, not their base64 form")
                                    : (
                                        $"is no XML: it begins with {Convert.ToHexString(content[..Math.Min(content.Length, 8)])}",
                                        "send the document as XML in UTF-8"
                                    );
        return found is null
            ? []
            :
            [
                new Check(
                    "payload.document",
                    CheckVerdict.Warning,
                    $"The business document {found}; customs answers the receipt, and then IE3N99.",
                    "ICD 4.2.5, 4.5.3"
                )
                {
                    Expected = "XML in UTF-8",
                    Actual = found,
                    Remedy = remedy,
                },
            ];
    }

    private static bool LooksLikeXml(ReadOnlySpan<byte> content) =>
        (content.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content).TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    private static Check NotChecked(string why) =>
        new(
            "payload.gzip",
            CheckVerdict.Inconclusive,
            $"not checked whether every compressed part can be expanded: {why}",
            "ICD 4.2.5, 4.2.6"
        );
}
