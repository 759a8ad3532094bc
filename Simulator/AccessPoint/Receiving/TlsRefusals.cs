using System.Collections.Concurrent;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

/// <summary>The last refusals.</summary>
internal sealed class TlsRefusals(EventLog events, ILogger<TlsRefusals> log)
{
    private const int Kept = 200;

    private readonly ConcurrentQueue<TlsRefusal> _last = new();

    /// <summary>Keeps one and logs it.</summary>
    /// <param name="isProbe">Whether nobody may have wanted a handshake, as whoever tries whether a port is open: no warning then.</param>
    public void Add(TlsRefusal refusal, bool isProbe = false)
    {
        log.Log(
            isProbe ? LogLevel.Information : LogLevel.Warning,
            "TLS connection from {Remote} refused: {Reason} Expected: {Expected}. Found: {Found}. {Remedy}",
            refusal.RemoteEndPoint,
            LogText.OneLine(refusal.Reason),
            LogText.OneLine(refusal.Expected ?? "see the reason"),
            LogText.OneLine(refusal.Found ?? "see the reason"),
            LogText.OneLine(refusal.Remedy ?? "")
        );
        _last.Enqueue(refusal);
        events.Tell("tlsRefusal", refusal);
        while (_last.Count > Kept)
        {
            _last.TryDequeue(out _);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TlsRefusal> Last() => [.. _last.Reverse()];
}
