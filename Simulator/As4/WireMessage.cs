using Ics2.As4.Messages;

namespace Ics2.As4;

/// <summary>The body of an HTTP request or response that carries an AS4 message.</summary>
/// <param name="ContentType">The whole Content-Type value with its parameters.</param>
/// <param name="Body">The bytes, exactly as on the wire.</param>
public sealed record WireMessage(string ContentType, ReadOnlyMemory<byte> Body)
{
    /// <summary>The Content-Encoding of the HTTP message; null when it has none, as AS4 has it.</summary>
    public string? ContentEncoding { get; init; }
}

/// <summary>A message that this side has sealed and can send, any number of times with the same bytes.</summary>
/// <param name="Wire">Its bytes.</param>
/// <param name="References">The references of the seal: what a valid receipt must repeat.</param>
public sealed record SealedMessage(MessageId MessageId, WireMessage Wire, IReadOnlyList<SealReference> References);
