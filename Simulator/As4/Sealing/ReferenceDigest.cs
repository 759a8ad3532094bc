using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Ics2.As4.Envelopes;
using Ics2.As4.Mime;
using Ics2.As4.Names;
using Ics2.As4.Profiles;
using Ics2.As4.Xml;

namespace Ics2.As4.Sealing;

/// <summary>Computes the digest of what a reference points at and says what it pointed at.</summary>
internal sealed class ReferenceDigest(
    Envelope envelope,
    MimePackage package,
    Element? token,
    EncryptionFacts? encryption,
    ReadLimits limits
)
{
    public (SealReferenceResult Result, Element? Element, MimePart? Part) Compute(SignedReference signed)
    {
        var reference = signed.Reference;
        if (reference.Uri.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            return Attachment(reference);
        }

        if (!reference.Uri.StartsWith('#') || !envelope.Ids.TryGetValue(reference.Uri[1..], out var element))
        {
            return (
                Result(
                    reference,
                    null,
                    null,
                    false,
                    reference.Uri.StartsWith('#')
                        ? "no element of the envelope has this wsu:Id (DIF-08)"
                        : "only #id and cid: references are taken; nothing is fetched from outside (TRF-03)"
                ),
                null,
                null
            );
        }

        return (Digested(signed, element), element, null);
    }

    private SealReferenceResult Digested(SignedReference signed, Element element)
    {
        var (reference, target) = (signed.Reference, NameOf(element));
        if (HashOf(reference.DigestAlgorithm) is not { } hash)
        {
            return NotTaken(reference, target);
        }

        if (reference.Transforms is not ([Algorithms.ExclusiveC14N] or [Algorithms.InclusiveC14N] or []))
        {
            return NotChecked(
                reference,
                target,
                $"the transforms {Listed(reference.Transforms)} are not taken here (TRF-01, TRF-02, TRF-07)"
            );
        }

        if (encryption is not null && EncryptionReader.IsInside(element))
        {
            return NotChecked(reference, target, "a part of the element is encrypted, and the digest is that of the plain one");
        }

        using var output = new PooledBuffer();
        var computed = DigestOf(
            hash,
            reference.Transforms is [Algorithms.ExclusiveC14N]
                ? Canonicaliser.Exclusive(element, signed.InclusivePrefixes, output)
                : Canonicaliser.Inclusive(element, output)
        );
        var ok = computed == reference.Digest;
        return Result(
            reference,
            target,
            computed,
            ok,
            ok ? null
                : computed.Length != reference.Digest.Length
                    ? $"the stated digest has not the length that {reference.DigestAlgorithm} gives; it was cut or made with another algorithm"
                : "the element was changed after it was signed, most often by printing the XML anew (indentation, line ends, attribute order) or by a proxy"
        );
    }

    private (SealReferenceResult Result, Element? Element, MimePart? Part) Attachment(Messages.SealReference reference)
    {
        var contentId = Uri.UnescapeDataString(reference.Uri[4..]);
        if (package.Find(contentId) is not { } part)
        {
            return (Result(reference, null, null, false, $"no MIME part has the Content-ID <{contentId}>"), null, null);
        }

        return (Digested(reference, part, contentId), null, part);
    }

    private SealReferenceResult Digested(Messages.SealReference reference, MimePart part, string contentId)
    {
        const string target = "attachment";
        if (HashOf(reference.DigestAlgorithm) is not { } hash)
        {
            return NotTaken(reference, target);
        }

        if (reference.Transforms is not [Algorithms.AttachmentContent])
        {
            return NotChecked(
                reference,
                target,
                $"the transforms {Listed(reference.Transforms)} are not the Attachment-Content-Signature-Transform (TRF-08)"
            );
        }

        if (encryption?.Covers(contentId) == true)
        {
            return NotChecked(reference, target, "the part is encrypted, and the digest is that of its plain content");
        }

        var computed = DigestOf(hash, part.Content.Span);
        if (computed == reference.Digest)
        {
            return Result(reference, target, computed, true, null);
        }

        // SwA profile 5.4: the content of an XML part is canonicalised, of a text part its line ends are CRLF. ICS2 parts are gzip, so this
        // is for foreign messages.
        if (NormalisedDigest(part, hash) is { } normalised && normalised == reference.Digest)
        {
            return Result(
                reference,
                target,
                normalised,
                true,
                "digest of the normalised content, as the SwA profile has it for XML and text parts"
            );
        }

        return Result(
            reference,
            target,
            computed,
            false,
            part.Content.Span.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) && DigestOfExpanded(part, hash) == reference.Digest
                ? "the digest is that of the uncompressed content: compress before sealing, not after"
                : "the part was changed after it was signed: tampered with, compressed again, or its bytes were re-encoded on the way"
        );
    }

    private string? NormalisedDigest(MimePart part, HashAlgorithmName hash)
    {
        if (!MediaTypeHeaderValue.TryParse(part.ContentType, out var type) || type.MediaType is not { } media)
        {
            return null;
        }

        if (media is "text/xml" or "application/xml" || media.EndsWith("+xml", StringComparison.OrdinalIgnoreCase))
        {
            if (!XmlTreeReader.Read(part.Content, limits).TryGet(out var root, out _))
            {
                return null;
            }

            using var output = new PooledBuffer(part.Content.Length);
            return DigestOf(hash, Canonicaliser.Exclusive(root, [], output));
        }

        return media.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            ? DigestOf(hash, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(part.Content.Span).ReplaceLineEndings("\r\n")))
            : null;
    }

    private string? DigestOfExpanded(MimePart part, HashAlgorithmName hash) =>
        Compression.GzipScan.TryRead(part.Content, limits, hash, out var scan, out _) ? Convert.ToBase64String(scan.Digest!) : null;

    private string NameOf(Element element) =>
        element switch
        {
            _ when element == envelope.Messaging => "eb:Messaging",
            _ when element == envelope.Body => "S:Body",
            _ when element == token => "wsse:BinarySecurityToken",
            _ => $"another {element.LocalName}",
        };

    internal static HashAlgorithmName? HashOf(string algorithm) =>
        algorithm switch
        {
            Algorithms.Sha1 => HashAlgorithmName.SHA1, // that it is refused is the policy's business; whether it fits is a fact
            Algorithms.Sha256 => HashAlgorithmName.SHA256,
            Algorithms.Sha384 => HashAlgorithmName.SHA384,
            Algorithms.Sha512 => HashAlgorithmName.SHA512,
            _ => null,
        };

    private static SealReferenceResult NotTaken(Messages.SealReference reference, string target) =>
        NotChecked(
            reference,
            target,
            $"the digest algorithm {Shorten(reference.DigestAlgorithm)} is not known here; SHA-256, SHA-384, SHA-512 and SHA-1 are (KEY-05)"
        );

    private static SealReferenceResult NotChecked(Messages.SealReference reference, string target, string note) =>
        Result(reference, target, null, null, note);

    private static SealReferenceResult Result(Messages.SealReference reference, string? target, string? computed, bool? ok, string? note) =>
        new(reference.Uri, target, reference.Transforms, reference.DigestAlgorithm, reference.Digest, computed, ok, note);

    private static string Listed(IReadOnlyList<string> transforms) =>
        transforms.Count == 0 ? "(none)" : Shorten(string.Join(", ", transforms));

    private static string Shorten(string text) => text.Length > 200 ? text[..200] : text;

    private static string DigestOf(HashAlgorithmName hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        return Convert.ToBase64String(digest[..CryptographicOperations.HashData(hash, bytes, digest)]);
    }
}
