using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Ics2.As4;
using Ics2.Contract.Management;
using Ics2.Trust.Certificates;
using Ics2.Trust.Deciding;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Notices who seals with the key of the TLS connection, or connects with a certificate made for sealing (ICD table 10). Each pair is
/// reported once.
/// </summary>
internal sealed class KeyReuse(TimeProvider clock, ILogger<KeyReuse> log)
{
    private const int Kept = 200;
    private const string OneEach = "Order a certificate with a key of its own for each: seal and TLS have different CA regimes.";

    private readonly ConcurrentDictionary<string, KeyReuseWarning> _seen = new(StringComparer.Ordinal);

    /// <summary>Looks at the two certificates of one exchange, unless the connection has shown both before.</summary>
    /// <param name="connection">The connection, with the accepted client certificate.</param>
    /// <param name="seal">What sealed the message; null when nothing did.</param>
    public void Look(HttpContext connection, X509Certificate2? seal)
    {
        var items = connection.Features.Get<IConnectionItemsFeature>()?.Items;
        if (connection.Connection.ClientCertificate is not { } tls)
        {
            return;
        }

        var shown = seal ?? tls;
        if (items is null || !items.TryGetValue(this, out var last) || !ReferenceEquals(last, shown))
        {
            Look(connection.Connection.RemoteIpAddress?.ToString(), tls, seal);
            items?[this] = shown;
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<KeyReuseWarning> Last() => [.. _seen.Values.OrderByDescending(warning => warning.At)];

    private void Look(string? remote, X509Certificate2 tls, X509Certificate2? seal)
    {
        if (seal is not null && tls.HasKeyOf(seal))
        {
            Report(remote, tls, seal, "The message is sealed with the key of the TLS connection.");
        }
        else if (TlsDecider.LooksLikeSeal(tls))
        {
            Report(remote, tls, seal: null, "The TLS certificate of the connection is one made for sealing.");
        }
    }

    private void Report(string? remote, X509Certificate2 tls, X509Certificate2? seal, string text)
    {
        var key = tls.Thumbprint + seal?.Thumbprint;
        if (_seen.ContainsKey(key))
        {
            return;
        }

        if (_seen.Count >= Kept)
        {
            _seen.Clear();
        }

        if (_seen.TryAdd(key, new KeyReuseWarning(clock.GetUtcNow(), remote, tls.Subject, seal?.Subject, text, OneEach)))
        {
            log.LogWarning(
                "Key reuse by {Remote}, certificate {Subject}: {Text} {Remedy}",
                remote,
                LogText.OneLine(tls.Subject),
                text,
                OneEach
            );
        }
    }
}
