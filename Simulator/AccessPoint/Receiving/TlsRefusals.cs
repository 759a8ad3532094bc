using System.Collections.Concurrent;
using System.Globalization;
using Ics2.AccessPoint.Watching;
using Ics2.As4;
using Ics2.Contract.Management;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// The last refusals. Whoever is refused again and again for one reason is told of some times, then counted and summed up, so that ten
/// thousand of them neither flood the log nor push out of the list what somebody else looks for.
/// </summary>
internal sealed class TlsRefusals(EventLog events, TimeProvider clock, ILogger<TlsRefusals> log) : IDisposable
{
    /// <summary>How many of one address and one reason are told of within <see cref="Window"/>.</summary>
    public const int MaxTold = 20;

    /// <summary>After this, what was only counted is summed up.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private const int Kept = 200;
    private const int MaxCounted = 1000;

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<TlsRefusal> _last = new();
    private readonly Dictionary<(string? Address, string? Subject, string Reason), Count> _counts = [];
    private ITimer? _timer;

    /// <summary>Keeps one and logs it, or counts it with others like it.</summary>
    /// <param name="isProbe">Whether nobody may have wanted a handshake, as whoever tries whether a port is open: no warning then.</param>
    public void Add(TlsRefusal refusal, bool isProbe = false)
    {
        if (IsToBeTold(refusal, isProbe))
        {
            Tell(refusal, isProbe);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TlsRefusal> Last() => [.. _last.Reverse()];

    public void Dispose() => _timer?.Dispose();

    private bool IsToBeTold(TlsRefusal refusal, bool isProbe)
    {
        lock (_gate)
        {
            _timer ??= clock.CreateTimer(_ => SumUp(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (_counts.Count == 0)
            {
                _timer.Change(Window, Timeout.InfiniteTimeSpan);
            }

            var key = (AddressOf(refusal.RemoteEndPoint), refusal.Subject, refusal.Reason);
            if (!_counts.TryGetValue(key, out var count))
            {
                key = _counts.Count < MaxCounted ? key : (null, null, refusal.Reason); // an attacker may have as many addresses as they like
                _counts.TryAdd(key, new Count());
                count = _counts[key];
            }

            count.IsProbe = isProbe;
            count.Like = refusal;
            return ++count.All <= MaxTold;
        }
    }

    private void SumUp()
    {
        List<((string? Address, string? Subject, string Reason) Key, Count Count)> over;
        lock (_gate)
        {
            over = [.. _counts.Where(pair => pair.Value.All > MaxTold).Select(pair => (pair.Key, pair.Value))];
            _counts.Clear();
        }

        foreach (var (key, count) in over)
        {
            var more = (count.All - MaxTold).ToString(CultureInfo.InvariantCulture);
            Tell(
                count.Like! with
                {
                    At = clock.GetUtcNow(),
                    RemoteEndPoint = key.Address,
                    Reason = $"{more} more in {Window.TotalSeconds:0} seconds: {key.Reason}",
                },
                count.IsProbe
            );
        }
    }

    private void Tell(TlsRefusal refusal, bool isProbe)
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

    // An address has a port behind it that is another one each time.
    private static string? AddressOf(string? endPoint) =>
        endPoint is not null
        && endPoint.LastIndexOf(':') is var at and > 0
        && (endPoint.Contains(']', StringComparison.Ordinal) || endPoint.IndexOf(':') == at)
            ? endPoint[..at]
            : endPoint;

    private sealed class Count
    {
        public int All { get; set; }

        public bool IsProbe { get; set; }

        public TlsRefusal? Like { get; set; }
    }
}
