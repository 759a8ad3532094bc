using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>The checks on the compression of one part (as4-profile e, g).</summary>
internal sealed class CompressionChecks(Profile profile)
{
    private const string Property = "CompressionType";

    public void Check(CheckList checks, PartInfo info, MimePart? part)
    {
        if (info.Property(Property) is not { } type)
        {
            CheckUncompressed(checks, info, part);
            return;
        }

        var badProperties = profile.Wording == ErrorWording.Domibus ? EbmsErrorCode.BadProperties : EbmsErrorCode.DecompressionFailure;
        checks.Require(
            "parts.compression",
            "ICD 4.2.5",
            $"the part {info.Href} is compressed with gzip",
            type == profile.CompressionType,
            badProperties,
            profile.CompressionType,
            type,
            $"The CompressionType of {info.Href} is '{type}', not {profile.CompressionType}.",
            $"compress every part with gzip, and set the part property {Property} to {profile.CompressionType}"
        );
        checks.Require(
            "parts.mime-type",
            "eDelivery AS4 1.4.3.1",
            $"the compressed part {info.Href} states its own MimeType",
            info.Property("MimeType") is { Length: > 0 },
            badProperties,
            "MimeType",
            info.Property("MimeType") ?? "absent",
            $"The compressed part {info.Href} does not state its own MimeType.",
            "set the part property MimeType to that of the uncompressed content"
        );
        checks.Advise(
            "parts.content-type",
            "ICD 4.2.5; spec/field F-18",
            $"the MIME part of {info.Href} is application/gzip",
            part is null || part.ContentType.StartsWith("application/gzip", StringComparison.OrdinalIgnoreCase),
            "application/gzip",
            part?.ContentType ?? "no such part",
            $"The MIME part of {info.Href} is labelled {part?.ContentType}, not application/gzip; taken nonetheless.",
            "set the Content-Type of compressed MIME parts to application/gzip"
        );
    }

    // eDelivery AS4 1.4.3.1: a receiver must not reject a part for being uncompressed.
    private void CheckUncompressed(CheckList checks, PartInfo info, MimePart? part)
    {
        var isGzip = part?.Content.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) == true;
        var near = info.Properties.FirstOrDefault(property => property.Key.Equals(Property, StringComparison.OrdinalIgnoreCase)).Key;
        checks.Advise(
            "parts.compression",
            "ICD 4.2.5; eDelivery AS4 1.4.3.1",
            $"the part {info.Href} is compressed",
            holds: false,
            profile.CompressionType,
            near is null ? $"no {Property}" : $"no {Property}, but '{near}'",
            isGzip
                ? $"The part {info.Href} still is gzip (1F 8B), and its CompressionType is missing: nobody expands it, and customs answers IE3N99."
                : $"The part {info.Href} is not compressed; customs takes it, the profile asks for gzip.",
            isGzip
                ? $"set the part property {Property} to {profile.CompressionType} beside MimeType"
                : $"compress every part with gzip before sealing, and set the part property {Property} to {profile.CompressionType}"
        );
    }
}
