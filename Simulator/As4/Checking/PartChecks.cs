using Ics2.As4.Messages;
using Ics2.As4.Mime;
using Ics2.As4.Profiles;

namespace Ics2.As4.Checking;

/// <summary>The checks on what a user message carries: one business document, then attachments, each a gzip part (as4-profile g).</summary>
internal sealed class PartChecks(Profile profile)
{
    private const int MaxShown = 100;

    private readonly CompressionChecks _compression = new(profile);

    public void Check(CheckList checks, UserMessage message, MimePackage package, Direction direction)
    {
        CheckCount(checks, message);
        var ids = ContentIds(message);
        var unnamed = Array.FindIndex(ids, id => id is not { Length: > 0 });
        checks.Require(
            "parts.href",
            "ICD 4.2.5",
            "every part is named by cid:, never by hyperlink or in the Body",
            unnamed < 0,
            EbmsErrorCode.ProcessingModeMismatch,
            "cid: and a Content-ID",
            unnamed < 0 ? "all" : message.Parts[unnamed].Href ?? "no href",
            unnamed < 0 ? ""
                : message.Parts[unnamed].Href is { } href ? $"A PartInfo has the href '{Shorten(href)}', which is no cid: of a MIME part."
                : "A PartInfo has no href, so its document would be the SOAP Body.",
            "send every document as a MIME part, with href=\"cid:\" and its Content-ID"
        );
        CheckReferences(checks, ids, package);
        CheckProperties(checks, message);
        for (var i = 0; i < message.Parts.Count; i++)
        {
            CheckPart(checks, message, i, direction);
        }

        for (var i = 0; i < message.Parts.Count; i++)
        {
            if (ids[i] is { } id)
            {
                _compression.Check(checks, message.Parts[i], package.Find(id));
            }
        }
    }

    private void CheckCount(CheckList checks, UserMessage message)
    {
        var isTest = message.Service.Value == profile.TestService;
        var count = message.Parts.Count;
        checks.Require(
            "parts.count",
            "ICD 4.2.6; Domibus default",
            "the number of parts is within bounds",
            count <= profile.MaxParts && (isTest || count > 0),
            count == 0 ? EbmsErrorCode.ExternalPayloadError : EbmsErrorCode.ProcessingModeMismatch,
            $"1 to {profile.MaxParts}",
            $"{count}",
            count == 0 ? "The message names no part, so it carries no document." : $"The message names {count} parts.",
            count == 0 ? "name the document in eb:PayloadInfo" : "send fewer attachments with one message"
        );
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
            repeated < 0 ? "each once" : named[repeated] ?? "no Content-ID",
            "A part is named by two PartInfo.",
            "write one eb:PartInfo for each MIME part"
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
            $"The part cid:{Shorten(missing ?? "")} that the header names is not in the message.",
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
            stray is null ? "none" : $"<{stray.ContentId}>",
            $"The MIME part <{Shorten(stray?.ContentId ?? "without Content-ID")}> is not named by the header.",
            "name every MIME part in eb:PayloadInfo, or leave it out"
        );
    }

    // Which of two counts would be the reader's choice, and the next reader may choose the other (AS4-08).
    private static void CheckProperties(CheckList checks, UserMessage message)
    {
        var (part, twice) = ((PartInfo?)null, -1);
        foreach (var info in message.Parts)
        {
            twice = part is null ? Repeated([.. info.Properties.Select(property => property.Key)]) : twice;
            part ??= twice < 0 ? null : info;
        }

        var name = part?.Properties[twice].Key ?? "";
        checks.Require(
            "parts.property-once",
            "ebMS 3 core 5.2.2.13; attack-cases AS4-08",
            "every property of a part stands once",
            part is null,
            EbmsErrorCode.ValueInconsistent,
            "each name once",
            part is null ? "each once" : $"{Shorten(name)} twice",
            $"The part {Shorten(part?.Href ?? "without href")} has the property {Shorten(name)} more than once.",
            "write every property of a part once"
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
            CheckDocument(checks, message.Parts[0], mime);
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
            Stated(message.Parts[index], mime),
            $"The MimeType of part {index + 1} is {Stated(message.Parts[index], mime)}: it is no attachment that ICS2 takes.",
            "send one business document per message, and PDF or JPEG as attachments"
        );
        checks.Require(
            "parts.attachment-allowed",
            "ICD 3.1.11",
            "the message may carry attachments",
            profile.ActionsWithAttachments.Contains(message.Action, StringComparer.Ordinal),
            EbmsErrorCode.ProcessingModeMismatch,
            string.Join(", ", profile.ActionsWithAttachments),
            message.Action,
            $"{Shorten(message.Action)} may not carry attachments.",
            "leave the attachment out, and send it with IE3R02 when customs asks for it"
        );
    }

    private void CheckDocument(CheckList checks, PartInfo part, string? mime)
    {
        checks.Require(
            "parts.business-document",
            "ICD 4.2.5; eDelivery AS4 1.4.4.6",
            "the first part is the business document",
            mime == profile.BusinessMimeType,
            EbmsErrorCode.ProcessingModeMismatch,
            $"MimeType {profile.BusinessMimeType}",
            Stated(part, mime),
            $"The MimeType of the first part is {Stated(part, mime)}, not that of a business document.",
            $"set the part property MimeType of the first part to {profile.BusinessMimeType}"
        );
        var charset = part.Property("CharacterSet");
        checks.Require(
            "parts.character-set",
            "ICD 4.2.5",
            "the business document is UTF-8",
            charset is null || string.Equals(charset, profile.CharacterSet, StringComparison.OrdinalIgnoreCase),
            EbmsErrorCode.ValueInconsistent,
            profile.CharacterSet,
            charset ?? "none stated",
            $"The CharacterSet of the business document is {Shorten(charset ?? "")}, not UTF-8.",
            $"write the document in UTF-8 and set the part property CharacterSet to {profile.CharacterSet}"
        );
    }

    // Names are exact (as4-profile g), and the usual mistake is their spelling.
    private static string Stated(PartInfo part, string? mime)
    {
        var near = part.Properties.FirstOrDefault(property => property.Key.Equals("MimeType", StringComparison.OrdinalIgnoreCase)).Key;
        return mime is not null ? Shorten(mime)
            : near is not null ? $"absent (there is a property '{near}')"
            : "absent";
    }

    private static string Shorten(string text) => text.Length > MaxShown ? text[..MaxShown] : text;
}
