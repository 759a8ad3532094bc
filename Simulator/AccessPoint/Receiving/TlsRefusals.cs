using System.Collections.Concurrent;
using Ics2.As4;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// A TLS connection that was refused for its client certificate. The client sees only a broken handshake, so this is where its operator
/// finds the reason.
/// </summary>
/// <param name="At">When.</param>
/// <param name="RemoteEndPoint">From where.</param>
/// <param name="Subject">Subject of the certificate; null when none came.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Expected">What would have been right.</param>
/// <param name="Found">What was there.</param>
/// <param name="Remedy">How to mend it.</param>
internal sealed record TlsRefusal(
    DateTimeOffset At,
    string? RemoteEndPoint,
    string? Subject,
    string Reason,
    string? Expected,
    string? Found,
    string? Remedy
);

/// <summary>The last refusals.</summary>
internal sealed class TlsRefusals(ILogger<TlsRefusals> log)
{
    private const int Kept = 200;

    private readonly ConcurrentQueue<TlsRefusal> _last = new();

    public void Add(TlsRefusal refusal)
    {
        log.LogWarning(
            "TLS connection from {Remote} refused: {Reason} {Remedy}",
            refusal.RemoteEndPoint,
            LogText.OneLine(refusal.Reason),
            LogText.OneLine(refusal.Remedy ?? "")
        );
        _last.Enqueue(refusal);
        while (_last.Count > Kept)
        {
            _last.TryDequeue(out _);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TlsRefusal> Last() => [.. _last.Reverse()];
}
