using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>The checks on what a user message carries: one business document, then attachments, each a gzip part (as4-profile g).</summary>
internal sealed class PartChecks(Profile profile)
{
    public void Check(CheckList checks, UserMessage message, MimePackage package, Direction direction)
    {
        var isTest = message.Service.Value == profile.TestService;
        checks.Require(
            "parts.count",
            "ICD 4.2.6; Domibus default",
            "the number of parts is within bounds",
            message.Parts.Count <= profile.MaxParts && (isTest || message.Parts.Count > 0),
            message.Parts.Count == 0 ? EbmsErrorCode.ExternalPayloadError : EbmsErrorCode.ProcessingModeMismatch,
            $"1 to {profile.MaxParts}",
            $"{message.Parts.Count}"
        );
        var ids = ContentIds(message);
        var unnamed = Array.FindIndex(ids, id => id is not { Length: > 0 });
        checks.Require(
            "parts.href",
            "ICD 4.2.5",
            "every part is named by cid:, never by hyperlink or in the Body",
            unnamed < 0,
            EbmsErrorCode.ProcessingModeMismatch,
            "cid: and a Content-ID",
            unnamed < 0 ? "all" : message.Parts[unnamed].Href ?? "no href"
        );
        CheckReferences(checks, ids, package);
        for (var i = 0; i < message.Parts.Count; i++)
        {
            CheckPart(checks, message, i, direction);
        }

        for (var i = 0; i < message.Parts.Count; i++)
        {
            if (ids[i] is { } id)
            {
                CheckCompression(checks, message.Parts[i], package.Find(id));
            }
        }
    }

    private static string?[] ContentIds(UserMessage message)
    {
        var ids = new string?[message.Parts.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = message.Parts[i].ContentId;
        }

        return ids;
    }

    private static void CheckReferences(CheckList checks, string?[] named, MimePackage package)
    {
        var repeated = Repeated(named);
        checks.Require(
            "parts.named-once",
            "ICD 4.2.5",
            "every part is named once",
            repeated < 0,
            EbmsErrorCode.ValueInconsistent,
            "each href once",
            repeated < 0 ? null : named[repeated]
        );
        var missing = Array.Find(named, id => id is not null && package.Find(id) is null);
        checks.Require(
            "parts.present",
            "as4-profile e",
            "every named part is in the message",
            missing is null,
            EbmsErrorCode.ExternalPayloadError,
            missing is null ? "all" : $"a MIME part <{missing}>",
            string.Join(", ", package.Attachments.Select(part => $"<{part.ContentId}>")),
            "make the Content-ID of the part and the href of eb:PartInfo equal"
        );
        var stray = package.Attachments.FirstOrDefault(part =>
            part.ContentId is null || !named.Contains(part.ContentId, StringComparer.Ordinal)
        );
        checks.Require(
            "parts.no-stray",
            "attack-cases XSW-17",
            "every MIME part is named by the header",
            stray is null,
            EbmsErrorCode.ValueInconsistent,
            "none besides those named",
            stray is null ? "none" : $"<{stray.ContentId}>"
        );
    }

    // Where an id stands that came before; two parts without an id are such a pair as well.
    private static int Repeated(string?[] ids)
    {
        if (ids.Length < 2)
        {
            return -1;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Array.FindIndex(ids, id => !seen.Add(id ?? ""));
    }

    private void CheckPart(CheckList checks, UserMessage message, int index, Direction direction)
    {
        var mime = message.Parts[index].Property("MimeType");
        if (index == 0)
        {
            checks.Require(
                "parts.business-document",
                "ICD 4.2.5; eDelivery AS4 1.4.4.6",
                "the first part is the business document",
                mime == profile.BusinessMimeType,
                EbmsErrorCode.ProcessingModeMismatch,
                $"MimeType {profile.BusinessMimeType}",
                mime ?? "no MimeType"
            );
            var charset = message.Parts[0].Property("CharacterSet");
            checks.Require(
                "parts.character-set",
                "ICD 4.2.5",
                "the business document is UTF-8",
                charset is null || string.Equals(charset, profile.CharacterSet, StringComparison.OrdinalIgnoreCase),
                EbmsErrorCode.ValueInconsistent,
                profile.CharacterSet,
                charset
            );
            return;
        }

        // IE3R08 may carry the notifications asked for as further XML parts (ICD 4.2.6).
        if (direction == Direction.ToTrader && message.Action == "IE3R08" && mime == profile.BusinessMimeType)
        {
            return;
        }

        checks.Require(
            "parts.attachment-type",
            "ICD 4.2.5, 4.2.6",
            "further parts are attachments, never a second document",
            profile.AttachmentMimeTypes.Contains(mime, StringComparer.Ordinal),
            EbmsErrorCode.ProcessingModeMismatch,
            string.Join(" or ", profile.AttachmentMimeTypes),
            mime ?? "no MimeType",
            "send one business document per message"
        );
        checks.Require(
            "parts.attachment-allowed",
            "ICD 3.1.11",
            "the message may carry attachments",
            profile.ActionsWithAttachments.Contains(message.Action, StringComparer.Ordinal),
            EbmsErrorCode.ProcessingModeMismatch,
            string.Join(", ", profile.ActionsWithAttachments),
            message.Action
        );
    }

    private void CheckCompression(CheckList checks, PartInfo info, MimePart? part)
    {
        var type = info.Property("CompressionType");
        if (type is null)
        {
            // eDelivery AS4 1.4.3.1: a receiver must not reject a part for being uncompressed.
            checks.Advise(
                "parts.compression",
                "ICD 4.2.5; eDelivery AS4 1.4.3.1",
                $"the part {info.Href} is compressed",
                holds: false,
                profile.CompressionType,
                "no CompressionType",
                "compress every part with gzip before sealing"
            );
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
            type
        );
        checks.Require(
            "parts.mime-type",
            "eDelivery AS4 1.4.3.1",
            $"the compressed part {info.Href} states its own MimeType",
            info.Property("MimeType") is { Length: > 0 },
            badProperties,
            "MimeType",
            "absent"
        );
        checks.Advise(
            "parts.content-type",
            "ICD 4.2.5",
            $"the MIME part of {info.Href} is application/gzip",
            part is null || part.ContentType.StartsWith("application/gzip", StringComparison.OrdinalIgnoreCase),
            "application/gzip",
            part?.ContentType
        );
    }
}
