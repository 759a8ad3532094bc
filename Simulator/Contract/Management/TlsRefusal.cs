namespace Ics2.Contract.Management;

/// <summary>What <c>GET /tls-refusals</c> answers.</summary>
/// <param name="Refusals">The last failed handshakes, newest first.</param>
/// <param name="KeyReuse">Keys used for seal and TLS alike, newest first.</param>
public sealed record TlsRefusalList(IReadOnlyList<TlsRefusal> Refusals, IReadOnlyList<KeyReuseWarning> KeyReuse);

/// <summary>
/// A TLS connection that was refused for its client certificate, or whose handshake came to nothing for another reason.
/// The client sees only a broken handshake, so this is where its operator
/// finds the reason.
/// </summary>
/// <param name="At">When.</param>
/// <param name="RemoteEndPoint">From where.</param>
/// <param name="Subject">Subject of the certificate; null when none came, or it is not the reason.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What was there.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record TlsRefusal(
    DateTimeOffset At,
    string? RemoteEndPoint,
    string? Subject,
    string Reason,
    string? Expected,
    string? Found,
    string? Remedy
)
{
    /// <summary>Which other node refused it, where several work as one; null for the node that was asked.</summary>
    public string? Node { get; init; }
}

/// <summary>
/// A key that does two jobs. Nothing is refused for it, but the real customs may, and whoever steals the one has the other.
/// </summary>
/// <param name="At">When it was seen first.</param>
/// <param name="RemoteEndPoint">From where.</param>
/// <param name="TlsSubject">Subject of the TLS certificate.</param>
/// <param name="SealSubject">Subject of the seal certificate; null when only the connection was looked at.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Remedy">How to mend it.</param>
public sealed record KeyReuseWarning(
    DateTimeOffset At,
    string? RemoteEndPoint,
    string TlsSubject,
    string? SealSubject,
    string Text,
    string Remedy
);
