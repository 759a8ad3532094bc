using Ics2.Ens.Catalogue;
using Ics2.Ens.Findings;
using Ics2.Ens.Messages;

namespace Ics2.Ens.Reading;

/// <summary>
/// Reads a message into a tree, strictly and within limits, whatever else is wrong with it. What it refuses (no XML, not UTF-8, a document
/// type, an unknown root, too deep, too long) it says as findings; it throws only when the stream itself fails.
/// </summary>
public sealed class EnsReader(SpecPack pack, EnsLimits? limits = null)
{
    private readonly EnsLimits _limits = limits ?? new EnsLimits();

    /// <summary>Reads a message from its bytes.</summary>
    public ReadResult Read(ReadOnlyMemory<byte> message)
    {
        using var stream = MessageBytes.Open(message);
        return Read(stream);
    }

    /// <summary>Reads a message from a stream.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public ReadResult Read(Stream message)
    {
        var findings = new FindingSink(pack, _limits.MaxFindings);
        var read = new MessageWalk(pack, _limits, new TreeBuilder(), findings).Read(message);
        return new ReadResult(read, findings.InOrder());
    }

    /// <summary>Keeps everything and judges nothing.</summary>
    private sealed class TreeBuilder : IMessageObserver
    {
        public void Began(MessageDefinition message) { }

        public void Opened(OpenElement parent, EnsElement child, int row) { }

        public void Closed(OpenElement element, ReadOnlySpan<char> text)
        {
            if (element.Element.FirstChild is null && element.Row is not { IsClass: true })
            {
                element.Element.Value ??= text.ToString();
            }
        }

        public bool Keeps(EnsElement element) => true;
    }
}

/// <summary>What reading gave: a message when there is one to speak of, and what was wrong with the text.</summary>
/// <param name="Message">The message; null when the text cannot be read as one.</param>
/// <param name="Findings">Why not, or what a stricter reader would mind (a byte order mark, a foreign namespace).</param>
public sealed record ReadResult(EnsMessage? Message, IReadOnlyList<ValidationFinding> Findings)
{
    /// <summary>What customs accepts but is worth a look; only a validator gives any.</summary>
    public IReadOnlyList<ValidationFinding> Hints { get; init; } = [];

    /// <summary>What was checked by shape only; only a validator gives any.</summary>
    public IReadOnlyList<ValidationNote> Notes { get; init; } = [];
}

/// <summary>Bytes in memory as a stream, without a copy where that is possible.</summary>
internal static class MessageBytes
{
    public static MemoryStream Open(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
