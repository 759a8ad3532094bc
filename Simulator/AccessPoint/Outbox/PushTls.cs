using System.Collections.Concurrent;
using System.Net.Security;
using Ics2.AccessPoint.Receiving;
using Ics2.Contract.Management;

namespace Ics2.AccessPoint.Outbox;

/// <summary>The TLS facts of the connection that was last opened to each server of a trader.</summary>
internal sealed class PushTls
{
    private const int Kept = 1000;

    private readonly ConcurrentDictionary<string, ExchangeTls> _last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks at a connection as it is opened, and lets it be.</summary>
    public ValueTask<Stream> LookAsync(SocketsHttpPlaintextStreamFilterContext opened, CancellationToken cancellationToken)
    {
        if (opened is { PlaintextStream: SslStream tls, InitialRequestMessage.RequestUri: { } server } && _last.Count < Kept)
        {
            _last[server.Authority] = new ExchangeTls(
                HttpFacts.Name(tls.SslProtocol),
                tls.NegotiatedCipherSuite.ToString(),
                tls.RemoteCertificate?.Subject
            );
        }

        return ValueTask.FromResult(opened.PlaintextStream);
    }

    /// <summary>The facts; null when no connection was opened.</summary>
    public ExchangeTls? To(Uri server) => _last.GetValueOrDefault(server.Authority);
}
