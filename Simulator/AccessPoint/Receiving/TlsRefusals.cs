using System.Collections.Concurrent;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

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
