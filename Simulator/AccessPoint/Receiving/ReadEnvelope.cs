using Ics2.As4.Envelopes;
using Ics2.As4.Messages;

namespace Ics2.AccessPoint.Receiving;

/// <summary>
/// Reads the SOAP envelope and <c>eb:Messaging</c>. What can be read of a message that is refused is kept as well, so that the answer names
/// its id and suits its kind.
/// </summary>
internal sealed class ReadEnvelope(EnvelopeReader reader) : IReceiveStep
{
    public ValueTask<EbmsError?> TakeAsync(Exchange exchange, CancellationToken cancellationToken) => new(Read(exchange));

    /// <summary>Reads.</summary>
    /// <param name="exchange">Its packaging was read, as far as it could be.</param>
    /// <returns>What is wrong first; null when all is well.</returns>
    public EbmsError? Read(Exchange exchange)
    {
        var (envelope, faults) = reader.ReadAsFarAsPossible(exchange.Package);
        exchange.EnvelopeIfRead = envelope;
        exchange.MessageId = envelope?.MessageId.Referable;
        return faults.Count > 0 ? faults[0] : null;
    }
}
