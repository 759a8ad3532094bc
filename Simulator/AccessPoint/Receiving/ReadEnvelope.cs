using Ics2.As4.Envelopes;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>Reads the SOAP envelope and <c>eb:Messaging</c>.</summary>
internal sealed class ReadEnvelope(EnvelopeReader reader) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken)
    {
        if (!reader.Read(exchange.Package).TryGet(out var envelope, out var error))
        {
            return new(error);
        }

        exchange.Envelope = envelope;
        return default;
    }
}
