using Ics2.As4.Messages;

namespace Ics2.As4.Compression;

/// <summary>The expanded contents of a message.</summary>
/// <param name="Items">The business document first, then the attachments, in the order of the header.</param>
public sealed record PayloadSet(IReadOnlyList<Payload> Items)
{
    /// <summary>The business document, or null when the message carries nothing (connectivity test).</summary>
    public Payload? BusinessDocument => Items.Count > 0 ? Items[0] : null;
}
