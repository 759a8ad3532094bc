using System.Diagnostics.CodeAnalysis;
using Ics2.As4.Messages;

namespace Ics2.Trader.Messages;

/// <summary>A business document on its way to customs.</summary>
public sealed record Submission
{
    /// <summary>The ebMS action, normally the name of the root element.</summary>
    public required string Action { get; init; }

    /// <summary>The document, uncompressed, exactly as it will be sealed.</summary>
    public required ReadOnlyMemory<byte> Xml { get; init; }

    /// <summary>PDF and JPEG files; their Content-IDs equal the <c>identification</c> in the document (ICD 4.2.5).</summary>
    public IReadOnlyList<Payload> Attachments { get; init; } = [];

    /// <summary>The id to send under; null for a fresh one.</summary>
    public MessageId? MessageId { get; init; }

    /// <summary>The message of customs this one answers, if any.</summary>
    public string? RefToMessageId { get; init; }

    /// <summary>Takes a document and reads its action from it.</summary>
    /// <param name="xml">The document.</param>
    /// <param name="submission">It with its action.</param>
    /// <param name="why">Why it is no XML document.</param>
    /// <returns>False when the document is so broken that it has no root element; it can still be sent by stating the action.</returns>
    public static bool TryRead(
        ReadOnlyMemory<byte> xml,
        [NotNullWhen(true)] out Submission? submission,
        [NotNullWhen(false)] out string? why
    )
    {
        submission = BusinessReferences.TryRead(xml, out var references, out why)
            ? new Submission { Action = references.Root, Xml = xml }
            : null;
        return submission is not null;
    }
}
