using Ics2.As4;

namespace Ics2.Transport;

/// <summary>Posts AS4 messages.</summary>
internal interface IAs4Post
{
    /// <summary>Posts once.</summary>
    /// <param name="endpoint">Where to.</param>
    /// <returns>The answer, of whatever status, or why there is none.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<PostOutcome> PostAsync(Uri endpoint, WireMessage message, CancellationToken cancellationToken);
}

/// <summary>How one HTTP exchange ended: with an answer of any status, or without one.</summary>
internal abstract record PostOutcome
{
    private PostOutcome() { }

    /// <summary>The server answered.</summary>
    /// <param name="Status">HTTP status.</param>
    /// <param name="ContentType">The whole Content-Type value; null when absent.</param>
    /// <param name="Body">The bytes, empty when there are none.</param>
    public sealed record Answered(int Status, string? ContentType, ReadOnlyMemory<byte> Body) : PostOutcome
    {
        /// <summary>The headers of the answer as they came; read only when asked for.</summary>
        public IEnumerable<(string Name, string Value)> Headers { get; init; } = [];
    }

    /// <summary>No whole answer came.</summary>
    /// <param name="Fault">What failed.</param>
    /// <param name="Cause">The same in the words of whoever noticed.</param>
    public sealed record Unanswered(PostFault Fault, Exception Cause) : PostOutcome;
}

/// <summary>What failed when no whole answer came.</summary>
internal enum PostFault
{
    /// <summary>Nobody listens there, or the name leads nowhere: the message did not arrive.</summary>
    NotConnected,

    /// <summary>The TLS handshake failed: the message did not arrive.</summary>
    TlsRefused,

    /// <summary>The server is not the one it should be: the message was not sent.</summary>
    ServerNotTrusted,

    /// <summary>No whole answer in time; the message may have arrived.</summary>
    TimedOut,

    /// <summary>The connection broke off before an answer; the message may have arrived.</summary>
    BrokenOff,

    /// <summary>The connection broke off in the middle of the answer.</summary>
    CutShort,

    /// <summary>The answer is longer than allowed and was not read to its end.</summary>
    TooLarge,
}
