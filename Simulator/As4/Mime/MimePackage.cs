namespace Ics2.As4.Mime;

/// <summary>One part of a multipart message, its transfer encoding already undone.</summary>
/// <param name="ContentId">The Content-ID without angle brackets; null when absent.</param>
/// <param name="ContentType">The whole Content-Type value; <c>text/plain</c> when absent (RFC 2045 5.2).</param>
/// <param name="Content">The bytes between the headers and the boundary.</param>
public sealed record MimePart(string? ContentId, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>A message taken out of its MIME packaging.</summary>
/// <param name="Root">The part that holds the SOAP envelope.</param>
/// <param name="Attachments">All other parts in the order of the wire; their Content-IDs differ.</param>
public sealed record MimePackage(MimePart Root, IReadOnlyList<MimePart> Attachments)
{
    /// <summary>Whether the message came as multipart, as the profile asks always (as4-profile g).</summary>
    public bool IsMultipart { get; init; }

    /// <summary>Whether delimiters stood behind bare line feeds, which the profile refuses and the general reader reports.</summary>
    public bool BareLineFeeds { get; init; }

    /// <summary>What was tolerated about the packaging.</summary>
    internal IReadOnlyList<MimeRemark> Remarks { get; init; } = [];

    /// <summary>The attachment of a Content-ID.</summary>
    /// <param name="contentId">Without <c>cid:</c> and angle brackets.</param>
    /// <returns>The part, or null.</returns>
    public MimePart? Find(string contentId) => Attachments.FirstOrDefault(part => part.ContentId == contentId);
}
